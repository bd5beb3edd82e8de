import type { Operation } from '@secuconnect/api';
import { ApiError } from '../errors/api-errors.ts';
import { ConnectionError, TimeoutError } from '../errors/connection-errors.ts';
import { backoffDelay, RETRYABLE_STATUS } from '../internal/backoff.ts';

/**
 * How long to wait before a failed call is retried, in ms; `undefined` when it must not be retried.
 * - Proven to have had no effect (never sent, or status 429): any call.
 * - No response, or 502, 503, 504: only operations that are safe (RFC 9110).
 * - Operations that wait for a terminal: never.
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
