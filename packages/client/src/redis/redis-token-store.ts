import type { TokenStore } from '../auth/stores/token-store.ts';
import { leasedTokenStore } from '../stores/leased-token-store.ts';
import { DEFAULT_KEY_PREFIX, scriptRunner, textOf, wholeMs, type RedisStoreOptions } from './redis-client.ts';

/** Options of `redisTokenStore`. */
export interface RedisTokenStoreOptions extends RedisStoreOptions {
  /**
   * How long the others wait for a process that died while it requested a token, in ms. A living process renews its lock in time.
   *
   * @default 10_000
   */
  readonly lockTtl?: number | undefined;
}

/** Refresh tokens live for about half a year; an entry that was not written for that long is of no use. */
const ENTRY_TTL_MS = 15_768_000_000;

/** A value of another type under our key is damaged, and replaced. */
const ENTRY = `local isEntry = redis.call('type', KEYS[1]).ok == 'hash'
local function number(field) return isEntry and tonumber(redis.call('hget', KEYS[1], field) or 0) or 0 end`;

const READ = `${ENTRY}
return isEntry and redis.call('hget', KEYS[1], 'token')`;

const WRITE = `${ENTRY}
if not isEntry then redis.call('del', KEYS[1]) end
if ARGV[2] ~= '' then
  if number('fence') > tonumber(ARGV[2]) then return 0 end
  redis.call('hset', KEYS[1], 'fence', ARGV[2])
end
redis.call('hset', KEYS[1], 'token', ARGV[1])
return redis.call('pexpire', KEYS[1], ARGV[3])`;

const REMOVE = `${ENTRY}
if not isEntry then return redis.call('del', KEYS[1]) end
if ARGV[1] ~= '' and number('fence') > tonumber(ARGV[1]) then return 0 end
return redis.call('hdel', KEYS[1], 'token')`;

/** Also counts on from the fence of the token: the counter may have been lost with the last writes before a failover. */
const ACQUIRE = `${ENTRY}
local holder = redis.call('get', KEYS[2])
if holder and holder ~= ARGV[1] then return false end
local fence = number('counter')
if not holder then
  fence = math.max(fence, number('fence')) + 1
  if not isEntry then redis.call('del', KEYS[1]) end
  redis.call('hset', KEYS[1], 'counter', fence)
  redis.call('pexpire', KEYS[1], ARGV[3])
end
redis.call('set', KEYS[2], ARGV[1], 'PX', ARGV[2])
return fence`;

/** A lock that has expired comes back if no other process has held it since. */
const RENEW = `${ENTRY}
local holder = redis.call('get', KEYS[2])
if holder == ARGV[1] or (not holder and number('counter') == tonumber(ARGV[3])) then
  redis.call('set', KEYS[2], ARGV[1], 'PX', ARGV[2])
  return 1
end
return 0`;

const RELEASE = `if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end
return 0`;

/**
 * A token store in Redis or Valkey, for clients on many hosts: they share one token, and one of them requests the next. It is safe for Redis to forget
 * it: the clients request one more token; a device whose refresh token is lost has to be connected again.
 *
 * The values are secrets, in plain JSON: use TLS, a password, and a `keyPrefix` per program.
 *
 * @throws TypeError if `client` is of no kind that is accepted.
 */
export function redisTokenStore({
  client,
  keyPrefix = DEFAULT_KEY_PREFIX,
  lockTtl = 10_000,
}: RedisTokenStoreOptions): TokenStore {
  const run = scriptRunner(client);
  // The braces are a hash tag: the two keys of a token are in one slot of a cluster.
  const entry = (key: string): string => `${keyPrefix}{token:${key}}`;
  const lock = (key: string): string => `${entry(key)}:lock`;
  const both = (key: string): string[] => [entry(key), lock(key)];
  return leasedTokenStore(
    {
      read: async (key) => textOf(await run(READ, [entry(key)], [])),
      async write(key, json, fence) {
        await run(WRITE, [entry(key)], [json, String(fence ?? ''), String(ENTRY_TTL_MS)]);
      },
      async remove(key, fence) {
        await run(REMOVE, [entry(key)], [String(fence ?? '')]);
      },
      async acquire(key, holder, ms) {
        const fence = await run(ACQUIRE, both(key), [holder, wholeMs(ms), String(ENTRY_TTL_MS)]);
        return fence === null ? undefined : Number(fence);
      },
      renew: async (key, holder, fence, ms) =>
        Number(await run(RENEW, both(key), [holder, wholeMs(ms), String(fence)])) === 1,
      async release(key, holder) {
        await run(RELEASE, [lock(key)], [holder]);
      },
    },
    lockTtl,
  );
}
