import type { Aggregate } from '@secuconnect/api';
import type { CheckedPath, PathsOf } from './paths.ts';
import type { EXPRESSION_KIND, ExpressionKind, PATHS } from './query.ts';

/**
 * The query of a list. Strings are sent as they are; the paths in the typed forms of `q`, `fields`, `sort` and `aggregate` are checked against the model
 * of the items.
 *
 * A model has many paths, so calls that use strings alone must not evaluate them. That is why their types are members of an interface (`QueryFor`), out
 * of reach of inference (`NoInfer`), or in a branch that waits for its type parameter (`CheckedPath`). And that is why variances are declared: to
 * compute them, the compiler would evaluate the paths of models that it makes up.
 */
export interface ListQuery<
  in out Item,
  in out Field extends string = string,
  in out Groups extends Aggregate | undefined = Aggregate | undefined,
> {
  /**
   * Largest number of items on a page.
   *
   * @default 20 for `await list`, 100 in loops
   */
  readonly count?: number | undefined;
  /** Number of matches to skip. Cannot be combined with a scroll. */
  readonly offset?: number | undefined;
  /**
   * The paths to keep in each item; all others are dropped, `id` and `object` too unless they are listed. An array of literals narrows the type of the
   * items to these paths; a string with commas does not.
   */
  readonly fields?: string | readonly CheckedPath<Item, Field>[] | undefined;
  /** Which items to find: a query of `q`, or a string in Lucene syntax, in which values must already be escaped. */
  readonly q?: string | QueryFor<Item> | undefined;
  /** The order, most significant first: `['created:desc', 'id:asc']`, or a string of such pairs with commas. */
  readonly sort?: string | NoInfer<SortList<Item>> | undefined;
  /** Groups, buckets or sums the matches instead of listing them. */
  readonly aggregate?: CheckedAggregate<Item, Groups> | undefined;
  /** `true` adds the field definitions to the response, `only` returns nothing else. */
  readonly meta?: true | 'true' | 'only' | undefined;
  /** `1` has the syntax of `q` checked without a search. */
  readonly validate?: 1 | undefined;
  /** Opens a scroll, or prolongs it: how long the API keeps it between two pages, as a number with `s`, `m` or `h`. */
  readonly scroll_expire?: string | undefined;
  /** Fetches the next page of a scroll, without automatic retries. Always send the id of the latest page. */
  readonly scroll_id?: string | undefined;
  /** Name of a search that the API provides; `own` finds objects of the caller. */
  readonly preset?: 'own' | (string & {}) | undefined;
  /** `true` replaces every linked `{object, id}` with the whole object, the name of a field only that one. */
  readonly expand?: true | 'true' | (keyof Item & string) | (string & {}) | undefined;
}

/** How matches are grouped, bucketed or summed. */
export interface AggregateQuery<in out Item> {
  /** The date field that defines the time buckets. */
  readonly timestamp_prop?: PathsOf<Item> | undefined;
  /**
   * Width of a time bucket.
   *
   * @default 'week'
   */
  readonly interval?: 'week' | (string & {}) | undefined;
  /** Lower bound of the histogram. */
  readonly min?: number | undefined;
  /** Upper bound of the histogram. */
  readonly max?: number | undefined;
  /** The field to group by. */
  readonly group_by_prop?: PathsOf<Item> | undefined;
  /** The numeric field to sum in each bucket. */
  readonly sum_by_prop?: PathsOf<Item> | undefined;
}

export type SortDirection = 'asc' | 'desc';

/** A query that mentions only paths of the model. */
export interface QueryFor<in out Item> {
  readonly [PATHS]: PathsOf<Item>;
  readonly [EXPRESSION_KIND]: ExpressionKind;
  toString(): string;
}

/** `['created:desc', 'id:asc']` */
export interface SortList<in out Item> extends ReadonlyArray<`${PathsOf<Item>}:${SortDirection}`> {}

/** An aggregation with paths of the model. A wide `Aggregate` is accepted as it is: that is the type of the wire format. */
type CheckedAggregate<Item, Groups> = [Aggregate] extends [Groups] ? Groups : AggregateQuery<Item>;
