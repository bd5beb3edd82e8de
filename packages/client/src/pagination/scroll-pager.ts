import { ApiError } from '../errors/api-errors.ts';
import { AbortError, ConnectionError } from '../errors/connection-errors.ts';
import { SecuconnectError } from '../errors/secuconnect-error.ts';
import type { Checkpoint } from './checkpoint.ts';
import { itemsOf, PAGE_SIZE, type Page, type PagePosition } from './page.ts';
import { PagingError, ScrollExpiredError } from './paging-errors.ts';
import type { Pager } from './pager.ts';

/**
 * Page by page through a snapshot that the platform keeps.
 * - The first request has the query without its offset; the next ones only the newest `scroll_id` and how long to keep it.
 * - Ends with an empty page; the total is told by the first page only, if at all.
 * - A request that goes on is never repeated by itself: if only its answer was lost, the repeat would get the page after it.
 * - After such a loss, or when the scroll has expired, reading on opens a new scroll and passes over what was handed out.
 * - A scroll taken over from a checkpoint must end with as many items as there were matches: it may have gone on in the meantime.
 */
export function scrollPager<Item>(query: PagePosition, from?: Checkpoint): Pager<Item> {
  const { scroll_expire = '1m' } = query;
  // Not set before the first page, while a request is under way that uses it up, and after one whose effect is not known.
  let scrollId = (from ?? query).scroll_id;
  let resumed = scrollId && from;
  let total = from?.count;
  // How far the open scroll is: less than `position` while it passes over what an earlier one has handed out.
  let read = from?.offset ?? 0;
  let before: Item[] = [];

  const route: Pager<Item> = {
    position: read,
    done: false,
    async read(fetch) {
      const scroll_id = scrollId;
      scrollId = undefined;
      let page;
      if (scroll_id) {
        const nothing = Object.fromEntries(Object.keys(query).map((name) => [name, undefined]));
        page = await fetch({ ...nothing, scroll_id, scroll_expire }, { maxRetries: 0 }).catch((failure: unknown) => {
          if (!mayHaveMoved(failure)) scrollId = scroll_id;
          throw toPagingError(failure);
        });
      } else {
        // It began somewhere in the list, and nobody knows where.
        if (query.scroll_id) throw new PagingError('The scroll that the query names cannot go on.');
        read = 0;
        before = [];
        resumed = undefined;
        page = await fetch({ count: query.count || PAGE_SIZE, offset: undefined, scroll_expire });
        total = page?.count;
      }
      const items = itemsOf(page, before);
      const { length } = items;
      const end = read + length;
      if (!length && resumed && end < (total ?? 0)) {
        route.position = resumed.offset;
        throw new PagingError('Items are missing: the scroll had gone on after the checkpoint was taken.');
      }
      const next = page?.scroll_id ?? scroll_id;
      const done = !length || (!next && end >= (total ?? Infinity));
      if (!done && !next) throw new PagingError('The platform has opened no scroll.');
      const seen = Math.max(0, route.position - read);
      scrollId = next;
      before = items;
      read = end;
      route.position = Math.max(route.position, end);
      route.done = done;
      return { ...page, data: items.slice(seen) } as Page<Item>;
    },
    checkpoint: (offset, atPage) => ({
      mode: 'scroll',
      offset,
      ...(atPage && scrollId && { scroll_id: scrollId, count: total }),
    }),
  };
  return route;
}

/** Whether the scroll may have moved to its next page: not when no request was sent, or when it was rejected before it was processed. */
function mayHaveMoved(failure: unknown): boolean {
  if (!(failure instanceof SecuconnectError)) return true;
  if (failure instanceof ConnectionError) return failure.requestSent;
  if (failure instanceof ApiError) return ![401, 403, 429].includes(failure.status) && failure.outcome !== 'not-sent';
  return failure.attempts.length > 0 || failure.outcome === 'unknown';
}

function toPagingError(failure: unknown): unknown {
  if (!mayHaveMoved(failure) || failure instanceof AbortError || !(failure instanceof SecuconnectError)) return failure;
  // The API does not document the status for an expired scroll; a gateway only knows that it got no response.
  return failure instanceof ApiError && failure.status < 502
    ? new ScrollExpiredError(`The scroll has probably expired. ${failure.message}`, failure)
    : new PagingError(`A page may be lost. ${failure.message}`, failure);
}
