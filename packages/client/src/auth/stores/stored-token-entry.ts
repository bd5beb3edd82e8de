import { ScopeEnded, TimeoutScope } from '../../internal/timeout.ts';
import { isStoredToken, type StoredToken } from '../token.ts';
import type { TokenStore, TokenStoreFailure } from './token-store.ts';

/** How long a store may take to read, write or delete, in ms. */
const STORE_TIMEOUT_MS = 5_000;

/**
 * The entry of one token in a store, for a client that must work without the store too.
 * - A store that fails, hangs or returns something other than a token counts as empty; each failure is reported.
 * - `isReadable` says whether the last read succeeded, so that no call waits for one failure after another.
 * - A lock that cannot be acquired is skipped, and a lock that fails does not discard what was done under it.
 */
export class StoredTokenEntry {
  readonly #store: TokenStore;
  readonly #key: () => Promise<string>;
  readonly #onFailure: (failure: TokenStoreFailure) => void;
  /** Whether the store responded to the last read. */
  isReadable = true;

  constructor(store: TokenStore, key: () => Promise<string>, onFailure: (failure: TokenStoreFailure) => void) {
    this.#store = store;
    this.#key = key;
    this.#onFailure = onFailure;
  }

  read(): Promise<StoredToken | undefined> {
    this.isReadable = false;
    return this.#try('get', async (key) => {
      const found: unknown = await this.#store.get(key);
      this.isReadable = true;
      if (found === undefined || found === null) return undefined;
      // The message does not quote it, as it may contain a token.
      if (!isStoredToken(found)) throw new TypeError('The store returned something that is not a token.');
      return found;
    });
  }

  async write(token: StoredToken): Promise<void> {
    await this.#try('set', (key) => this.#store.set(key, token));
  }

  async remove(): Promise<void> {
    await this.#try('delete', (key) => this.#store.delete(key));
  }

  /**
   * Runs `run` once, under the lock for this token if the store has one.
   *
   * @returns The result of `run`, without waiting for the release of the lock.
   */
  withLock<Value>(run: () => Promise<Value>): Promise<Value> {
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
          const isFromRun = running !== undefined && (await rejectionOf(running)) === error;
          if (!isFromRun) this.#onFailure({ action: 'lock', error });
        })
        .then(start)
        .catch(() => undefined);
    });
  }

  async #lock<Value>(run: () => Promise<Value>): Promise<Value> {
    return this.#store.lock ? this.#store.lock(await this.#key(), run) : run();
  }

  async #try<Value>(
    action: TokenStoreFailure['action'],
    run: (key: string) => Promise<Value>,
  ): Promise<Value | undefined> {
    const scope = new TimeoutScope(STORE_TIMEOUT_MS);
    try {
      return await scope.race(this.#key().then(run));
    } catch (failure) {
      const error = failure instanceof ScopeEnded ? new Error(`The store took longer than ${STORE_TIMEOUT_MS} ms.`) : failure;
      this.#onFailure({ action, error });
      return undefined;
    } finally {
      scope.release();
    }
  }
}

const rejectionOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (failure: unknown) => failure,
  );
