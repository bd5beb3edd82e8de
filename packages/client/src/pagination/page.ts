import type { RequestOptions } from '../request-options.ts';
import { PagingError } from './paging-errors.ts';

/** One page of a list. */
export interface Page<Item> {
  /** Number of all matches, not of the items in this page. */
  readonly count: number;
  readonly data: Item[];
  /** Opens the next page, while a scroll is open. */
  readonly scroll_id?: string | null | undefined;
}

/** The part of a list query that paging changes. */
export interface PagePosition {
  readonly count?: number | undefined;
  readonly offset?: number | undefined;
  readonly scroll_expire?: string | undefined;
  readonly scroll_id?: string | undefined;
}

/** Gets one page: lays the position over the query of the list, and sends that with these options. */
export type FetchPage = (position: PagePosition, options?: RequestOptions) => Promise<unknown>;

/** The same, as far as an answer can be trusted: every field may be missing. */
export type ReadPage<Item> = (
  position: PagePosition,
  options?: RequestOptions,
) => Promise<Partial<Page<Item>> | undefined>;

/** Page size of a loop when the query names none; the server's own is 20. */
export const PAGE_SIZE = 100;

/**
 * The items of a page.
 * - An answer that is not a list is an error: to take it for an empty page would end the loop as if there were nothing left.
 * - So is a page that repeats the one before it, with the same ids in the same order. Items without ids are not compared: `fields` may
 *   have left them out, and the rest of two items can well be equal.
 */
export function itemsOf<Item>(page: Partial<Page<Item>> | undefined, before: readonly Item[]): Item[] {
  const items = page?.data ?? (page?.count === 0 ? [] : undefined);
  if (!Array.isArray(items)) throw new PagingError('The answer is not a page of a list.');
  const repeats = (item: Item, at: number): boolean => idOf(item) !== undefined && idOf(item) === idOf(before[at]);
  if (items.length && items.length === before.length && items.every(repeats))
    throw new PagingError('The same page came twice.');
  return items;
}

const idOf = (item: unknown): unknown => (item as { id?: unknown } | null | undefined)?.id;
