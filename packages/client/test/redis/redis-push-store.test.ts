import { describe, expect, test } from 'vitest';
import { redisPushStore } from '../../src/redis/redis-push-store.ts';
import { claim } from '../pushes/push-store-contract.ts';
import { stubRedis } from './stub-redis.ts';

// What the scripts do is tested with real servers, in tools/repo-tests/stores.
describe('redisPushStore()', () => {
  test('each step is one script over one key', async () => {
    const { client, scripts } = stubRedis('claimed', 1);
    const store = redisPushStore({ client, keyPrefix: 'shop:' });
    expect(await claim(store, 'evt_1')).toBe('claimed');
    await store.renew('evt_1', 1000);
    await store.complete('evt_1', 0.5);
    await store.release('evt_1');
    const turn = await store.turn('PCI_1', 1000);
    expect(await turn!.renew(1000)).toBe(true);
    await turn!.release();
    expect(scripts.mock.calls.map(([, count, key]) => [count, key])).toEqual([
      ...Array.from({ length: 4 }, () => [1, 'shop:push:evt_1']),
      ...Array.from({ length: 3 }, () => [1, 'shop:turn:PCI_1']),
    ]);
    expect(scripts.mock.calls[2]!.slice(4)).toEqual(['1', 'completed']);
  });

  test('a turn that another process has is `undefined`', async () => {
    expect(await redisPushStore(stubRedis(0)).turn('PCI_1', 1000)).toBeUndefined();
  });

  test('a reply that is no result of a claim is an error', async () => {
    await expect(claim(redisPushStore(stubRedis('OK')), 'evt_1')).rejects.toThrow('Redis');
  });
});
