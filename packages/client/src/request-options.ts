import type { CallOptions } from '@secuconnect/api';
import type { EventListeners } from './events/events.ts';

/** Timeouts, retries and the size of a response. For the client, or for one call. */
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
   * How often a call may be retried where that is safe; `0` means never.
   *
   * @default 2
   */
  readonly maxRetries?: number | undefined;
  /**
   * How large a JSON response may be, in bytes. Downloads are not limited.
   *
   * @default 67_108_864 (64 MiB)
   */
  readonly maxResponseBytes?: number | undefined;
}

const LIMITS = ['timeout', 'totalTimeout', 'maxRetries', 'maxResponseBytes'] as const;

/**
 * Rejects limits that are not numbers, because they would not limit anything. A negative `totalTimeout` has passed: it is often what is left of
 * another one.
 *
 * @throws TypeError naming the limit.
 */
export function assertLimits(limits: RequestLimits): void {
  for (const name of LIMITS) {
    const value = limits[name];
    if (value === undefined) continue;
    if (!(typeof value === 'number' && value >= (name === 'totalTimeout' ? -Infinity : 0)))
      throw new TypeError(`\`${name}\` must be a non-negative number${UNITS[name]}; got ${String(value)}.`);
  }
}

const UNITS = {
  timeout: ' of milliseconds',
  totalTimeout: ' of milliseconds',
  maxRetries: '',
  maxResponseBytes: ' of bytes',
};

/** Options of the client that a call can override. */
export interface CommonOptions extends RequestLimits {
  /** Headers to add. Those of a call replace those of the client; `Authorization` is set by the client alone. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Language of messages for people, such as `error_user`: `de`, `en`. Sent as `Accept-Language`. */
  readonly language?: string | undefined;
  /**
   * Sends the requests.
   *
   * @default globalThis.fetch, looked up at each call
   */
  readonly fetch?: typeof fetch | undefined;
  /** Functions that receive events. Those of a call are called in addition to those of the client. */
  readonly listeners?: EventListeners | undefined;
}

/** Options of one call. Each overrides the one of the client. */
export interface RequestOptions extends CommonOptions, CallOptions {
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /**
   * Redirects are never followed. `manual` turns one into an `ApiError` with its status; `error` into a `ConnectionError`, and keeps Node from
   * holding a copy of the body in case there is a redirect.
   *
   * @default 'manual'
   */
  readonly redirect?: 'manual' | 'error' | undefined;
  /** A token for this call alone. It is not replaced when the API rejects it. */
  readonly token?: string | undefined;
  /**
   * Idempotency key of a write, which **the API honours for three minutes**: within this time it responds to another request with the same key with
   * the first result, instead of executing it again. Sent as `X-Action`; every attempt of a call sends the same key. `false` sends none.
   *
   * @default a new UUID for each call
   */
  readonly idempotencyKey?: string | false | undefined;
}
