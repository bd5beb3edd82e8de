import { AbortError, ConnectionError, TimeoutError } from '../errors/connection-errors.ts';
import type { Outcome } from '../errors/outcome.ts';
import { SecuconnectError } from '../errors/secuconnect-error.ts';
import { ScopeEnded } from '../internal/timeout.ts';
import type { PreparedRequest } from './prepare-request.ts';

/**
 * Converts what ended an attempt, or the wait before it, into an error of this client. What ended it decides, not what its reason looks like: an abort
 * is an `AbortError` even if the signal's reason is an error of this client.
 *
 * @param failure A `ScopeEnded`, or what `fetch` or the token source threw. An error of this client is returned unchanged.
 * @param options.outcome That of a write, if a timeout or its caller ended it.
 * @param options.timeout The timeout that passed, in ms.
 * @param options.secrets Redacted in all that the error shows.
 */
export function toCallError(
  { context }: PreparedRequest,
  failure: unknown,
  { outcome, timeout = 0, secrets = [] }: { outcome: Outcome; timeout?: number; secrets?: readonly string[] },
): SecuconnectError {
  if (failure instanceof ScopeEnded)
    return failure.timedOut
      ? new TimeoutError(context, timeout, outcome)
      : new AbortError(context, failure.reason, outcome);
  if (failure instanceof SecuconnectError) return failure;
  return new ConnectionError(context, failure, secrets);
}
