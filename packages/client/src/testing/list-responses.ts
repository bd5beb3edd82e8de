import type { FakeRequest } from './operations.ts';

/** Page size when the query names none, as that of the server. */
const PAGE_SIZE = 20;

type Items = readonly unknown[];

/**
 * Answers the queries of a list from an array: `count` and `offset`, and `scroll_expire` with `scroll_id`. Neither searches nor sorts.
 * - A scroll hands out what there was when it began, in batches of its own size, and then an empty one.
 */
export class ListResponder {
  readonly #itemsFor: (request: FakeRequest) => Items | Promise<Items>;
  readonly #scrolls = new Map<string, { items: Items; count: number; at: number }>();

  constructor(itemsFor: (request: FakeRequest) => Items | Promise<Items>) {
    this.#itemsFor = itemsFor;
  }

  async page(request: FakeRequest): Promise<object> {
    const { count = PAGE_SIZE, offset = 0, scroll_id, scroll_expire } = (request.query ?? {}) as Query;
    if (scroll_id !== undefined) return this.#scrollOn(scroll_id);
    const items = await this.#itemsFor(request);
    if (scroll_expire === undefined) return { count: items.length, data: items.slice(offset, offset + count) };
    const id = `scroll-${this.#scrolls.size + 1}`;
    this.#scrolls.set(id, { items, count, at: 0 });
    return { ...this.#scrollOn(id), count: items.length };
  }

  #scrollOn(id: string): object {
    const scroll = this.#scrolls.get(id);
    if (!scroll) throw new TypeError(`${JSON.stringify(id)} is no \`scroll_id\` that this list has handed out.`);
    const data = scroll.items.slice(scroll.at, scroll.at + scroll.count);
    scroll.at += data.length;
    return { count: scroll.items.length, scroll_id: id, data };
  }
}

interface Query {
  readonly count?: number;
  readonly offset?: number;
  readonly scroll_id?: string;
  readonly scroll_expire?: string;
}
