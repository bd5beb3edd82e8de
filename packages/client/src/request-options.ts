import type { CallOptions } from '@secuconnect/api';
import type { Listeners } from './events/events.ts';

/** How long things may take, how often a call may be repeated, and how much may come back. For the client, or for one call. */
export interface Limits {
  /**
   * How long one attempt may take until the last byte of its body, in ms; `0` waits for ever. 60,000 when left out, and 330,000 for calls
   * that answer only when a terminal has finished.
   */
  readonly timeout?: number | undefined;
  /** How long a call may take with all its attempts, the pauses between them and the wait for a token, in ms; no limit when left out. */
  readonly deadline?: number | undefined;
  /** How often a call may be repeated when that does no harm; 2 when left out, `0` means never. */
  readonly maxRetries?: number | undefined;
  /** How many bytes of JSON an answer may have; 67,108,864 (64 MiB) when left out. Downloads have no limit. */
  readonly maxAnswerBytes?: number | undefined;
}

const LIMITS = ['timeout', 'deadline', 'maxRetries', 'maxAnswerBytes'] as const;

/**
 * A limit that is no number would be none at all. A deadline below zero is over: it is often what is left of another one.
 *
 * @throws TypeError
 */
export function demandLimits(limits: Limits): void {
  for (const name of LIMITS) {
    const value = limits[name];
    if (value !== undefined && !(typeof value === 'number' && value >= (name === 'deadline' ? -Infinity : 0)))
      throw new TypeError(`\`${name}\` must be a number from 0 on, and is ${String(value)}.`);
  }
}

/** What can be set for the client and again for one call. */
export interface CommonOptions extends Limits {
  /** Headers to add. Those of a call take the place of those of the client; `Authorization` is the client's own affair. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Language of texts for people, such as `error_user`: `de`, `en`. Sent as `Accept-Language`. */
  readonly language?: string | undefined;
  /** Sends the requests; `globalThis.fetch`, looked up at each call, when left out. */
  readonly fetch?: typeof fetch | undefined;
  /** Functions to be told what happens. Those of a call are told in addition to those of the client. */
  readonly on?: Listeners | undefined;
}

/** Settings for one call, each of them overriding the one of the client. */
export interface RequestOptions extends CommonOptions, CallOptions {
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /**
   * No redirect is ever followed: `manual`, which is used when left out, makes it an error with its status, `error` one without. The latter keeps
   * Node from holding a copy of the body in case there is one.
   */
  readonly redirect?: 'manual' | 'error' | undefined;
  /** A token for this call alone. When it is refused, the refusal stands. */
  readonly token?: string | undefined;
  /**
   * Names a call that writes, in the header `X-Action`: within three minutes, the platform answers a repeat under the same name with the
   * first result instead of carrying it out again. A new one for each call when left out; `false` sends none.
   */
  readonly actionId?: string | false | undefined;
}
