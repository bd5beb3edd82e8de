import { AbortError, ConnectionError, TimeoutError } from '../errors/connection-errors.ts';
import type { Outcome } from '../errors/outcome.ts';
import { SecuconnectError } from '../errors/secuconnect-error.ts';
import { TIMED_OUT } from '../internal/timeout.ts';
import type { PreparedRequest } from './prepare-request.ts';

/**
 * The error for whatever ended an attempt, or the waiting between two attempts.
 *
 * @param options.outcome Of the call, when a timeout or its caller ended it.
 * @param options.timeout The one that passed, in ms.
 * @param options.secrets Redacted in everything the error shows.
 */
export function toCallError(
  { context, signal }: PreparedRequest,
  reason: unknown,
  { outcome, timeout = 0, secrets = [] }: { outcome: Outcome; timeout?: number; secrets?: readonly string[] },
): SecuconnectError {
  if (reason instanceof SecuconnectError) return reason;
  if (reason === TIMED_OUT) return new TimeoutError(context, timeout, outcome);
  if (signal?.aborted) return new AbortError(context, signal.reason, outcome);
  return new ConnectionError(context, reason, secrets);
}
