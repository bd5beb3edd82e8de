import { ApiError } from '../errors/api-errors.ts';
import { AbortError } from '../errors/connection-errors.ts';
import { SecuconnectError } from '../errors/secuconnect-error.ts';
import type { Checkpoint } from './checkpoint.ts';
import { itemsOf, PAGE_SIZE, type Page, type Position } from './page.ts';
import { PagingError, ScrollExpiredError } from './paging-errors.ts';
import type { Route } from './pager.ts';

/**
 * Page by page through a snapshot that the platform keeps.
 * - The first request has the query without its offset; the next ones only the newest `scroll_id` and how long to keep it.
 * - Ends with an empty page; the total is told by the first page only, if at all.
 * - A request that goes on is never repeated by itself: if only its answer was lost, the repeat would get the page after it.
 * - After such a loss, or when the scroll has expired, reading on opens a new scroll and passes over what was handed out.
 * - A scroll taken over from a checkpoint must end with as many items as there were matches: it may have gone on in the meantime.
 */
export function scrollRoute<Item>(query: Position, from?: Checkpoint): Route<Item> {
  const { scroll_expire = '1m' } = query;
  // Not set before the first page, while a request is under way that uses it up, and after one whose effect is not known.
  let scrollId = (from ?? query).scroll_id;
  let resumed = scrollId && from;
  let total = from?.count;
  // How far the open scroll is: less than `position` while it passes over what an earlier one has handed out.
  let read = from?.offset ?? 0;
  let before: Item[] = [];

  const route: Route<Item> = {
    position: read,
    done: false,
    async read(fetch) {
      const scroll_id = scrollId;
      scrollId = undefined;
      let page;
      if (scroll_id) {
        const nothing = Object.fromEntries(Object.keys(query).map((name) => [name, undefined]));
        page = await fetch({ ...nothing, scroll_id, scroll_expire }, { maxRetries: 0 }).catch((failure: unknown) => {
          if (isHarmless(failure)) scrollId = scroll_id;
          throw whatHappened(failure);
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

/** Whether the scroll has not moved: the request has not arrived, or was turned away at the door. */
const isHarmless = (failure: unknown): boolean =>
  failure instanceof SecuconnectError &&
  (failure.outcome === 'not-sent' || (failure instanceof ApiError && [401, 403, 429].includes(failure.status)));

function whatHappened(failure: unknown): unknown {
  if (isHarmless(failure) || failure instanceof AbortError || !(failure instanceof SecuconnectError)) return failure;
  // Which status an expired scroll is answered with is not documented; a gateway only knows that it got no answer.
  return failure instanceof ApiError && failure.status < 502
    ? new ScrollExpiredError(`The scroll has probably expired. ${failure.message}`, 'rejected', failure)
    : new PagingError(`A page may be lost. ${failure.message}`, 'unknown', failure);
}
