import { orAborted } from '../../internal/abort.ts';
import { isBearer } from '../token.ts';
import type { TokenSource } from './token-source.ts';

/** Fetches a token from somewhere else. Told which token was refused when that is why a new one is needed. */
export type TokenProvider = (why: { refused: string | undefined }) => string | Promise<string>;

/**
 * A token that somebody else takes care of: a constant, or a function that is asked for every call.
 * - Calls that start while the function is running share its answer.
 * - A failing function harms only the calls that waited for it.
 * - It is told about a refused token if that is the last one it gave, until it gives another; calls that need another one do not wait for
 *   an answer that was asked for before the refusal.
 * - A constant stays what it is: there is nothing to replace it with, so its refusal stands.
 *
 * @throws TypeError for a token that cannot stand in a header; the message does not quote it.
 */
export class GivenToken implements TokenSource {
  readonly #constant: string | undefined;
  readonly #provide: TokenProvider;
  #pending: Promise<string> | undefined;
  #given: string | undefined;
  #refused: string | undefined;

  constructor(token: string | TokenProvider) {
    this.#constant = typeof token === 'function' ? undefined : demandBearer(token, '`auth.token`');
    this.#provide = typeof token === 'function' ? token : () => token;
  }

  current(): string | undefined {
    return this.#constant;
  }

  token(signal?: AbortSignal): Promise<string> {
    if (signal?.aborted) return Promise.reject(signal.reason as Error);
    if (!this.#pending) {
      const pending = this.#ask().finally(() => {
        if (this.#pending === pending) this.#pending = undefined;
      });
      this.#pending = pending;
    }
    return orAborted(this.#pending, signal);
  }

  discard(token: string): void {
    if (token !== this.#given || token === this.#refused) return;
    this.#refused = token;
    this.#pending = undefined;
  }

  async #ask(): Promise<string> {
    const told = this.#refused;
    const token = demandBearer(await this.#provide({ refused: told }), 'What the token provider gave');
    // It was refused while this answer was on its way: there is a newer question, or there will be one.
    if (token === this.#refused && token !== told) return this.token();
    this.#given = token;
    if (token !== this.#refused) this.#refused = undefined;
    return token;
  }
}

/** @throws TypeError when it cannot stand in a header; the message does not quote it. */
export function demandBearer(token: unknown, name: string): string {
  if (isBearer(token)) return token;
  throw new TypeError(`${name} is empty, or has characters that cannot be sent (a file often ends with a line break).`);
}
