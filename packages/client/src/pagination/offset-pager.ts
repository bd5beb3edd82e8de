import { pageSize, toPage, type PagePosition } from './page.ts';
import type { Pager } from './pager.ts';
import { PagingError } from './paging-errors.ts';
import { RepetitionCheck } from './repetition-check.ts';

/**
 * Reads a list page by page with count and offset.
 * - Moves on by the number of items that arrived: the API may return fewer than requested.
 * - Ends where the newest total says, if the last page is not full. After a full page it asks for one more: the total may be capped.
 * - Without a total, it ends at an empty page.
 * - An empty page before the end is requested again, once: a search index may lag behind.
 */
export function offsetPager<Item>(query: PagePosition): Pager<Item> {
  const size = pageSize(query);
  const start = query.offset ?? 0;
  const repetitionCheck = new RepetitionCheck<Item>();
  let total: number | undefined;
  let highestTotal = 0;
  let previousLength = 0;
  let isRequestedAgain = false;

  /** Whether the list ends at an empty page. It does not as long as more was announced, unless a second response says the same. */
  const endsHere = (position: number, previousTotal: number | undefined): boolean => {
    const known = total ?? 0;
    // A loop that starts behind the end may resume one, whose items cannot all have gone.
    const isDoubtful = highestTotal > position || (position === start && known < start);
    if (!isDoubtful) return true;
    if (!isRequestedAgain) return !(isRequestedAgain = true);
    if (total !== previousTotal || known > position)
      throw new PagingError('A page before the end of the list is empty, although it was requested twice.');
    if (known < position && position > start)
      throw new PagingError('Returned items were removed from the list during the loop, so others may be missing.');
    return true;
  };

  const pager: Pager<Item> = {
    position: start,
    done: false,
    async read(readPage) {
      const { position } = pager;
      const page = toPage<Item>(await readPage({ count: size, offset: position }));
      const { length } = page.data;
      const end = position + length;
      const previousTotal = total;
      total = page.count ?? total;
      highestTotal = Math.max(highestTotal, total ?? 0);
      if (!length) {
        pager.done = endsHere(position, previousTotal);
        return page;
      }
      // A server that ignores the offset, or reduces it to the last page, was asked for one page too many.
      if (total !== undefined && position >= highestTotal && repetitionCheck.isPreviousPage(page.data)) {
        pager.done = true;
        return { ...page, data: [] };
      }
      repetitionCheck.check(page.data, total !== undefined && end <= total);
      isRequestedAgain = false;
      // The API may return fewer than requested; how many shows the page before, which a loop that resumes does not know.
      const isFull = length === size || length === (position === start && start > 0 ? length : previousLength);
      pager.done = end === total && !isFull;
      previousLength = length;
      pager.position = end;
      return page;
    },
    checkpoint: (position) => ({ mode: 'offset', offset: position }),
  };
  return pager;
}
