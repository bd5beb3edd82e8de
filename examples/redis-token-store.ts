/**
 * A token store in Redis, for clients on many machines: they share one token, and one of them asks for the next.
 *
 * Copy this file, and `npm install ioredis`. The guide docs/guides/token-stores.md says when to use it.
 */
import type { TokenStore } from '@secuconnect/client';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';

export interface RedisTokenStoreOptions {
  /** Put before every key, so that several systems can use one Redis. */
  readonly prefix?: string;
  /** A process that dies while it asks for a token is waited for this long, in ms. A living one renews its lock in good time. */
  readonly lockExpiry?: number;
}

/** Refresh tokens live for about half a year, in ms; what nobody has refreshed for that long is of no use any more. */
const KEPT = 15_768_000_000;
/** How often to look whether the lock is free, in ms. */
const LOOK = 100;

/** A lock is renewed or given up only by who holds it: it may have expired, and then be somebody else's. */
const RENEW = `if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('pexpire', KEYS[1], ARGV[2]) end return 0`;
const RELEASE = `if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0`;

export function redisTokenStore(
  redis: Redis,
  { prefix = 'secuconnect:', lockExpiry = 10_000 }: RedisTokenStoreOptions = {},
): TokenStore {
  return {
    async get(key) {
      const text = await redis.get(`${prefix}token:${key}`);
      return text === null ? undefined : JSON.parse(text);
    },
    async set(key, token) {
      await redis.set(`${prefix}token:${key}`, JSON.stringify(token), 'PX', KEPT);
    },
    async delete(key) {
      await redis.del(`${prefix}token:${key}`);
    },
    async lock(key, run) {
      const lock = `${prefix}lock:${key}`;
      const me = randomUUID();
      while ((await redis.set(lock, me, 'PX', lockExpiry, 'NX')) === null) {
        await sleep(LOOK * (0.5 + Math.random()));
      }
      const renewal = setInterval(() => {
        // Should this fail, the lock runs out: at worst, another process asks for a token too.
        redis.eval(RENEW, 1, lock, me, lockExpiry).catch(() => undefined);
      }, lockExpiry / 3);
      try {
        return await run();
      } finally {
        clearInterval(renewal);
        await redis.eval(RELEASE, 1, lock, me);
      }
    },
  };
}
