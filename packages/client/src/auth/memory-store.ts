import type { Token } from './token.ts';
import type { TokenStore } from './token-store.ts';

/** Keeps tokens in this process, for all clients that are given the same store: they share one token, got with one request. */
export function memoryStore(): TokenStore {
  const tokens = new Map<string, Token>();
  /** The last one in the queue for each key. */
  const queues = new Map<string, Promise<unknown>>();
  return {
    get: async (key) => tokens.get(key),
    set: async (key, token) => void tokens.set(key, token),
    delete: async (key) => void tokens.delete(key),
    lock: (key, run) => {
      const turn = (queues.get(key) ?? Promise.resolve()).then(run);
      // How a turn ends is the business of who has it, not of the next in the queue.
      const over = Promise.allSettled([turn]).finally(() => {
        if (queues.get(key) === over) queues.delete(key);
      });
      queues.set(key, over);
      return turn;
    },
  };
}
