import { Limit, TIME_IS_UP } from '../../internal/timeout.ts';
import { isToken, type Token } from '../token.ts';
import type { StoreFailure, TokenStore } from './token-store.ts';

/** How long a store may take to read, write or delete, in ms. */
const PATIENCE = 5_000;

/**
 * One token in a store, for a client that must go on when the store does not.
 * - A store that fails, hangs or gives something that is no token counts as empty; each such failure is reported.
 * - Whether it could be read says whether it is worth trying anything else: nobody waits for one failure after the other.
 * - A lock that cannot be had is done without, and one that breaks does not take away what was done under it.
 */
export class SharedToken {
  readonly #store: TokenStore;
  readonly #key: () => Promise<string>;
  readonly #onFailure: (failure: StoreFailure) => void;
  /** Whether the last attempt to read it had an answer. */
  isReadable = true;

  constructor(store: TokenStore, key: () => Promise<string>, onFailure: (failure: StoreFailure) => void) {
    this.#store = store;
    this.#key = key;
    this.#onFailure = onFailure;
  }

  read(): Promise<Token | undefined> {
    this.isReadable = false;
    return this.#try('get', async (key) => {
      const found: unknown = await this.#store.get(key);
      this.isReadable = true;
      if (found === undefined || found === null) return undefined;
      // Does not quote it, for there may be a token in it.
      if (!isToken(found)) throw new TypeError('The store gave something that is no token.');
      return found;
    });
  }

  async write(token: Token): Promise<void> {
    await this.#try('set', (key) => this.#store.set(key, token));
  }

  async remove(): Promise<void> {
    await this.#try('delete', (key) => this.#store.delete(key));
  }

  /** Runs the function while no other process runs one for this token, as far as the store can tell. Does not wait for the release. */
  alone<Value>(run: () => Promise<Value>): Promise<Value> {
    return new Promise((resolve, reject) => {
      let running: Promise<Value> | undefined;
      const start = (): Promise<Value> => {
        if (!running) {
          running = run();
          running.then(resolve, reject);
        }
        return running;
      };
      this.#lock(start)
        .catch(async (error: unknown) => {
          const isOfRun = running !== undefined && (await failureOf(running)) === error;
          if (!isOfRun) this.#onFailure({ action: 'lock', error });
        })
        .then(start)
        .catch(() => undefined);
    });
  }

  async #lock<Value>(run: () => Promise<Value>): Promise<Value> {
    return this.#store.lock ? this.#store.lock(await this.#key(), run) : run();
  }

  async #try<Value>(action: StoreFailure['action'], run: (key: string) => Promise<Value>): Promise<Value | undefined> {
    const limit = new Limit(PATIENCE);
    try {
      return await limit.hold(this.#key().then(run));
    } catch (failure) {
      const error = failure === TIME_IS_UP ? new Error(`The store took longer than ${PATIENCE} ms.`) : failure;
      this.#onFailure({ action, error });
      return undefined;
    } finally {
      limit.release();
    }
  }
}

const failureOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (failure: unknown) => failure,
  );
