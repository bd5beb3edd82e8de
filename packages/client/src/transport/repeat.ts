import { parameterNames, type Operation } from '@secuconnect/api';
import { ApiError } from '../errors/api-errors.ts';
import { ConnectionError, TimeoutError } from '../errors/connection-errors.ts';

/** Longest pause before a repeat, in ms; a server that asks for more gets no repeat. */
const LONGEST = 60_000;
/** The pause grows from here, in ms, and doubles with each attempt up to the ceiling. */
const [FIRST, CEILING] = [500, 8_000];

/** What a gateway says when it could not pass the call on, or got no answer. Not 500: this API answers invalid input with it. */
export const PASSING: ReadonlySet<number> = new Set([502, 503, 504]);

/**
 * How long to wait before sending a failed call again, in ms; `undefined` when it must not be sent again.
 * - Proven not to have been carried out (never sent, or status 429): any call.
 * - No answer, or 502, 503, 504: only calls whose repetition has no further effect. (From the token endpoint: any call, as it was not sent.)
 * - Calls that wait for a terminal: never.
 */
export function pauseBeforeRepeat(
  operation: Operation,
  blocking: boolean,
  failure: unknown,
  attempt: number,
): number | undefined {
  return blocking || !mayRepeat(operation, failure) ? undefined : pauseAfter(failure, attempt);
}

/** The pause after a failure that may be repeated, in ms: what the server asks for, or full jitter; `undefined` when it asks for too much. */
export function pauseAfter(failure: unknown, attempt: number): number | undefined {
  const asked = failure instanceof ApiError ? retryAfter(failure.headers) : undefined;
  if (asked !== undefined) return asked <= LONGEST ? asked : undefined;
  return Math.random() * Math.min(CEILING, FIRST * 2 ** attempt);
}

function mayRepeat(operation: Operation, failure: unknown): boolean {
  if (failure instanceof ConnectionError) return failure.outcome === 'not-sent' || operation.repeatSafe;
  if (failure instanceof TimeoutError) return operation.repeatSafe;
  if (!(failure instanceof ApiError)) return false;
  return (
    failure.status === 429 || (PASSING.has(failure.status) && (operation.repeatSafe || failure.outcome === 'not-sent'))
  );
}

/** `Retry-After` in ms: a number of seconds, or a date. */
export function retryAfter(headers: Headers): number | undefined {
  const value = headers.get('retry-after')?.trim();
  if (!value) return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, at - Date.now());
}

/** Whether this call answers only when a terminal has finished. */
export function isBlocking({ blocking, path }: Operation, values: readonly string[]): boolean {
  if (!blocking || blocking === true) return blocking === true;
  return blocking.values.includes(values[parameterNames(path).indexOf(blocking.parameter)] ?? '');
}
