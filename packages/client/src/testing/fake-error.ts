import { SecuconnectError } from '../errors/secuconnect-error.ts';

/**
 * The test is at fault, not the program under test: nothing is prepared for a call, or a function of the test has failed. It reaches the
 * caller as it is, at once and without repeats.
 */
export class FakeError extends SecuconnectError {
  static override readonly kind = 'FakeError';

  constructor(message: string, operation?: string, cause?: unknown) {
    super(message, { outcome: 'not-sent', operation, cause });
  }
}
