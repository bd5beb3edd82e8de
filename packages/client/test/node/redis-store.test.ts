import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { redisTokenStore } from '../../../../examples/redis-token-store.ts';
import { notes, source } from '../auth/auth-fixture.ts';
import { stubFetch, token } from '../stub-fetch.ts';
import { hasRedis, startRedis } from './redis.ts';
import { shareOneToken } from './share-one-token.ts';

const kept = { accessToken: 't1', issuedAt: 1, expiresAt: 2, refreshToken: 'r1' };
const KEY = 'https://example.com:client_credentials:shop';
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

if (!hasRedis) {
  console.warn(
    '\n!!! NOT TESTED: the token store for Redis. There is no `redis-server` on the PATH (Debian, Ubuntu: apt-get install redis-server).\n',
  );
}

describe.skipIf(!hasRedis)('the store of the recipe, with a real redis-server', { timeout: 240_000 }, () => {
  let server: Awaited<ReturnType<typeof startRedis>>;
  let redis: Redis;
  let round = 0;
  /** Each test has keys of its own. */
  const prefix = () => `test-${++round}:`;

  beforeAll(async () => {
    server = await startRedis();
    redis = new Redis(server.socket);
  });
  afterAll(async () => {
    redis?.disconnect();
    await server?.stop();
  });

  test('keeps, replaces and forgets tokens by key', async () => {
    const store = redisTokenStore({ client: redis, keyPrefix: prefix() });
    expect(await store.get(KEY)).toBeUndefined();
    await store.set(KEY, kept);
    await store.set('other', { ...kept, accessToken: 't2' });
    expect([await store.get(KEY), await store.get('other')]).toMatchObject([kept, { accessToken: 't2' }]);
    await store.set(KEY, { ...kept, accessToken: 't3' });
    expect(await store.get(KEY)).toMatchObject({ accessToken: 't3' });
    await store.delete(KEY);
    expect([await store.get(KEY), await store.get('other')]).toMatchObject([undefined, { accessToken: 't2' }]);
  });

  test('lets tokens go after half a year', async () => {
    const mine = prefix();
    await redisTokenStore({ client: redis, keyPrefix: mine }).set(KEY, kept);
    const left = await redis.pttl(`${mine}token:${KEY}`);
    expect(left).toBeLessThanOrEqual(15_768_000_000);
    expect(left).toBeGreaterThan(15_700_000_000);
  });

  test('lets one in at a time, and frees the lock also when what ran under it fails', async () => {
    const mine = prefix();
    const store = redisTokenStore({ client: redis, keyPrefix: mine });
    let [inside, most] = [0, 0];
    const run = async () => {
      most = Math.max(most, ++inside);
      await pause(1);
      inside--;
      throw new Error('refused');
    };
    const all = await Promise.allSettled(Array.from({ length: 5 }, () => store.lock!(KEY, run)));
    expect(all.map((one) => one.status === 'rejected' && (one.reason as Error).message)).toEqual(
      Array.from({ length: 5 }, () => 'refused'),
    );
    expect(most).toBe(1);
    expect(await redis.keys(`${mine}*`)).toEqual([]);
  });

  test('keeps the lock of a holder that is alive for as long as it takes', async () => {
    const store = redisTokenStore({ client: redis, keyPrefix: prefix(), lockTtl: 1_500 });
    const log: string[] = [];
    const first = store.lock!(KEY, async () => {
      await pause(4_000);
      log.push('first');
    });
    await pause(50);
    await Promise.all([first, store.lock!(KEY, async () => log.push('second'))]);
    expect(log).toEqual(['first', 'second']);
  });

  test('takes over the lock of a holder that has died', async () => {
    const mine = prefix();
    await redis.set(`${mine}lock:${KEY}`, 'somebody who has died', 'PX', 200);
    expect(await redisTokenStore({ client: redis, keyPrefix: mine }).lock!(KEY, async () => 'taken over')).toBe(
      'taken over',
    );
  });

  test('neither frees nor renews a lock that has become somebody else’s', async () => {
    const mine = prefix();
    const lock = `${mine}lock:${KEY}`;
    await redisTokenStore({ client: redis, keyPrefix: mine, lockTtl: 300 }).lock!(KEY, async () => {
      await redis.set(lock, 'somebody else', 'PX', 60_000);
      await pause(250);
      expect(await redis.pttl(lock)).toBeGreaterThan(300);
    });
    expect(await redis.get(lock)).toBe('somebody else');
  });

  test('a Redis that is down holds no client up', async () => {
    const down = new Redis(`${server.socket}.missing`, { maxRetriesPerRequest: 1, commandTimeout: 1_000 });
    down.on('error', () => undefined);
    const noted = notes();
    const tokens = source(stubFetch(token('t1')), undefined, { store: redisTokenStore({ client: down }), ...noted });
    expect(await tokens.token()).toBe('t1');
    expect(noted.failures.map((one) => one.action)).toEqual(['get']);
    down.disconnect();
  });

  test('twenty processes share one token, and one refresh', async () => {
    await expect(shareOneToken({ socket: server.socket, prefix: prefix() })).resolves.toBeUndefined();
  });
});
