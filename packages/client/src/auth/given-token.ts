import type { TokenSource } from './token-source.ts';
import { orAborted } from '../abort.ts';

/** Fetches a token from somewhere else. Told which token was refused when that is why a new one is needed. */
export type TokenProvider = (why: { refused: string | undefined }) => string | Promise<string>;

/**
 * A token that somebody else takes care of: a constant, or a function that is asked for every call.
 * - Calls that start while the function is running share its answer.
 * - A failing function harms only the calls that waited for it.
 */
export class GivenToken implements TokenSource {
  readonly #provide: TokenProvider;
  #pending: Promise<string> | undefined;
  #refused: string | undefined;

  constructor(token: string | TokenProvider) {
    this.#provide = typeof token === 'string' ? () => token : token;
  }

  current(): undefined {}

  token(signal?: AbortSignal): Promise<string> {
    this.#pending ??= this.#ask().finally(() => (this.#pending = undefined));
    return orAborted(this.#pending, signal);
  }

  discard(token: string): void {
    this.#refused = token;
  }

  async #ask(): Promise<string> {
    const token = await this.#provide({ refused: this.#refused });
    if (!token) throw new TypeError('The token provider gave no token.');
    return token;
  }
}
