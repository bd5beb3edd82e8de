import { InTurn } from '../../internal/keyed-queue.ts';
import type { Token } from '../token.ts';
import type { TokenStore } from './token-store.ts';

/** Keeps tokens in this process, for all clients that are given the same store: they share one token, got with one request. */
export function memoryStore(): TokenStore {
  const tokens = new Map<string, Token>();
  const turns = new InTurn();
  return {
    get: async (key) => tokens.get(key),
    set: async (key, token) => void tokens.set(key, token),
    delete: async (key) => void tokens.delete(key),
    lock: (key, run) => turns.run(key, run),
  };
}
