import { ApiError } from '../errors/api-errors.ts';
import { AbortError, ConnectionError } from '../errors/connection-errors.ts';
import { SecuconnectError } from '../errors/secuconnect-error.ts';
import type { Checkpoint } from './checkpoint.ts';
import { pageSize, toPage, type PagePosition } from './page.ts';
import type { Pager } from './pager.ts';
import { PagingError, ScrollExpiredError } from './paging-errors.ts';
import { RepetitionCheck } from './repetition-check.ts';

/** How long the API keeps a scroll between two pages when the query has no `scroll_expire`. */
const DEFAULT_SCROLL_EXPIRE = '1m';

/**
 * Reads a list page by page through a snapshot that the API keeps.
 * - The first request has the query without its offset; later ones have only the newest `scroll_id`, and how long to keep the scroll.
 * - Ends at an empty page; only the first page has a total, if any has.
 * - The transport never retries a request for the next page: if only its response was lost, a retry would return the page after it.
 * - After such a loss, or when the scroll has expired, the next read opens a new scroll and skips what was returned.
 * - A scroll must end with as many items as there are matches. If there are fewer, a page was lost, was empty by mistake, or went to another loop that
 *   resumed the same scroll. Which one cannot be known, so the checkpoint is where the loop began to return items of this scroll.
 */
export function scrollPager<Item>(query: PagePosition, resumeFrom?: Checkpoint): Pager<Item> {
  const { scroll_expire = DEFAULT_SCROLL_EXPIRE } = query;
  // Not set before the first page, while a request that uses it up is in progress, and after one whose effect on the scroll is unknown.
  let scrollId = (resumeFrom ?? query).scroll_id;
  let total = resumeFrom?.count;
  // How far the open scroll is: behind `position` while it skips what an earlier one has returned.
  const origin = resumeFrom?.offset ?? 0;
  let scrolled = origin;
  /** Where the loop began to return items of the open scroll. */
  let start = origin;
  /** Whether the open scroll replaced one that ended before what is to be skipped. An error in between begins again. */
  let isOpenedAgain = false;
  let repetitionCheck = new RepetitionCheck<Item>();

  /** Whether the list ends where a scroll has ended. If not, the next read opens another scroll. */
  const endsAt = (end: number): boolean => {
    const { position } = pager;
    const announced = total ?? end;
    // The scroll has not reached what is to be skipped.
    if (end < position && !isOpenedAgain) return !(isOpenedAgain = true);
    if (end < announced) {
      pager.position = start;
      isOpenedAgain = false;
      throw new PagingError(`Items are missing: the scroll returned ${end} of ${announced}.`);
    }
    // A loop that has returned nothing ends: if it is resumed after each error, it would never.
    if (position > origin) {
      if (end < position)
        throw new PagingError('Returned items were removed from the list during the loop, so others may be missing.');
      if (end > announced)
        throw new PagingError(
          `The scroll returned ${end} items, but announced ${announced}: some may have come twice.`,
        );
    }
    return true;
  };

  const pager: Pager<Item> = {
    position: origin,
    done: false,
    async read(readPage) {
      const scroll_id = scrollId;
      scrollId = undefined;
      const fail = (failure: unknown): never => {
        isOpenedAgain = false;
        if (scroll_id && !mayHaveMoved(failure)) scrollId = scroll_id;
        throw scroll_id ? toPagingError(failure) : failure;
      };
      let response;
      if (scroll_id) {
        const cleared = Object.fromEntries(Object.keys(query).map((name) => [name, undefined]));
        response = await readPage({ ...cleared, scroll_id, scroll_expire }).catch(fail);
      } else {
        // A new scroll would start at the beginning of the list; where this one started is unknown.
        if (query.scroll_id) throw new PagingError('The scroll that the query names cannot be continued.');
        [scrolled, start, total] = [0, pager.position, undefined];
        repetitionCheck = new RepetitionCheck();
        response = await readPage({ count: pageSize(query), offset: undefined, scroll_expire }).catch(fail);
      }
      const page = toPage<Item>(response);
      const { length } = page.data;
      const end = scrolled + length;
      if (!scroll_id) total = page.count;
      repetitionCheck.check(page.data, end <= (total ?? page.count ?? -1));
      const nextScrollId = page.scroll_id || scroll_id;
      const isEnd = !length || (!nextScrollId && end === total);
      if (!isEnd && !nextScrollId) throw new PagingError('The API opened no scroll.');
      const done = isEnd && endsAt(end);
      const skipped = Math.max(0, pager.position - scrolled);
      scrollId = isEnd === done ? nextScrollId : undefined;
      scrolled = end;
      if (length > skipped) isOpenedAgain = false;
      pager.position = Math.max(pager.position, end);
      pager.done = done;
      return { ...page, data: page.data.slice(skipped) };
    },
    checkpoint: (offset, isNextPage) => ({
      mode: 'scroll',
      offset,
      // A scroll that still skips has not reached the offset.
      ...(isNextPage && scrollId && scrolled === offset && { scroll_id: scrollId, count: total }),
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
