import { AbortError, ConnectionError, TimeoutError } from '../errors/connection-errors.ts';
import type { Outcome } from '../errors/outcome.ts';
import { SecuconnectError } from '../errors/secuconnect-error.ts';
import { TIMED_OUT } from '../internal/timeout.ts';
import type { PreparedRequest } from './prepare-request.ts';

/**
 * Converts the reason that ended an attempt, or the wait before it, into an error of this client.
 *
 * @param reason An error of this client is returned unchanged.
 * @param options.outcome That of a write, if a timeout or its caller ended it.
 * @param options.timeout The timeout that passed, in ms.
 * @param options.secrets Redacted in all that the error shows.
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
