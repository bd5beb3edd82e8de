import type { StoredToken } from '../token.ts';

/**
 * Keeps tokens beyond one client, so that clients and processes share them.
 * - Keys contain the address of the API, the grant and the client, but no secret. Values are secrets, in plain JSON.
 * - A client whose store fails requests a token for itself, and writes it, so that an entry that cannot be read is replaced.
 */
export interface TokenStore {
  /** Resolves to `undefined` when there is no token under this key. */
  get(key: string): Promise<StoredToken | undefined>;
  set(key: string, token: StoredToken): Promise<void>;
  delete(key: string): Promise<void>;
  /**
   * Runs `run` while holding the lock for `key`, and returns its result. The lock may be held for minutes (device login) and must expire if its
   * holder dies. A client that is not given the lock goes on without it: after 15 s, after a minute if it has a refresh token to exchange, and after
   * half an hour if a person may be connecting the device in another process. Without this method, several processes may request a token at once.
   */
  lock?<Value>(key: string, run: () => Promise<Value>): Promise<Value>;
}

/** What failed in a store. */
export interface TokenStoreFailure {
  readonly action: 'get' | 'set' | 'delete' | 'lock';
  readonly error: unknown;
}
