import { SecuconnectError } from '../errors/secuconnect-error.ts';
import { PagingError } from './paging-errors.ts';

/**
 * Where a loop over a list stands: behind the item, or the page, that was handed out last. Plain JSON, to be kept and given to the same
 * query as `from`, in another process too.
 * - `offset` goes on at this offset. What was added or removed before it in the meantime shifts the items by as much.
 * - `scroll` goes on with the open scroll if `scroll_id` is there and has not expired. Without it, a new scroll is opened and passes over
 *   the first `seen` items. A scroll only goes forward, so `scroll_id` is there only between two pages, when the next one has not been
 *   asked for: hand it over after the loop has stopped, and not while it goes on.
 */
export type Checkpoint = { readonly mode: 'offset'; readonly offset: number } | ScrollCheckpoint;

export interface ScrollCheckpoint {
  readonly mode: 'scroll';
  /** Number of items handed out. */
  readonly seen: number;
  /** The open scroll. */
  readonly scroll_id?: string | undefined;
  /** Number of all matches, by which it is noticed that the scroll had gone on. */
  readonly count?: number | undefined;
}

/**
 * @throws TypeError when it is none, so that a checkpoint that was stored wrongly does not start the list anew.
 */
export function assertCheckpoint(from: Checkpoint): void {
  const at = from.mode === 'offset' ? from.offset : from.mode === 'scroll' ? from.seen : NaN;
  if (!Number.isInteger(at) || at < 0) throw new TypeError('`from` is not a checkpoint.');
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
