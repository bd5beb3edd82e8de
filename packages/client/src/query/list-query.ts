import type { Aggregate } from '@secuconnect/api';
import type { Checked, PathsOf } from './paths.ts';
import type { PATHS, Shape, SHAPE } from './query.ts';

/**
 * What a list can be asked for. Texts go out as they are; the typed forms of `q`, `fields`, `sort` and `aggregate` have their paths checked
 * against the model of the items.
 *
 * The paths of a model are many, so they must not be worked out for calls that use texts alone. That is why their types are own members of an
 * interface (`QueryOf`), out of reach of inference (`NoInfer`), or in a branch that waits for its type parameter (`Checked`). And that is why
 * variances are declared: to find them out, the compiler would go through the paths of models that it makes up.
 */
export interface ListQuery<
  in out Item,
  in out Field extends string = string,
  in out Groups extends Aggregate | undefined = Aggregate | undefined,
> {
  /** How many items one page may hold. The platform sends 20 when it is left out. */
  readonly count?: number | undefined;
  /** How many matches to skip, counted from zero. Not to be combined with a scroll. */
  readonly offset?: number | undefined;
  /**
   * The paths to keep in each item; all others are dropped, `id` and `object` too unless they are among them. A list of literals narrows the
   * type of the items to these paths; a comma-separated text leaves the type as it is.
   */
  readonly fields?: string | readonly Checked<Item, Field>[] | undefined;
  /** Which items to find: written with `q`, or a text in Lucene syntax in which values must be escaped already. */
  readonly q?: string | QueryFor<Item> | undefined;
  /** The order, most significant first: `['created:desc', 'id:asc']`, or such pairs in one text with commas. */
  readonly sort?: string | NoInfer<SortList<Item>> | undefined;
  /** Groups, buckets or sums the matches instead of listing them. */
  readonly aggregate?: CheckedGroups<Item, Groups> | undefined;
  /** `true` adds the field definitions to the answer, `only` returns nothing else. */
  readonly meta?: true | 'true' | 'only' | undefined;
  /** Send `1` to have the syntax of `q` checked without searching. */
  readonly validate?: 1 | undefined;
  /** Opens a scroll, or prolongs it: how long the server keeps it between two pages, as a number with `s`, `m` or `h`. */
  readonly scroll_expire?: string | undefined;
  /** Fetches the next page of a scroll. Always send the id that came with the latest page. */
  readonly scroll_id?: string | undefined;
  /** Name of a search that the platform keeps ready; `own` finds objects of the caller. */
  readonly preset?: 'own' | (string & {}) | undefined;
  /** `true` replaces every linked `{object, id}` with the whole object, the name of a field only that one. */
  readonly expand?: true | 'true' | (keyof Item & string) | (string & {}) | undefined;
}

/** How matches are grouped, bucketed or summed. */
export interface AggregateQuery<in out Item> {
  /** The date field by which results are put into time buckets. */
  readonly timestamp_prop?: PathsOf<Item> | undefined;
  /** Width of a time bucket; a week when it is left out. */
  readonly interval?: 'week' | (string & {}) | undefined;
  /** Lower bound of the histogram. */
  readonly min?: number | undefined;
  /** Upper bound of the histogram. */
  readonly max?: number | undefined;
  /** The field by which results are grouped. */
  readonly group_by_prop?: PathsOf<Item> | undefined;
  /** The numeric field whose values are added up per bucket. */
  readonly sum_by_prop?: PathsOf<Item> | undefined;
}

export type SortDirection = 'asc' | 'desc';

/** A query that mentions only paths of the model. */
export interface QueryFor<in out Item> {
  readonly [PATHS]: PathsOf<Item>;
  readonly [SHAPE]: Shape;
  toString(): string;
}

/** `['created:desc', 'id:asc']` */
export interface SortList<in out Item> extends ReadonlyArray<`${PathsOf<Item>}:${SortDirection}`> {}

/** Groups with paths of the model. A wide `Aggregate` is taken as it is, because that is what the wire has. */
type CheckedGroups<Item, Groups> = [Aggregate] extends [Groups] ? Groups : AggregateQuery<Item>;
