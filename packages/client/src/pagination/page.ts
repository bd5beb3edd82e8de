import { PagingError } from './paging-errors.ts';

/** One page of a list. */
export interface Page<Item> {
  /** Number of all matches of the query, not of the items on this page. */
  readonly count: number;
  readonly data: Item[];
  /** Id of the open scroll, which fetches the next page. Missing unless the list is scrolled. */
  readonly scroll_id?: string | null | undefined;
}

/** The part of a list query that paging changes. */
export interface PagePosition {
  readonly count?: number | undefined;
  readonly offset?: number | undefined;
  readonly scroll_expire?: string | undefined;
  readonly scroll_id?: string | undefined;
}

/** The options of a request that paging sets. */
export interface PageRequestOptions {
  readonly maxRetries?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Fetches one page: merges the position into the query of the list, and sends it with these options. */
export type FetchPage<Options = PageRequestOptions> = (position: PagePosition, options?: Options) => Promise<unknown>;

/** Like `FetchPage`, typed as far as a response can be trusted: any field may be missing. */
export type ReadPage<Item> = (
  position: PagePosition,
  options?: PageRequestOptions,
) => Promise<Partial<Page<Item>> | undefined>;

/** Page size of a loop when the query has no `count`; the API's default is 20. */
export const DEFAULT_PAGE_SIZE = 100;

/**
 * Returns the items of a page.
 * - A response that is not a list is an error: treated as an empty page, it would end the loop as if nothing were left.
 * - A duplicate page is an error too: the same ids in the same order as on the previous page. Items without ids are not compared: `fields` may have
 *   dropped them, and the remaining fields of two items may be equal.
 *
 * @throws PagingError for such a page.
 */
export function readItems<Item>(page: Partial<Page<Item>> | undefined, previousItems: readonly Item[]): Item[] {
  const items = page?.data ?? (page?.count === 0 ? [] : undefined);
  if (!Array.isArray(items)) throw new PagingError('The response is not a page of a list.');
  const isSameAsBefore = (item: Item, index: number): boolean =>
    idOf(item) !== undefined && idOf(item) === idOf(previousItems[index]);
  if (items.length && items.length === previousItems.length && items.every(isSameAsBefore))
    throw new PagingError('The API returned the same page twice.');
  return items;
}

const idOf = (item: unknown): unknown => (item as { id?: unknown } | null | undefined)?.id;
