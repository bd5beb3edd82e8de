import type { Operation } from '@secuconnect/api';
import { ApiError } from '../errors/api-errors.ts';
import { ConnectionError, TimeoutError } from '../errors/connection-errors.ts';
import { backoffDelay, RETRYABLE_STATUS } from '../internal/backoff.ts';

/**
 * Decides whether a failed attempt is retried, and after how long.
 * - The request provably had no effect (it was not sent, or status 429): retried.
 * - No response, or a status of `RETRYABLE_STATUS`: retried if the operation is safe (RFC 9110).
 * - A call that waits for a terminal: never retried.
 *
 * @param attempt 0 after the first attempt.
 * @returns The delay in ms; `undefined` if the call must not be retried.
 */
export function retryDelay(
  operation: Operation,
  waitsForTerminal: boolean,
  failure: unknown,
  attempt: number,
): number | undefined {
  if (waitsForTerminal || !isRetryable(operation, failure)) return undefined;
  return backoffDelay(attempt, failure instanceof ApiError ? failure.headers : undefined);
}

function isRetryable(operation: Operation, failure: unknown): boolean {
  if (failure instanceof ConnectionError) return !failure.requestSent || operation.safe;
  if (failure instanceof TimeoutError) return operation.safe;
  if (!(failure instanceof ApiError)) return false;
  return failure.status === 429 || (RETRYABLE_STATUS.has(failure.status) && operation.safe);
}
