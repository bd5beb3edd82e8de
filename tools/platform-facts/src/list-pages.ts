/** Page size when the query names none. */
const DEFAULT_COUNT = 20;

/** The part of a list query that selects a page. */
export interface ListPageQuery {
  readonly count?: number | undefined;
  readonly offset?: number | undefined;
  readonly scroll_expire?: string | undefined;
  readonly scroll_id?: string | undefined;
}

/** A page of a list. */
export interface ListPage<Item> {
  /** Number of all matches. */
  readonly count: number;
  readonly data: readonly Item[];
  readonly scroll_id?: string;
}

interface Scroll<Item> {
  readonly items: readonly Item[];
  readonly size: number;
  position: number;
}

/**
 * Pages of a list, as the API pages: `count` and `offset`, or a scroll (`scroll_expire`, then `scroll_id`).
 * - A scroll is a snapshot of the items at its start. Each response moves it by a page and brings a new id; it ends with an empty page.
 * - Every id of a scroll continues it, also an older one: the scroll has one position.
 */
export class ListPages<Item> {
  readonly #scrolls = new Map<string, Scroll<Item>>();
  #started = 0;

  /**
   * The page that a query selects.
   *
   * @returns `undefined` for a scroll that does not exist, or has expired.
   */
  page(
    items: readonly Item[],
    { count = DEFAULT_COUNT, offset = 0, scroll_expire, scroll_id }: ListPageQuery,
  ): ListPage<Item> | undefined {
    if (scroll_id !== undefined) return this.#continue(scroll_id);
    if (scroll_expire === undefined) return { count: items.length, data: items.slice(offset, offset + count) };
    const name = `scroll-${++this.#started}`;
    this.#scrolls.set(name, { items: [...items], size: count, position: 0 });
    return this.#continue(name);
  }

  /** Forgets all scrolls, as when `scroll_expire` has passed. */
  expireScrolls(): void {
    this.#scrolls.clear();
  }

  #continue(id: string): ListPage<Item> | undefined {
    const [name = ''] = /^scroll-\d+/.exec(id) ?? [];
    const scroll = this.#scrolls.get(name);
    if (!scroll) return undefined;
    const { items, size, position } = scroll;
    const data = items.slice(position, position + size);
    scroll.position += data.length;
    return { count: items.length, data, scroll_id: `${name}-${scroll.position}` };
  }
}
