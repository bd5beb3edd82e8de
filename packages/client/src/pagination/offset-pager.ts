import { DEFAULT_PAGE_SIZE, readItems, type Page, type PagePosition } from './page.ts';
import { PagingError } from './paging-errors.ts';
import type { Pager } from './pager.ts';

/**
 * Reads a list page by page with count and offset.
 * - Moves on by the number of items that arrived: the API may return fewer than requested.
 * - Ends at the total of the newest page; without a total, at an empty page.
 * - Skips one empty page before the end; two in a row are an error.
 */
export function offsetPager<Item>({ count, offset = 0 }: PagePosition): Pager<Item> {
  const size = count || DEFAULT_PAGE_SIZE;
  let previousItems: Item[] = [];
  let isAfterEmptyPage = false;
  const pager: Pager<Item> = {
    position: offset,
    done: false,
    async read(readPage) {
      const page = await readPage({ count: size, offset: pager.position });
      const items = readItems(page, previousItems);
      const { length } = items;
      const total = page?.count ?? (length ? Infinity : 0);
      if (!length && isAfterEmptyPage && total > pager.position)
        throw new PagingError('Two consecutive pages are empty before the end of the list.');
      isAfterEmptyPage = !length;
      previousItems = items;
      pager.position += length || size;
      pager.done = pager.position >= total;
      return { ...page, data: items } as Page<Item>;
    },
    checkpoint: (position) => ({ mode: 'offset', offset: position }),
  };
  return pager;
}
