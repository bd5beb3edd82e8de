import type { FakeRequest } from './operations.ts';

/** Page size of the server, for a query without `count`. */
const DEFAULT_COUNT = 20;

/** The parameters of a list query that select a page. */
interface PageParameters {
  readonly count?: number;
  readonly offset?: number;
  readonly scroll_id?: string;
  readonly scroll_expire?: string;
}

/**
 * Responds to the queries of a list from an array: `count` and `offset`, and `scroll_expire` with `scroll_id`. It neither searches nor sorts.
 * - A scroll returns the items there were when it began, in batches of its first `count`, and then an empty batch.
 */
export class ListResponder {
  readonly #getItems: (request: FakeRequest) => readonly unknown[] | Promise<readonly unknown[]>;
  readonly #scrolls = new Map<string, { items: readonly unknown[]; count: number; position: number }>();

  constructor(getItems: (request: FakeRequest) => readonly unknown[] | Promise<readonly unknown[]>) {
    this.#getItems = getItems;
  }

  /** The body of the response. */
  async respond(request: FakeRequest): Promise<object> {
    const { count = DEFAULT_COUNT, offset = 0, scroll_id, scroll_expire } = (request.query ?? {}) as PageParameters;
    if (scroll_id !== undefined) return this.#nextBatch(scroll_id);
    const items = await this.#getItems(request);
    if (scroll_expire === undefined) return { count: items.length, data: items.slice(offset, offset + count) };
    const id = `scroll-${this.#scrolls.size + 1}`;
    this.#scrolls.set(id, { items, count, position: 0 });
    return this.#nextBatch(id);
  }

  #nextBatch(id: string): object {
    const scroll = this.#scrolls.get(id);
    if (!scroll) throw new TypeError(`${JSON.stringify(id)} is not a \`scroll_id\` of this list.`);
    const data = scroll.items.slice(scroll.position, scroll.position + scroll.count);
    scroll.position += data.length;
    return { count: scroll.items.length, scroll_id: id, data };
  }
}
