/** How often a call, or a request for a token, is retried by default. */
export const MAX_RETRIES = 2;

/**
 * Statuses that pass by themselves: a server or a gateway waited in vain (408, 504, 520 to 524 of Cloudflare), is too early (425) or overloaded (503, 529).
 * Not 500: this API rejects invalid input with it.
 */
export const RETRYABLE_STATUS: ReadonlySet<number> = new Set([408, 425, 502, 503, 504, 520, 521, 522, 523, 524, 529]);

/** Longest delay before a retry, in ms. A server that asks for more gets no retry. */
const MAX_RETRY_AFTER_MS = 60_000;
/** The delay grows from here and doubles with each attempt up to the maximum, in ms. */
const BASE_DELAY_MS = 500;
const MAX_DELAY_MS = 8_000;

/**
 * The delay before the next attempt, in ms: what `Retry-After` asks for, otherwise exponential backoff with full jitter.
 *
 * @param attempt 0 after the first attempt.
 * @param headers Those of the response that failed, if there was one.
 * @returns `undefined` when the server asks for more than a minute.
 */
export function backoffDelay(attempt: number, headers?: Headers): number | undefined {
  const requested = headers && retryAfter(headers);
  if (requested !== undefined) return requested <= MAX_RETRY_AFTER_MS ? requested : undefined;
  return Math.random() * Math.min(MAX_DELAY_MS, BASE_DELAY_MS * 2 ** attempt);
}

/** `Retry-After` in ms: a number of seconds, or a date, which is read by the server's clock where the response has a `Date`. */
export function retryAfter(headers: Headers): number | undefined {
  const value = headers.get('retry-after')?.trim();
  if (!value) return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  // Every HTTP date begins with the day of the week; `Date.parse` alone takes `-1`, `1.5` and `soon 5` for dates long ago.
  const date = /^(?:mon|tue|wed|thu|fri|sat|sun)/i.test(value) ? Date.parse(value) : Number.NaN;
  const now = Date.parse(headers.get('date') ?? '') || Date.now();
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
