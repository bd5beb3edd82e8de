import type { TokenStore } from '../auth/stores/token-store.ts';
import { isStoredToken } from '../auth/token.ts';
import { parseJson } from '../internal/json.ts';

/** What a database does for a token store, each in one atomic step. */
export interface TokenSteps {
  /** The text that was written, if there is one. */
  read(key: string): Promise<string | undefined>;
  /** Writes, unless what is stored has a higher fence. Without a fence, it writes in any case and keeps that of the entry. */
  write(key: string, json: string, fence: number | undefined): Promise<void>;
  /** Deletes what is stored, unless it has a higher fence. */
  remove(key: string, fence: number | undefined): Promise<void>;
  /**
   * Acquires the lock for `ms`, if it is free or has expired.
   *
   * @returns A number that grows with each holder: the fence; `undefined` if another process holds the lock.
   */
  acquire(key: string, holder: string, ms: number): Promise<number | undefined>;
  /** Extends the lock to `ms` from now. Returns `false` if another process has acquired it meanwhile. */
  renew(key: string, holder: string, fence: number, ms: number): Promise<boolean>;
  /** Frees the lock, unless another process holds it. */
  release(key: string, holder: string): Promise<void>;
}

/** How often to check whether the lock is free, in ms. */
const POLL_INTERVAL_MS = 100;

/**
 * A token store whose lock is a lease with a fence: a process that was suspended while it held the lock cannot replace the token of the next holder.
 *
 * @param lockTtl How long the lock lasts without a renewal, in ms.
 */
export function leasedTokenStore(steps: TokenSteps, lockTtl: number): TokenStore {
  if (!(lockTtl > 0)) throw new TypeError('`lockTtl` must be a number above 0.');
  /** The fence of each lock that is held through this object. */
  const fences = new Map<string, number>();
  const last = new Map<string, Promise<void>>();
  return {
    async get(key) {
      // A damaged entry counts as none: the client replaces it.
      const token = parseJson((await steps.read(key)) ?? '');
      return isStoredToken(token) ? token : undefined;
    },
    set: (key, token) => steps.write(key, JSON.stringify(token), fences.get(key)),
    delete: (key) => steps.remove(key, fences.get(key)),
    async lock(key, run) {
      // Those who share this object take turns here, so that at most one of its locks per key has a fence, and `set` knows which.
      const previous = last.get(key);
      let end!: () => void;
      const turn = new Promise<void>((resolve) => (end = resolve));
      last.set(key, turn);
      try {
        await previous;
        return await runLocked(key, run);
      } finally {
        end();
        if (last.get(key) === turn) last.delete(key);
      }
    },
  };

  async function runLocked<Value>(key: string, run: () => Promise<Value>): Promise<Value> {
    const holder = crypto.randomUUID();
    let fence: number | undefined;
    while ((fence = await steps.acquire(key, holder, lockTtl)) === undefined) {
      await new Promise((resolve) => setTimeout(resolve, POLL_INTERVAL_MS * (0.5 + Math.random())));
    }
    const held = fence;
    fences.set(key, held);
    // If a renewal fails, the lock expires: at worst, another process requests a token too.
    const renewal = setInterval(() => void steps.renew(key, holder, held, lockTtl).catch(() => undefined), lockTtl / 3);
    try {
      return await run();
    } finally {
      clearInterval(renewal);
      fences.delete(key);
      await steps.release(key, holder);
    }
  }
}
