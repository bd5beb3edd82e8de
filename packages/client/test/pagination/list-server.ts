import type { ListOptions } from '../../src/pagination/list-options.ts';
import type { PagePosition } from '../../src/pagination/page.ts';
import { Paginator } from '../../src/pagination/paginator.ts';
import type { RequestOptions } from '../../src/request-options.ts';

export interface Item {
  readonly id: string;
}

export const ids = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, index) => `X_${from + index}`);

type ItemQuery = PagePosition & { readonly q?: string | undefined; readonly sort?: string | undefined };

/** What happens to one request: it fails before the server receives it, its response is lost, or it gets another response. */
export interface RequestStub {
  readonly failBefore?: unknown;
  readonly failAfter?: unknown;
  readonly response?: unknown;
}

/**
 * A list with count and offset, and with scrolls that behave like those of a search engine: each response moves the scroll, under its old ids as well
 * as under its newest.
 */
export class ListServer {
  items: Item[];
  /** Every query as it arrived, without undefined parameters. */
  readonly queries: ItemQuery[] = [];
  readonly options: (RequestOptions | undefined)[] = [];
  /** By number of the request, from 0. */
  readonly stubs = new Map<number, RequestStub>();
  /** The server's limit for `count`. */
  maxPageSize = Infinity;
  /** The error for an unknown scroll. */
  expiredError: unknown = new Error('No error was stubbed for an expired scroll.');
  readonly #scrolls: { items: Item[]; offset: number; size: number }[] = [];

  constructor(total: number) {
    this.items = ids(0, total).map((id) => ({ id }));
  }

  /** The list as a resource would return it: the position is merged into the query. */
  list(query: ItemQuery = {}, options: ListOptions = {}): Paginator<Item> {
    return new Paginator<Item>(
      (position, pageOptions) => this.respond({ ...query, ...position }, pageOptions),
      query,
      options,
    );
  }

  async respond(rawQuery: ItemQuery, options: RequestOptions | undefined): Promise<unknown> {
    const query: ItemQuery = Object.fromEntries(Object.entries(rawQuery).filter(([, value]) => value !== undefined));
    const stub = this.stubs.get(this.queries.length);
    this.queries.push(query);
    this.options.push(options);
    options?.signal?.throwIfAborted();
    if (stub?.failBefore) throw stub.failBefore;
    if (stub && 'response' in stub) return stub.response;
    const response = query.scroll_id ? this.#nextOfScroll(query.scroll_id) : this.#page(query);
    if (stub?.failAfter) throw stub.failAfter;
    return response;
  }

  /** As if `scroll_expire` had passed. */
  expireScrolls(): void {
    this.#scrolls.length = 0;
  }

  #page({ count = 20, offset = 0, scroll_expire }: ItemQuery): unknown {
    const size = Math.min(count, this.maxPageSize);
    const data = this.items.slice(offset, offset + size);
    if (!scroll_expire) return { count: this.items.length, data };
    this.#scrolls.push({ items: [...this.items], offset: data.length, size });
    return { count: this.items.length, data, scroll_id: `${this.#scrolls.length - 1}:${data.length}` };
  }

  #nextOfScroll(id: string): unknown {
    const [number] = id.split(':');
    const scroll = this.#scrolls[Number(number)];
    if (!scroll) throw this.expiredError;
    const data = scroll.items.slice(scroll.offset, scroll.offset + scroll.size);
    scroll.offset += data.length;
    return { data, scroll_id: `${number}:${scroll.offset}` };
  }
}

/** The ids of all items that are left. */
export async function collectIds(loop: AsyncIterable<Item>): Promise<string[]> {
  const seen: string[] = [];
  for await (const item of loop) seen.push(item.id);
  return seen;
}
