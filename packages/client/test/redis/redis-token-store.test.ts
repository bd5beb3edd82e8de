import { describe, expect, test } from 'vitest';
import { redisTokenStore } from '../../src/redis/redis-token-store.ts';
import { storedToken } from '../auth/stores/token-store-contract.ts';
import { stubRedis } from './stub-redis.ts';

// What the scripts do is tested with real servers, in tools/repo-tests/stores.
describe('redisTokenStore()', () => {
  test('every key of a token starts with the prefix, and has the same hash tag', async () => {
    const { client, scripts } = stubRedis(1);
    const store = redisTokenStore({ client, keyPrefix: 'shop:' });
    await store.lock!('a}b', () => store.set('a}b', storedToken));
    await store.delete('a}b');
    const keys = scripts.mock.calls.flatMap(([, count, ...values]) => values.slice(0, count));
    expect(new Set(keys)).toEqual(new Set(['shop:{token:a}b}', 'shop:{token:a}b}:lock']));
  });

  test('a lock is asked for until it is free', async () => {
    const { client, scripts } = stubRedis(null, null, 7, 1);
    const store = redisTokenStore({ client });
    await store.lock!('key', () => store.set('key', storedToken));
    // Three attempts, the token with its fence, the release.
    expect(scripts.mock.calls).toHaveLength(5);
    expect(scripts.mock.calls[3]!.slice(3, 5)).toEqual([JSON.stringify(storedToken), '7']);
  });

  test('a token is read from JSON', async () => {
    const { client } = stubRedis(JSON.stringify(storedToken), null, '{');
    const store = redisTokenStore({ client });
    expect([await store.get('a'), await store.get('b'), await store.get('c')]).toEqual([
      storedToken,
      undefined,
      undefined,
    ]);
  });

  test('a lock is renewed while it is held', async () => {
    const { client, scripts } = stubRedis(1);
    await redisTokenStore({ client, lockTtl: 30 }).lock!('key', async () => {
      await expect.poll(() => scripts.mock.calls.length).toBeGreaterThan(2);
    });
  });

  test('a client of another kind is rejected', () => {
    expect(() => redisTokenStore({ client: {} as never })).toThrow(TypeError);
  });
});
