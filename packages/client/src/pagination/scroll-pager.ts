import { ApiError } from '../errors/api-errors.ts';
import { AbortError, ConnectionError } from '../errors/connection-errors.ts';
import { SecuconnectError } from '../errors/secuconnect-error.ts';
import type { Checkpoint } from './checkpoint.ts';
import { DEFAULT_PAGE_SIZE, readItems, type Page, type PagePosition } from './page.ts';
import { PagingError, ScrollExpiredError } from './paging-errors.ts';
import type { Pager } from './pager.ts';

/** How long the API keeps a scroll between two pages when the query has no `scroll_expire`. */
const DEFAULT_SCROLL_EXPIRE = '1m';

/**
 * Reads a list page by page through a snapshot that the API keeps.
 * - The first request has the query without its offset; later ones have only the newest `scroll_id`, and how long to keep the scroll.
 * - Ends at an empty page; only the first page has a total, if any has.
 * - A request for the next page is never retried automatically: if only its response was lost, a retry would return the page after it.
 * - After such a loss, or when the scroll has expired, the next read opens a new scroll and skips what was returned.
 * - A scroll that was resumed from a checkpoint must end with as many items as there were matches: it may have been moved on in the meantime.
 */
export function scrollPager<Item>(query: PagePosition, resumeFrom?: Checkpoint): Pager<Item> {
  const { scroll_expire = DEFAULT_SCROLL_EXPIRE } = query;
  // Not set before the first page, while a request that uses it up is in progress, and after one whose effect on the scroll is unknown.
  let scrollId = (resumeFrom ?? query).scroll_id;
  let resumed = scrollId && resumeFrom;
  let total = resumeFrom?.count;
  // How far the open scroll is: behind `position` while it skips what an earlier one has returned.
  let scrolled = resumeFrom?.offset ?? 0;
  let previousItems: Item[] = [];

  const pager: Pager<Item> = {
    position: scrolled,
    done: false,
    async read(readPage) {
      const scroll_id = scrollId;
      scrollId = undefined;
      let page;
      if (scroll_id) {
        const cleared = Object.fromEntries(Object.keys(query).map((name) => [name, undefined]));
        page = await readPage({ ...cleared, scroll_id, scroll_expire }, { maxRetries: 0 }).catch((failure: unknown) => {
          if (!mayHaveMoved(failure)) scrollId = scroll_id;
          throw toPagingError(failure);
        });
      } else {
        // A new scroll would start at the beginning of the list; where this one started is unknown.
        if (query.scroll_id) throw new PagingError('The scroll that the query names cannot be continued.');
        scrolled = 0;
        previousItems = [];
        resumed = undefined;
        page = await readPage({ count: query.count || DEFAULT_PAGE_SIZE, offset: undefined, scroll_expire });
        total = page?.count;
      }
      const items = readItems(page, previousItems);
      const { length } = items;
      const end = scrolled + length;
      if (!length && resumed && end < (total ?? 0)) {
        pager.position = resumed.offset;
        throw new PagingError('Items are missing: the scroll was moved on after the checkpoint was taken.');
      }
      const nextScrollId = page?.scroll_id ?? scroll_id;
      const done = !length || (!nextScrollId && end >= (total ?? Infinity));
      if (!done && !nextScrollId) throw new PagingError('The API opened no scroll.');
      const skipped = Math.max(0, pager.position - scrolled);
      scrollId = nextScrollId;
      previousItems = items;
      scrolled = end;
      pager.position = Math.max(pager.position, end);
      pager.done = done;
      return { ...page, data: items.slice(skipped) } as Page<Item>;
    },
    checkpoint: (offset, isNextPage) => ({
      mode: 'scroll',
      offset,
      ...(isNextPage && scrollId && { scroll_id: scrollId, count: total }),
    }),
  };
  return pager;
}

/** Whether the scroll may have moved to its next page: not when no request was sent, or when it was rejected before it was processed. */
function mayHaveMoved(failure: unknown): boolean {
  if (!(failure instanceof SecuconnectError)) return true;
  if (failure instanceof ConnectionError) return failure.requestSent;
  // `not-sent`: the token endpoint responded, and the list was not requested.
  if (failure instanceof ApiError) return ![401, 403, 429].includes(failure.status) && failure.outcome !== 'not-sent';
  return failure.attempts.length > 0;
}

function toPagingError(failure: unknown): unknown {
  if (!mayHaveMoved(failure) || failure instanceof AbortError || !(failure instanceof SecuconnectError)) return failure;
  // The API does not document the status for an expired scroll; 502 and above come from a gateway that received no response.
  return failure instanceof ApiError && failure.status < 502
    ? new ScrollExpiredError(`The scroll has probably expired. ${failure.message}`, failure)
    : new PagingError(`A page may be lost. ${failure.message}`, failure);
}
