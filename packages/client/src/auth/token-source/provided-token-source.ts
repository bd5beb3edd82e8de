import { DEAD, LivingTask } from '../living-task.ts';
import { assertBearerToken } from '../token.ts';
import type { TokenSource } from './token-source.ts';

/**
 * Returns the current token of a program that manages its tokens itself.
 *
 * @param options.rejectedToken The token that this function returned last, if the API has rejected it: return another one.
 */
export type TokenProvider = (options: { rejectedToken: string | undefined }) => string | Promise<string>;

/**
 * A token that the program manages itself: a constant, or a function that runs for every call.
 * - Calls that start while the function is running share its result.
 * - A failure of the function affects only the calls that waited for it.
 * - The function receives a rejected token if that is the last one it returned, until it returns another.
 * - Calls that need another token do not wait for a result that was requested before the rejection.
 * - A run that stopped without an end, as in Workers when the request that started it is over, counts as dead after ten seconds.
 * - A constant cannot be replaced, so its rejection is final.
 *
 * @throws TypeError for a token that cannot stand in a header; the message does not quote it.
 */
export class ProvidedTokenSource implements TokenSource {
  readonly #constant: string | undefined;
  readonly #provider: TokenProvider;
  #pending: LivingTask<string> | undefined;
  #latest: string | undefined;
  #rejected: string | undefined;

  constructor(token: string | TokenProvider) {
    this.#constant = typeof token === 'function' ? undefined : assertBearerToken(token, '`auth.token` is');
    this.#provider = typeof token === 'function' ? token : () => token;
  }

  cached(): string | undefined {
    return this.#constant;
  }

  async token(signal?: AbortSignal): Promise<string> {
    signal?.throwIfAborted();
    const pending = this.#pending?.isAlive ? this.#pending : this.#start();
    const token = await pending.wait(signal);
    return token === DEAD ? this.token(signal) : token;
  }

  invalidate(token: string): void {
    if (token !== this.#latest || token === this.#rejected) return;
    this.#rejected = token;
    this.#pending = undefined;
  }

  isFromStore(): boolean {
    return false;
  }

  #start(): LivingTask<string> {
    const pending = new LivingTask(() => this.#request().finally(() => this.#forget(pending)));
    this.#pending = pending;
    return pending;
  }

  #forget(pending: LivingTask<string>): void {
    if (this.#pending === pending) this.#pending = undefined;
  }

  async #request(): Promise<string> {
    const rejectedToken = this.#rejected;
    const token = assertBearerToken(await this.#provider({ rejectedToken }), 'The token provider returned');
    // The API rejected this token while the function was running: join the newer request, or start one.
    if (token === this.#rejected && token !== rejectedToken) return this.token();
    this.#latest = token;
    if (token !== this.#rejected) this.#rejected = undefined;
    return token;
  }
}
