import { AbortError, TimeoutError } from '../errors/connection-errors.ts';
import { SecuconnectError } from '../errors/secuconnect-error.ts';
import { ScopeEnded, TimeoutScope } from '../internal/timeout.ts';
import { FileTooLargeError } from './file-too-large-error.ts';

/** What limits the reading of a file, as it limits the call that follows. */
export interface ReadingLimits {
  /** Per attempt, in ms; 0 means none. */
  readonly timeout?: number | undefined;
  /** What is left of the total timeout, in ms. */
  readonly timeLeft: number;
  /** In ms, for the message. */
  readonly totalTimeout?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Reads a file, or a part of it, before the call is made.
 *
 * @param operation The call, such as `document.uploads.create`.
 * @param read Gets a signal that ends the reading.
 * @throws SecuconnectError with the outcome `not-sent` for every failure. What ended the reading decides its class: an error of this client that the
 * source threw, or that is the reason of the caller's signal, says nothing about this call.
 */
export async function readBeforeSending<Value>(
  operation: string,
  read: (signal: AbortSignal) => Promise<Value>,
  { timeout, timeLeft, totalTimeout, signal }: ReadingLimits,
): Promise<Value> {
  const attemptTimeout = timeout || Infinity;
  const scope = new TimeoutScope(Math.min(attemptTimeout, timeLeft), signal);
  try {
    return await scope.race(read(scope.signal));
  } catch (reason) {
    const context = { id: operation, safe: false };
    if (reason instanceof ScopeEnded) {
      throw reason.timedOut
        ? new TimeoutError(context, timeLeft < attemptTimeout ? totalTimeout! : attemptTimeout, 'not-sent')
        : new AbortError(context, reason.reason, 'not-sent');
    }
    if (reason instanceof FileTooLargeError && reason.operation === operation) throw reason;
    throw new SecuconnectError(`${operation} was not sent: the file could not be read (${String(reason)}).`, {
      outcome: 'not-sent',
      operation,
      cause: reason,
    });
  } finally {
    scope.release();
  }
}
