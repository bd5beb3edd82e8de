/**
 * A token store in Redis, for clients on many hosts: they share one token, and one of them requests the next.
 *
 * Copy this file, and `npm install ioredis`. The guide docs/guides/token-stores.md says when to use it.
 */
import type { TokenStore } from '@secuconnect/client';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';

export interface RedisTokenStoreOptions {
  readonly client: Redis;
  /**
   * Starts every key, so that several programs can use one Redis.
   *
   * @default 'secuconnect:'
   */
  readonly keyPrefix?: string;
  /**
   * How long the others wait for a process that died while it requested a token, in ms. A living process renews its lock in time.
   *
   * @default 10_000
   */
  readonly lockTtl?: number;
}

/** Refresh tokens live for about half a year; an entry that was not written for that long is of no use. */
const ENTRY_TTL_MS = 15_768_000_000;
/** How often to check whether the lock is free. */
const POLL_INTERVAL_MS = 100;

/** Only the holder renews or releases a lock: an expired lock may belong to another process. */
const RENEW = `if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('pexpire', KEYS[1], ARGV[2]) end return 0`;
const RELEASE = `if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0`;

export function redisTokenStore({
  client,
  keyPrefix = 'secuconnect:',
  lockTtl = 10_000,
}: RedisTokenStoreOptions): TokenStore {
  return {
    async get(key) {
      const json = await client.get(`${keyPrefix}token:${key}`);
      try {
        return json === null ? undefined : JSON.parse(json);
      } catch {
        return undefined; // A damaged entry counts as none: the client replaces it.
      }
    },
    async set(key, token) {
      await client.set(`${keyPrefix}token:${key}`, JSON.stringify(token), 'PX', ENTRY_TTL_MS);
    },
    async delete(key) {
      await client.del(`${keyPrefix}token:${key}`);
    },
    async lock(key, run) {
      const lock = `${keyPrefix}lock:${key}`;
      const holder = randomUUID();
      while ((await client.set(lock, holder, 'PX', lockTtl, 'NX')) === null) {
        await sleep(POLL_INTERVAL_MS * (0.5 + Math.random()));
      }
      const heartbeat = setInterval(() => {
        // If this fails, the lock expires: at worst, another process requests a token too.
        client.eval(RENEW, 1, lock, holder, lockTtl).catch(() => undefined);
      }, lockTtl / 3);
      try {
        return await run();
      } finally {
        clearInterval(heartbeat);
        await client.eval(RELEASE, 1, lock, holder);
      }
    },
  };
}
