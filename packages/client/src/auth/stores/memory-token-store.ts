import { KeyedQueue } from '../../internal/keyed-queue.ts';
import type { StoredToken } from '../token.ts';
import type { TokenStore } from './token-store.ts';

/** A store in the memory of this process. Clients with the same store and the same credentials share one token, requested once. */
export function memoryTokenStore(): TokenStore {
  const tokens = new Map<string, StoredToken>();
  const queue = new KeyedQueue();
  return {
    get: async (key) => tokens.get(key),
    set: async (key, token) => void tokens.set(key, token),
    delete: async (key) => void tokens.delete(key),
    lock: (key, run) => queue.run(key, run),
  };
}
