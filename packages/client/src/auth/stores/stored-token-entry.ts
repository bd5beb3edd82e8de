import { ScopeEnded, TimeoutScope } from '../../internal/timeout.ts';
import { isStoredToken, type StoredToken } from '../token.ts';
import type { TokenStore, TokenStoreFailure } from './token-store.ts';

/** How long a store may take to read, write or delete, in ms. */
const STORE_TIMEOUT_MS = 5_000;

/**
 * The entry of one token in a store, for a client that must work without the store too.
 * - A store that fails, hangs or returns something other than a token counts as empty; each failure is reported.
 * - `condition` says how the last operation ended, so that no call waits for one failure after another.
 * - A lock that cannot be acquired is skipped, and so is one that hangs. A lock that fails does not discard what was done under it.
 */
export class StoredTokenEntry {
  readonly #store: TokenStore;
  readonly #key: () => Promise<string>;
  readonly #onFailure: (failure: TokenStoreFailure) => void;
  /** How the last read, write or removal ended. An entry that cannot be read can still be replaced, unless the store hangs. */
  condition: 'works' | 'fails' | 'hangs' = 'works';

  constructor(store: TokenStore, key: () => Promise<string>, onFailure: (failure: TokenStoreFailure) => void) {
    this.#store = store;
    this.#key = key;
    this.#onFailure = onFailure;
  }

  read(): Promise<StoredToken | undefined> {
    return this.#try('get', async (key) => {
      const found: unknown = await this.#store.get(key);
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
   * @param run Receives whether it runs under the lock; `true` in a store without locks.
   * @param patience How long to wait for the lock, in ms; after that, `run` runs without it.
   * @param signal Ends the wait for the lock: then `run` does not run any more.
   * @returns The result of `run`, without waiting for the release of the lock.
   */
  async withLock<Value>(
    run: (isLocked: boolean) => Promise<Value>,
    patience: number,
    signal?: AbortSignal,
  ): Promise<Value> {
    let running: Promise<Value> | undefined;
    const start = (isLocked: boolean): Promise<Value> => (running ??= run(isLocked));
    const acquired = new Promise<void>((resolve) => {
      const runLocked = (): Promise<Value> => {
        resolve();
        return start(true);
      };
      this.#lock(runLocked)
        .catch(async (error: unknown) => {
          const isFromRun = running !== undefined && (await rejectionOf(running)) === error;
          if (!isFromRun) this.#onFailure({ action: 'lock', error });
        })
        .then(() => resolve());
    });
    const scope = new TimeoutScope(patience, signal);
    try {
      await scope.race(acquired);
    } catch (ended) {
      if (!(ended as ScopeEnded).timedOut) running ??= Promise.reject((ended as ScopeEnded).reason);
      else if (!running) this.#onFailure({ action: 'lock', error: timeoutError(patience) });
    } finally {
      scope.release();
    }
    return start(false);
  }

  async #lock<Value>(run: () => Promise<Value>): Promise<Value> {
    return this.#store.lock ? this.#store.lock(await this.#key(), run) : run();
  }

  async #try<Value>(
    action: TokenStoreFailure['action'],
    run: (key: string) => Promise<Value>,
  ): Promise<Value | undefined> {
    const scope = new TimeoutScope(STORE_TIMEOUT_MS);
    this.condition = 'works';
    try {
      return await scope.race(this.#key().then(run));
    } catch (failure) {
      const hangs = failure instanceof ScopeEnded;
      this.condition = hangs ? 'hangs' : 'fails';
      this.#onFailure({ action, error: hangs ? timeoutError(STORE_TIMEOUT_MS) : failure });
      return undefined;
    } finally {
      scope.release();
    }
  }
}

const timeoutError = (ms: number): Error => new Error(`The store took longer than ${ms} ms.`);

const rejectionOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (failure: unknown) => failure,
  );
