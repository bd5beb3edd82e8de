import type { CallOptions, HeadersLike } from '@secuconnect/api';
import type { EventListeners } from './events/events.ts';

/** Timeouts, number of retries and size of a response: options of the client, and of one call. */
export interface RequestLimits {
  /**
   * Timeout of one attempt, from the request to the last byte of the response, in ms; `0` means none.
   *
   * @default 60_000, or 330_000 for calls that wait for a terminal
   */
  readonly timeout?: number | undefined;
  /**
   * Timeout of a call with all its attempts, the delays between them and the wait for a token, in ms.
   *
   * @default none
   */
  readonly totalTimeout?: number | undefined;
  /**
   * Maximum number of retries of a call, where a retry is safe; `0` means none.
   *
   * @default 2
   */
  readonly maxRetries?: number | undefined;
  /**
   * Maximum size of a JSON response, in bytes. Downloads are not limited.
   *
   * @default 67_108_864 (64 MiB)
   */
  readonly maxResponseBytes?: number | undefined;
}

/**
 * Checks limits: a value that is not a number would not limit anything. A negative `totalTimeout` has passed: it is often what is left of a longer one.
 *
 * @throws TypeError that names the limit.
 */
export function assertLimits({ timeout, totalTimeout, maxRetries, maxResponseBytes }: RequestLimits): void {
  if (timeout !== undefined) assertLimit('timeout', timeout, 0, 'a non-negative number of milliseconds');
  if (totalTimeout !== undefined) assertLimit('totalTimeout', totalTimeout, -Infinity, 'a number of milliseconds');
  if (maxRetries !== undefined) assertLimit('maxRetries', maxRetries, 0, 'a non-negative number');
  if (maxResponseBytes !== undefined)
    assertLimit('maxResponseBytes', maxResponseBytes, 0, 'a non-negative number of bytes');
}

function assertLimit(name: string, value: unknown, minimum: number, requirement: string): void {
  if (!(typeof value === 'number' && value >= minimum))
    throw new TypeError(`\`${name}\` must be ${requirement}; got ${String(value)}.`);
}

/** Options of the client that each call can override. */
export interface CommonOptions extends RequestLimits {
  /**
   * Headers to add: an object, `Headers`, a `Map` or pairs. Those of a call replace those of the client. `Authorization` is set by the client alone, and
   * `X-Action` belongs to a call: it is its `idempotencyKey`.
   */
  readonly headers?: HeadersLike | undefined;
  /** Language of messages for people, such as `error_user`: `de`, `en`. Sent as `Accept-Language`. */
  readonly language?: string | undefined;
  /**
   * Sends the requests.
   *
   * @default globalThis.fetch, looked up at each call
   */
  readonly fetch?: typeof fetch | undefined;
  /** Functions that receive events. Those of a call are added to those of the client. */
  readonly listeners?: EventListeners | undefined;
}

/** Options of one call. They override those of the client. */
export interface RequestOptions extends CommonOptions, CallOptions {
  readonly headers?: HeadersLike | undefined;
  /**
   * How a redirect fails; none is followed. `manual` turns it into an `ApiError` with its status. `error` turns it into a `ConnectionError`, and saves
   * Node the copy of the body that it keeps for a redirect.
   *
   * @default 'manual'
   */
  readonly redirect?: 'manual' | 'error' | undefined;
  /** A token for this call alone. It is not replaced when the API rejects it. */
  readonly token?: string | undefined;
  /**
   * Idempotency key of a write, which **the API honours for three minutes**: it responds to further requests with the same key with the first
   * result, and does not execute them. Sent as `X-Action`, the same key with every attempt of a call. `false` sends none; never for
   * a payment in a browser, which sends some requests several times by itself.
   *
   * @default the header `X-Action` of the call, otherwise a new UUID for each call
   */
  readonly idempotencyKey?: string | false | undefined;
}
