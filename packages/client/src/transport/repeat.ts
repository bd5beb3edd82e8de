import { parameterNames, type Operation } from '@secuconnect/api';
import { ApiError } from '../errors/api-errors.ts';
import { ConnectionError, TimeoutError } from '../errors/connection-errors.ts';

/** How often a call, or a request for a token, is sent again when nobody says how often. */
export const MAX_RETRIES = 2;
/** Longest pause before a repeat, in ms; a server that asks for more gets no repeat. */
const LONGEST = 60_000;
/** The pause grows from here, in ms, and doubles with each attempt up to the ceiling. */
const [FIRST, CEILING] = [500, 8_000];

/** What a gateway says when it could not pass the call on, or got no answer. Not 500: this API answers invalid input with it. */
export const PASSING = new Set([502, 503, 504]);

/**
 * How long to wait before sending a failed call again, in ms; `undefined` when it must not be sent again.
 * - Proven not to have been carried out (never sent, or status 429): any call.
 * - No answer, or 502, 503, 504: only calls whose repetition has no further effect.
 * - Calls that wait for a terminal: never.
 */
export function pauseBeforeRepeat(
  operation: Operation,
  blocking: boolean,
  failure: unknown,
  attempt: number,
): number | undefined {
  if (blocking || !mayRepeat(operation, failure)) return undefined;
  return pauseFor(failure, attempt);
}

/** The pause before an attempt is repeated, in ms: what the server asks for, else longer each time and never the same (full jitter). */
export function pauseFor(failure: unknown, attempt: number): number | undefined {
  const asked = failure instanceof ApiError ? retryAfter(failure.headers) : undefined;
  if (asked !== undefined) return asked <= LONGEST ? asked : undefined;
  return Math.random() * Math.min(CEILING, FIRST * 2 ** attempt);
}

function mayRepeat(operation: Operation, failure: unknown): boolean {
  if (failure instanceof ConnectionError) return failure.outcome === 'not-sent' || operation.safe;
  if (failure instanceof TimeoutError) return operation.safe;
  return failure instanceof ApiError && (failure.status === 429 || (PASSING.has(failure.status) && operation.safe));
}

/** `Retry-After` in ms: a number of seconds, or a date, which is taken by the clock of the server where it tells the time. */
export function retryAfter(headers: Headers): number | undefined {
  const value = headers.get('retry-after')?.trim();
  if (!value) return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  // Every date of HTTP begins with the day of the week; `Date.parse` alone takes `-1`, `1.5` and `soon 5` for dates long ago.
  const at = /^(?:mon|tue|wed|thu|fri|sat|sun)/i.test(value) ? Date.parse(value) : Number.NaN;
  const now = Date.parse(headers.get('date') ?? '') || Date.now();
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}

/** Whether this call answers only when a terminal has finished. */
export function isBlocking({ waitsForTerminal, path }: Operation, values: readonly string[]): boolean {
  if (!waitsForTerminal || waitsForTerminal === true) return waitsForTerminal === true;
  return waitsForTerminal.values.includes(values[parameterNames(path).indexOf(waitsForTerminal.parameter)] ?? '');
}
