import type { Outcome } from '../errors/outcome.ts';
import { SecuconnectError } from '../errors/secuconnect-error.ts';
import type { Checkpoint } from './checkpoint.ts';

/**
 * A list cannot be walked on: a page repeats, is empty where it must not be, or was lost on its way. `next()` on the same iterator tries
 * again; `checkpoint` goes on later or elsewhere. Lists only read, so nothing has happened in any case.
 */
export class PagingError extends SecuconnectError {
  static override readonly kind: string = 'PagingError';
  /** Where to go on: behind the last item that was handed out. */
  declare readonly checkpoint: Checkpoint;

  constructor(message: string, outcome: Outcome = 'rejected', cause?: unknown) {
    super(message, { outcome, cause });
  }
}

/**
 * The platform does not know the scroll any more, usually because more time went by between two pages than `scroll_expire` allows: ask
 * for more (`scroll_expire: '10m'`) or do less in the loop. To go on, give `checkpoint` to the same query as `from`; it opens a new
 * scroll and passes over what was seen.
 */
export class ScrollExpiredError extends PagingError {
  static override readonly kind = 'ScrollExpiredError';
}

export const isPagingError = (value: unknown): value is PagingError => value instanceof PagingError;
export const isScrollExpiredError = (value: unknown): value is ScrollExpiredError =>
  value instanceof ScrollExpiredError;
