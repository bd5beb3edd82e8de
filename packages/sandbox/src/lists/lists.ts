import { ApiException } from '../engine/exception.ts';
import type { Clock } from '../engine/clock.ts';
import type { Ids } from '../engine/ids.ts';
import type { Change, Store } from '../store/store.ts';
import { aggregate } from './aggregation.ts';
import { fieldDefinitions, type FieldDefinition } from './field-definitions.ts';
import { KindIndex } from './kind-index.ts';
import { aggregateOf, positionOf, sortOf, type ListQuery } from './list-query.ts';
import { firstInOrder } from './order.ts';
import { parseQuery } from './query-parser.ts';
import { Scrolls, type Shape } from './scrolls.ts';
import { search } from './search.ts';
import { expandReferences, selectFields, type Reference } from './shape.ts';

export interface ListsOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  /** How long a change stays invisible to lists, in milliseconds on the clock of the sandbox. */
  readonly lag: () => number;
}

export interface PageOptions {
  /** The object that a link leads to, for `expand`. */
  readonly expand: (reference: Reference) => object | undefined;
  /** The JSON schema of one item, for `meta`. */
  readonly schema: object;
  /** The schema that a reference in it stands for. @default the schema has no references */
  readonly resolve?: (schema: object) => object;
}

/** The response to a list call. */
export interface ListPage {
  /** Number of all matches; in later batches of a scroll, where the platform does not set it, of the batch. */
  readonly count: number;
  readonly data: readonly object[];
  readonly scroll_id?: string;
  /** Definitions of the fields by their paths. */
  readonly meta?: Readonly<Record<string, FieldDefinition>>;
  /** Whether `q` can be read, when `validate` asked for it. */
  readonly result?: boolean;
  /** Kind of the aggregation, with whose buckets as `data`; likewise `sum` and `lookup`. */
  readonly type?: string;
  readonly sum?: boolean;
  readonly lookup?: readonly string[];
}

/** Answers list queries over the store. It follows the commits, at once or after a lag. */
export class Lists {
  readonly #clock: Clock;
  readonly #lag: () => number;
  readonly #scrolls: Scrolls;
  readonly #kinds = new Map<string, KindIndex>();
  /** What lists do not show yet, oldest first. */
  #waiting: { readonly since: number; readonly changes: readonly Change[] }[] = [];

  constructor({ store, clock, ids, lag }: ListsOptions) {
    this.#clock = clock;
    this.#lag = lag;
    this.#scrolls = new Scrolls(clock, ids);
    for (const kind of store.kinds()) for (const text of store.texts(kind)) this.#apply({ kind, id: idIn(text), text });
    store.onCommit((changes) => {
      this.#refresh();
      if (this.#lag() > 0) this.#waiting.push({ since: this.#clock.now(), changes });
      else for (const change of changes) this.#apply(change);
    });
  }

  /**
   * The page that a query selects.
   *
   * @throws ApiException (ProductFormatException) for a query that cannot be read, and ProductNotFoundException for a scroll that is unknown or has
   *   expired.
   */
  page(kind: string, query: ListQuery, { expand, schema, resolve }: PageOptions): ListPage {
    this.#refresh();
    if (query.validate !== undefined && String(query.validate) === '1')
      return { count: 0, data: [], result: isReadable(query.q) };
    const meta = query.meta === undefined ? {} : { meta: fieldDefinitions(schema, resolve) };
    if (query.meta === 'only') return { count: 0, data: [], ...meta };
    const items = (texts: readonly string[], shape: Shape = query): object[] =>
      texts.map((text) =>
        selectFields(expandReferences(JSON.parse(text) as object, shape.expand, expand), shape.fields),
      );

    const { count, offset } = positionOf(query);
    if (query.scroll_id !== undefined) {
      const { texts, scrollId, shape } = this.#scrolls.continue(query.scroll_id, query.scroll_expire);
      return { count: texts.length, data: items(texts, shape), scroll_id: scrollId, ...meta };
    }
    const sort = sortOf(query);
    const index = this.#kind(kind);
    const node = parseQuery(query.q ?? '');
    const set = search(index, node);
    const total = node.type === 'all' ? index.size : set.size();
    const options = aggregateOf(query);
    if (options) return { ...aggregate(index, set, total, options), ...meta };

    const slots = (limit: number) => (limit === 0 || total === 0 ? [] : firstInOrder(index, set, total, sort, limit));
    if (query.scroll_expire === undefined) {
      const texts = (count === 0 ? [] : slots(offset + count).slice(offset)).map((slot) => index.text(slot));
      return { count: total, data: items(texts), ...meta };
    }
    const matches = slots(total).map((slot) => index.text(slot));
    const { texts, scrollId } = this.#scrolls.start(matches, count, query.scroll_expire, {
      fields: query.fields,
      expand: query.expand,
    });
    return { count: total, data: items(texts), scroll_id: scrollId, ...meta };
  }

  /** Shows the changes whose lag has passed. */
  #refresh(): void {
    if (this.#waiting.length === 0) return;
    const latest = this.#clock.now() - this.#lag();
    const end = this.#waiting.findIndex(({ since }) => since > latest);
    const due = this.#waiting.splice(0, end < 0 ? this.#waiting.length : end);
    for (const { changes } of due) for (const change of changes) this.#apply(change);
  }

  #apply({ kind, id, text }: Change): void {
    // What the sandbox keeps for itself is in no list.
    if (!kind.startsWith('_')) this.#kind(kind).change(id, text);
  }

  #kind(kind: string): KindIndex {
    const index = this.#kinds.get(kind) ?? new KindIndex();
    this.#kinds.set(kind, index);
    return index;
  }
}

/** Finds the id where the API writes it, as it is too slow to parse a whole store at its start. */
function idIn(text: string): string {
  const [, id] = /^\{(?:"object":"[^"\\]*",)?"id":"([^"\\]*)"/.exec(text) ?? [];
  return id ?? (JSON.parse(text) as { id: string }).id;
}

function isReadable(q: string | undefined): boolean {
  try {
    parseQuery(q ?? '');
    return true;
  } catch (error) {
    if (error instanceof ApiException) return false;
    throw error;
  }
}
