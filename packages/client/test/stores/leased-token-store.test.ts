import { describe, expect, test, vi } from 'vitest';
import type { TokenStore } from '../../src/auth/stores/token-store.ts';
import { leasedTokenStore, type TokenSteps } from '../../src/stores/leased-token-store.ts';
import { storedToken, tokenStoreContract } from '../auth/stores/token-store-contract.ts';
import { deferred } from '../pushes/push-receiver.ts';
import { memoryTokenSteps } from './memory-steps.ts';

const storeOver = (steps: TokenSteps, lockTtl = 10_000) => leasedTokenStore(steps, lockTtl) as Required<TokenStore>;

tokenStoreContract('leasedTokenStore()', async () => {
  const steps = memoryTokenSteps();
  return { store: storeOver(steps), second: storeOver(steps) };
});

describe('leasedTokenStore()', () => {
  test('a holder whose lease was lost cannot replace or delete what the next one has written', async () => {
    const steps = memoryTokenSteps();
    // Its renewals do not arrive, as those of a process that is suspended.
    const paused = storeOver({ ...steps, renew: async () => false }, 30);
    const next = storeOver(steps);
    const wakeUp = deferred();
    const late = paused.lock('key', async () => {
      await wakeUp.promise;
      await paused.set('key', { ...storedToken, accessToken: 'stale' });
      await paused.delete('key');
    });
    await next.lock('key', () => next.set('key', { ...storedToken, accessToken: 'new' }));
    wakeUp.resolve();
    await late;
    expect(await next.get('key')).toMatchObject({ accessToken: 'new' });
  });

  test('those who share a store take turns, so that each writes with the fence of its own lock', async () => {
    const steps = memoryTokenSteps();
    const write = vi.spyOn(steps, 'write');
    const store = storeOver(steps);
    await Promise.all([1, 2].map(() => store.lock('key', () => store.set('key', storedToken))));
    await store.set('key', storedToken);
    expect(write.mock.calls.map(([, , fence]) => fence)).toEqual([1, 2, undefined]);
  });

  test('a lock is renewed three times per lease while its holder works, and the lock survives a renewal that fails', async () => {
    const steps = memoryTokenSteps();
    const renew = vi.spyOn(steps, 'renew').mockRejectedValueOnce(new Error('no redis'));
    const result = await storeOver(steps, 60).lock('key', async () => {
      await expect.poll(() => renew.mock.calls.length).toBeGreaterThanOrEqual(3);
      return 'result';
    });
    expect(result).toBe('result');
  });

  test.each(['not json', '', 'null', '[]', '{"accessToken":"x"}'])(
    'a damaged entry counts as none: %j',
    async (json) => {
      expect(await storeOver({ ...memoryTokenSteps(), read: async () => json }).get('key')).toBeUndefined();
    },
  );

  test('a lock that cannot be acquired or released rejects', async () => {
    const failing = async (): Promise<never> => {
      throw new Error('no redis');
    };
    const run = vi.fn(async () => undefined);
    await expect(storeOver({ ...memoryTokenSteps(), acquire: failing }).lock('key', run)).rejects.toThrow('no redis');
    expect(run).not.toHaveBeenCalled();
    await expect(storeOver({ ...memoryTokenSteps(), release: failing }).lock('key', run)).rejects.toThrow('no redis');
    expect(run).toHaveBeenCalledOnce();
  });

  test('a lease of no time is rejected', () => {
    expect(() => leasedTokenStore(memoryTokenSteps(), 0)).toThrow(TypeError);
  });
});
