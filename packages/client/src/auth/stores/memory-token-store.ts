import { LivingTask } from '../living-task.ts';
import type { StoredToken } from '../token.ts';
import type { TokenStore } from './token-store.ts';

/** A store in the memory of this process. Clients with the same store and the same credentials share one token, requested once. */
export function memoryTokenStore(): TokenStore {
  const tokens = new Map<string, StoredToken>();
  const holders = new Map<string, LivingTask<unknown>>();
  return {
    get: async (key) => tokens.get(key),
    set: async (key, token) => void tokens.set(key, token),
    delete: async (key) => void tokens.delete(key),
    lock: async (key, run) => {
      for (let holder = holders.get(key); holder?.isAlive; holder = holders.get(key)) {
        await holder.wait().catch(() => undefined);
        if (holders.get(key) === holder) holders.delete(key);
      }
      const running = run();
      holders.set(key, new LivingTask(() => running));
      return running;
    },
  };
}
