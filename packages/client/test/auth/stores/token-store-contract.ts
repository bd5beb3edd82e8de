import { beforeEach, describe, expect, test } from 'vitest';
import type { TokenStore } from '../../../src/auth/stores/token-store.ts';

export const storedToken = { accessToken: 't1', issuedAt: 1, expiresAt: 2, refreshToken: 'r1' };
const KEY = 'https://example.com:client_credentials:shop';
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * What every token store does.
 *
 * @param makeStores Makes an empty store, and `second` over the same data: another connection, or another object.
 */
export function tokenStoreContract(
  name: string,
  makeStores: () => Promise<{ store: Required<TokenStore>; second: Required<TokenStore> }>,
): void {
  describe(`the token store contract: ${name}`, () => {
    let store: Required<TokenStore>;
    let second: Required<TokenStore>;
    beforeEach(async () => ({ store, second } = await makeStores()));

    test('tokens are stored, replaced and deleted by key', async () => {
      expect(await store.get(KEY)).toBeUndefined();
      await store.set(KEY, storedToken);
      await store.set('other } {key', { ...storedToken, accessToken: 't2' });
      expect(await second.get(KEY)).toEqual(storedToken);
      expect(await second.get('other } {key')).toMatchObject({ accessToken: 't2' });
      const { refreshToken: _, ...withoutRefreshToken } = storedToken;
      await second.set(KEY, { ...withoutRefreshToken, accessToken: 't3' });
      expect(await store.get(KEY)).toEqual({ ...withoutRefreshToken, accessToken: 't3' });
      await second.delete(KEY);
      expect([await store.get(KEY), await store.get('other } {key')]).toMatchObject([undefined, { accessToken: 't2' }]);
      await store.set(KEY, storedToken);
      expect(await second.get(KEY)).toEqual(storedToken);
    });

    test('one function runs under the lock at a time, and one that fails frees it', async () => {
      let [running, maxRunning] = [0, 0];
      const run = async () => {
        maxRunning = Math.max(maxRunning, ++running);
        await wait(1);
        running--;
        throw new Error('rejected');
      };
      const results = await Promise.allSettled(
        Array.from({ length: 6 }, (_, each) => (each % 2 ? second : store).lock(KEY, run)),
      );
      expect(results.map((one) => one.status === 'rejected' && (one.reason as Error).message)).toEqual(
        Array.from({ length: 6 }, () => 'rejected'),
      );
      expect(maxRunning).toBe(1);
    });

    test('locks of different keys are independent, and lock() returns the result', async () => {
      const results = store.lock(KEY, async () => [await second.lock('other', async () => 'inner'), 'outer']);
      expect(await results).toEqual(['inner', 'outer']);
    });

    test('each holder of the lock sees what the one before has written, and can write and delete', async () => {
      const count = async (one: TokenStore) => {
        const before = await one.get(KEY);
        await wait(1);
        await one.set(KEY, { ...storedToken, expiresAt: (before?.expiresAt ?? 0) + 1 });
      };
      await Promise.all([store, second, store, second].map((one) => one.lock(KEY, () => count(one))));
      expect(await store.get(KEY)).toMatchObject({ expiresAt: 4 });
      await second.lock(KEY, () => second.delete(KEY));
      expect(await store.get(KEY)).toBeUndefined();
    });

    test('a client that was not given the lock can write too', async () => {
      await store.lock(KEY, async () => {
        await store.set(KEY, storedToken);
        await second.set(KEY, { ...storedToken, accessToken: 't2' });
        expect(await store.get(KEY)).toMatchObject({ accessToken: 't2' });
      });
      await second.delete(KEY);
      expect(await store.get(KEY)).toBeUndefined();
    });
  });
}
