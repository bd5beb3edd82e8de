import { Paginator } from '../../src/pagination/paginator.ts';
import type { ListOptions } from '../../src/pagination/list-options.ts';
import type { PagePosition } from '../../src/pagination/page.ts';
import type { RequestOptions } from '../../src/request-options.ts';

export interface Item {
  readonly id: string;
}

export const ids = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, at) => `X_${from + at}`);

type Query = PagePosition & { readonly q?: string | undefined; readonly sort?: string | undefined };

/** What happens to one request: it fails before the server has seen it, or its answer is lost, or something else answers. */
export interface Fault {
  readonly before?: unknown;
  readonly after?: unknown;
  readonly answer?: unknown;
}

/**
 * A list with count and offset, and with scrolls that behave like those of a search engine: each answer moves the scroll, under its old
 * ids as well as under its newest.
 */
export class ListServer {
  items: Item[];
  /** Every query as it arrived, without what is not set. */
  readonly asked: Query[] = [];
  readonly options: (RequestOptions | undefined)[] = [];
  /** By number of the request, from 0. */
  readonly faults = new Map<number, Fault>();
  /** The server's own limit of a page. */
  largest = Infinity;
  /** What a scroll that is not known is answered with. */
  expired: unknown = new Error('No error was prepared for an expired scroll.');
  readonly #scrolls: { items: Item[]; at: number; size: number }[] = [];

  constructor(total: number) {
    this.items = ids(0, total).map((id) => ({ id }));
  }

  /** The list as a resource would return it: the position is laid over the query. */
  list(query: Query = {}, options: ListOptions = {}): Paginator<Item> {
    return new Paginator<Item>(
      (position, settings) => this.answer({ ...query, ...position }, settings),
      query,
      options,
    );
  }

  async answer(raw: Query, options: RequestOptions | undefined): Promise<unknown> {
    const query: Query = Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== undefined));
    const fault = this.faults.get(this.asked.length);
    this.asked.push(query);
    this.options.push(options);
    options?.signal?.throwIfAborted();
    if (fault?.before) throw fault.before;
    if (fault && 'answer' in fault) return fault.answer;
    const answer = query.scroll_id ? this.#goOn(query.scroll_id) : this.#page(query);
    if (fault?.after) throw fault.after;
    return answer;
  }

  /** As if `scroll_expire` had gone by. */
  expire(): void {
    this.#scrolls.length = 0;
  }

  #page({ count = 20, offset = 0, scroll_expire }: Query): unknown {
    const size = Math.min(count, this.largest);
    const data = this.items.slice(offset, offset + size);
    if (!scroll_expire) return { count: this.items.length, data };
    this.#scrolls.push({ items: [...this.items], at: data.length, size });
    return { count: this.items.length, data, scroll_id: `${this.#scrolls.length - 1}:${data.length}` };
  }

  #goOn(id: string): unknown {
    const [number] = id.split(':');
    const scroll = this.#scrolls[Number(number)];
    if (!scroll) throw this.expired;
    const data = scroll.items.slice(scroll.at, scroll.at + scroll.size);
    scroll.at += data.length;
    return { data, scroll_id: `${number}:${scroll.at}` };
  }
}

/** Takes everything that is left. */
export async function rest(walk: AsyncIterable<Item>): Promise<string[]> {
  const seen: string[] = [];
  for await (const item of walk) seen.push(item.id);
  return seen;
}
