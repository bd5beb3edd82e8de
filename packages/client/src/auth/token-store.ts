import type { Token } from './token-endpoint.ts';

/**
 * Keeps tokens beyond one client, so that processes share them. Keys hold environment, client and grant, and no secret.
 * A store that fails is skipped: the client then gets a token of its own.
 */
export interface TokenStore {
  get(key: string): Promise<Token | undefined>;
  set(key: string, token: Token): Promise<void>;
  delete(key: string): Promise<void>;
  /** Runs the function while no other process runs one for the same key. Without it, several may ask for a token at once. */
  lock?<Value>(key: string, run: () => Promise<Value>): Promise<Value>;
}
