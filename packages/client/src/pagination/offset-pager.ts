import { itemsOf, PAGE_SIZE, type Page, type PagePosition } from './page.ts';
import { PagingError } from './paging-errors.ts';
import type { Pager } from './pager.ts';

/**
 * Page by page with count and offset.
 * - Goes on by what arrived: the server may send less than was asked for.
 * - Ends when the newest total is reached, or with an empty page if there is no total.
 * - Passes over one empty page in the middle; two in a row are an error.
 */
export function offsetPager<Item>({ count, offset = 0 }: PagePosition): Pager<Item> {
  const size = count || PAGE_SIZE;
  let before: Item[] = [];
  let gap = false;
  const route: Pager<Item> = {
    position: offset,
    done: false,
    async read(fetch) {
      const page = await fetch({ count: size, offset: route.position });
      const items = itemsOf(page, before);
      const { length } = items;
      const total = page?.count ?? (length ? Infinity : 0);
      if (!length && gap && total > route.position) throw new PagingError('Two pages are empty before the end.');
      gap = !length;
      before = items;
      route.position += length || size;
      route.done = route.position >= total;
      return { ...page, data: items } as Page<Item>;
    },
    checkpoint: (at) => ({ mode: 'offset', offset: at }),
  };
  return route;
}
