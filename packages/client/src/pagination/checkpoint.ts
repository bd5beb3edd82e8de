import { SecuconnectError } from '../errors/secuconnect-error.ts';
import { PagingError } from './paging-errors.ts';

/**
 * Where a loop over a list stands: behind the item, or the page, that was handed out last. Plain JSON, to be kept and given to the same
 * query as `from`, in another process too.
 * - By offset, the loop goes on at this offset. What was added or removed before it in the meantime shifts the items by as much.
 * - By scroll, it goes on with the open scroll if `scroll_id` is there and has not expired. Without it, a new scroll is opened and passes
 *   over the first `offset` items. A scroll only goes forward, so `scroll_id` is there only between two pages, when the next one has not
 *   been asked for: hand it over after the loop has stopped, and not while it goes on.
 */
export interface Checkpoint {
  readonly mode: 'offset' | 'scroll';
  /** Number of items that were handed out, and with `offset` those that were skipped at the start. */
  readonly offset: number;
  /** The open scroll. */
  readonly scroll_id?: string | undefined;
  /** Number of all matches of the open scroll, by which it is noticed that it had gone on. */
  readonly count?: number | undefined;
}

/**
 * Where to go on after a loop over a list has failed; `undefined` if the error has nothing to do with one.
 *
 * ```ts
 * catch (error) { await save(checkpointOf(error)); }
 * ```
 */
export const checkpointOf = (error: unknown): Checkpoint | undefined =>
  error instanceof SecuconnectError ? (error as { checkpoint?: Checkpoint }).checkpoint : undefined;

/**
 * Puts the checkpoint on an error of this SDK. One error object can reach several loops at once (a refused login fails everything that
 * waits for it): the second gets an error of its own, because the wrong checkpoint would skip items.
 */
export function withCheckpoint(error: unknown, checkpoint: Checkpoint): unknown {
  if (!(error instanceof SecuconnectError)) return error;
  const own = checkpointOf(error) ? new PagingError(error.message, error.outcome, error) : error;
  return Object.assign(own, { checkpoint });
}
