import { SecuconnectError } from '../errors/secuconnect-error.ts';

/**
 * An error in the test, not in the program under test: a call without a stub, a request that the spec does not allow, or a function of the test that throws. It reaches the caller
 * unchanged, at once and without retries.
 */
export class FakeError extends SecuconnectError {
  static override readonly kind = 'FakeError';

  constructor(message: string, operation?: string, cause?: unknown) {
    super(message, { outcome: 'not-sent', operation, cause });
  }
}

/** Wraps what a function of the test threw, so that the client does not take it for a network error. */
export const testError = (operation: string, what: 'response' | 'condition', cause: unknown): FakeError =>
  new FakeError(`The stubbed ${what} of ${operation} threw ${String(cause)}`, operation, cause);
