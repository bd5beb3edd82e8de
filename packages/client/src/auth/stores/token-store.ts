import type { Token } from '../token.ts';

/**
 * Keeps tokens beyond one client, so that clients and processes share them. Keys hold environment, grant and client, and no secret;
 * what is kept under them is one. Tokens are plain JSON.
 * A store that fails is skipped: the client then gets a token of its own.
 */
export interface TokenStore {
  get(key: string): Promise<Token | undefined>;
  set(key: string, token: Token): Promise<void>;
  delete(key: string): Promise<void>;
  /**
   * Runs the function once while nobody else runs one for the same key, and gives back its result. That may take as long as a person
   * needs to connect a device; a holder that has died must not keep the others waiting for ever. Without it, several processes may ask
   * for a token at once.
   */
  lock?<Value>(key: string, run: () => Promise<Value>): Promise<Value>;
}

/** What could not be done with a store. */
export interface StoreFailure {
  readonly action: 'get' | 'set' | 'delete' | 'lock';
  readonly error: unknown;
}
