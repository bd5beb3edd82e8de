import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { redisTokenStore } from '../../examples/redis-token-store.ts';
import { grantTokenSource, recordReports } from '../../packages/client/test/auth/auth-fixture.ts';
import { expectSharedToken } from '../../packages/client/test/node/expect-shared-token.ts';
import { stubFetch, token } from '../../packages/client/test/stub-fetch.ts';
import { hasRedisServer, startRedisServer } from './redis-server.ts';

const storedToken = { accessToken: 't1', issuedAt: 1, expiresAt: 2, refreshToken: 'r1' };
const KEY = 'https://example.com:client_credentials:shop';
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

if (!hasRedisServer) {
  console.warn(
    '\n!!! NOT TESTED: the token store for Redis. There is no `redis-server` on the PATH (Debian, Ubuntu: apt-get install redis-server).\n',
  );
}

describe.skipIf(!hasRedisServer)('redisTokenStore(), with a real redis-server', { timeout: 240_000 }, () => {
  let server: Awaited<ReturnType<typeof startRedisServer>>;
  let client: Redis;
  let round = 0;
  /** Each test has separate keys. */
  const nextPrefix = () => `test-${++round}:`;

  beforeAll(async () => {
    server = await startRedisServer();
    client = new Redis(server.socket);
  });
  afterAll(async () => {
    client?.disconnect();
    await server?.stop();
  });

  test('tokens are stored, replaced and deleted by key', async () => {
    const store = redisTokenStore({ client, keyPrefix: nextPrefix() });
    expect(await store.get(KEY)).toBeUndefined();
    await store.set(KEY, storedToken);
    await store.set('other', { ...storedToken, accessToken: 't2' });
    expect([await store.get(KEY), await store.get('other')]).toMatchObject([storedToken, { accessToken: 't2' }]);
    await store.set(KEY, { ...storedToken, accessToken: 't3' });
    expect(await store.get(KEY)).toMatchObject({ accessToken: 't3' });
    await store.delete(KEY);
    expect([await store.get(KEY), await store.get('other')]).toMatchObject([undefined, { accessToken: 't2' }]);
  });

  test.each(['not json', '{"accessToken":', '', 'null', '[]', '{"accessToken":"x"}'])(
    'a damaged entry is replaced, and the next client uses the new one: %s',
    async (damaged) => {
      const keyPrefix = nextPrefix();
      await client.set(`${keyPrefix}token:${KEY}`, damaged);
      const stub = stubFetch(token('t1'), token('t2'));
      const ofClient = () => grantTokenSource(stub, undefined, { store: redisTokenStore({ client, keyPrefix }) });
      expect([await ofClient().token(), await ofClient().token()]).toEqual(['t1', 't1']);
      expect(stub.requests).toHaveLength(1);
    },
  );

  test('tokens expire after half a year', async () => {
    const keyPrefix = nextPrefix();
    await redisTokenStore({ client, keyPrefix }).set(KEY, storedToken);
    const left = await client.pttl(`${keyPrefix}token:${KEY}`);
    expect(left).toBeLessThanOrEqual(15_768_000_000);
    expect(left).toBeGreaterThan(15_700_000_000);
  });

  test('one function runs under the lock at a time, and one that fails frees it', async () => {
    const keyPrefix = nextPrefix();
    const store = redisTokenStore({ client, keyPrefix });
    let [running, maxRunning] = [0, 0];
    const run = async () => {
      maxRunning = Math.max(maxRunning, ++running);
      await wait(1);
      running--;
      throw new Error('refused');
    };
    const results = await Promise.allSettled(Array.from({ length: 5 }, () => store.lock!(KEY, run)));
    expect(results.map((one) => one.status === 'rejected' && (one.reason as Error).message)).toEqual(
      Array.from({ length: 5 }, () => 'refused'),
    );
    expect(maxRunning).toBe(1);
    expect(await client.keys(`${keyPrefix}*`)).toEqual([]);
  });

  test('a living holder keeps the lock, no matter how long it takes', async () => {
    const store = redisTokenStore({ client, keyPrefix: nextPrefix(), lockTtl: 1_500 });
    const log: string[] = [];
    const first = store.lock!(KEY, async () => {
      await wait(4_000);
      log.push('first');
    });
    await wait(50);
    await Promise.all([first, store.lock!(KEY, async () => log.push('second'))]);
    expect(log).toEqual(['first', 'second']);
  });

  test('the lock of a dead holder is taken over', async () => {
    const keyPrefix = nextPrefix();
    await client.set(`${keyPrefix}lock:${KEY}`, 'a dead holder', 'PX', 200);
    expect(await redisTokenStore({ client, keyPrefix }).lock!(KEY, async () => 'taken over')).toBe('taken over');
  });

  test('a holder that lost its lock neither frees nor renews it for the new holder', async () => {
    const keyPrefix = nextPrefix();
    const lock = `${keyPrefix}lock:${KEY}`;
    await redisTokenStore({ client, keyPrefix, lockTtl: 300 }).lock!(KEY, async () => {
      await client.set(lock, 'another holder', 'PX', 60_000);
      await wait(250);
      expect(await client.pttl(lock)).toBeGreaterThan(300);
    });
    expect(await client.get(lock)).toBe('another holder');
  });

  test('a Redis that is down does not delay a client', async () => {
    const down = new Redis(`${server.socket}.missing`, { maxRetriesPerRequest: 1, commandTimeout: 1_000 });
    down.on('error', () => undefined);
    const reports = recordReports();
    const tokens = grantTokenSource(stubFetch(token('t1')), undefined, {
      store: redisTokenStore({ client: down }),
      ...reports,
    });
    expect(await tokens.token()).toBe('t1');
    expect(reports.failures.map((one) => one.action)).toEqual(['get', 'lock']);
    down.disconnect();
  });

  test('twenty processes share one token, and one refresh', async () => {
    await expect(expectSharedToken({ socket: server.socket, keyPrefix: nextPrefix() })).resolves.toBeUndefined();
  });
});
