import { expect } from 'vitest';
import type { TokenStore } from '../../../packages/client/src/auth/stores/token-store.ts';
import type { Journal } from '../../../packages/client/src/intents/journal.ts';
import type { PushStore } from '../../../packages/client/src/pushes/push-store.ts';
import { storedToken } from '../../../packages/client/test/auth/stores/token-store-contract.ts';
import { intentOf } from '../../../packages/client/test/intents/journal-contract.ts';
import { claim } from '../../../packages/client/test/pushes/push-store-contract.ts';

/** What may be in the place of a token, and cannot be read as one. */
export const DAMAGED_TOKENS = ['not json', '{"accessToken":', '', 'null', '[]', '{"accessToken":"x"}'] as const;

/** The store has something else in the place of the token `key`. */
export async function expectNoToken(store: TokenStore): Promise<void> {
  expect(await store.get('key')).toBeUndefined();
  await store.lock!('key', () => store.set('key', storedToken));
  expect(await store.get('key')).toEqual(storedToken);
}

/** @param store Its locks last less than 2.5 seconds without a renewal. */
export async function expectHolderToKeepLock(store: TokenStore): Promise<void> {
  const log: string[] = [];
  const first = store.lock!('key', async () => {
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    log.push('first');
  });
  await Promise.all([first, store.lock!('key', async () => log.push('second'))]);
  expect(log).toEqual(['first', 'second']);
}

/** The stores are empty, and their client sends every command twice. */
export async function expectEffectsOnce(pushes: PushStore, journal: Journal): Promise<void> {
  expect(await claim(pushes, 'evt_1')).toBe('claimed');
  expect(await pushes.turn!('PCI_1', 60_000)).toBeDefined();
  await pushes.complete('evt_1', 60_000);
  expect(await claim(pushes, 'evt_1')).toBe('completed');
  expect(await journal.put(intentOf('order 1'), 0)).toBeUndefined();
  expect(await journal.put(intentOf('order 1', { state: 'done' }), 1)).toBeUndefined();
  expect(await journal.get('order 1')).toMatchObject({ state: 'done', version: 2 });
}
