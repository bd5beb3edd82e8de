import { SecuconnectError } from '../errors/secuconnect-error.ts';
import type { Checkpoint } from './checkpoint.ts';

/**
 * A list cannot be continued: duplicate items, empty pages, missing items, a lost scroll page, or a response that is not a list. `next()` on the same
 * iterator tries again; `checkpoint` resumes later or elsewhere. Lists only read, so there was no effect.
 */
export class PagingError extends SecuconnectError {
  static override readonly kind: string = 'PagingError';
  /** Where to resume: behind the last item that was returned, or, if earlier items are missing, in front of the first that may be. */
  declare readonly checkpoint: Checkpoint;

  constructor(message: string, cause?: unknown) {
    super(message, { outcome: 'no-effect', cause });
  }
}

/**
 * The API does not know the scroll any more, usually because more time passed between two pages than `scroll_expire` allows: ask for more
 * (`scroll_expire: '10m'`), or do less in the loop. To continue, pass `checkpoint` to the same query as `resumeFrom`; that opens a new scroll and skips
 * the items that were returned.
 */
export class ScrollExpiredError extends PagingError {
  static override readonly kind = 'ScrollExpiredError';
}

export const isPagingError = (value: unknown): value is PagingError => value instanceof PagingError;
export const isScrollExpiredError = (value: unknown): value is ScrollExpiredError =>
  value instanceof ScrollExpiredError;

/**
 * The checkpoint of a loop that failed; `undefined` if the error does not come from one.
 *
 * ```ts
 * catch (error) { await save(getCheckpoint(error)); }
 * ```
 */
export const getCheckpoint = (error: unknown): Checkpoint | undefined =>
  error instanceof SecuconnectError ? (error as { checkpoint?: Checkpoint }).checkpoint : undefined;

/**
 * Puts the checkpoint on an error of this SDK. One error object can reach several loops at once, such as a failed login: the second loop receives a
 * separate error, because the wrong checkpoint would skip items.
 */
export function withCheckpoint(error: unknown, checkpoint: Checkpoint): unknown {
  if (!(error instanceof SecuconnectError)) return error;
  const target = getCheckpoint(error) ? new PagingError(error.message, error) : error;
  return Object.assign(target, { checkpoint });
}
