import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { PushStore } from '../../src/pushes/push-store.ts';
import { paymentChanged } from './push-receiver.ts';

const LONG = 60_000;
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

export const claim = (store: PushStore, eventId: string, ms = LONG) =>
  store.claim(eventId, ms, paymentChanged('PCI_1', eventId));

/**
 * What every push store does.
 *
 * @param makeStores Makes an empty store, and for a store that processes share, `second` over the same data.
 */
export function pushStoreContract(
  name: string,
  makeStores: () => Promise<{ store: PushStore; second?: Required<PushStore> }>,
): void {
  describe(`the push store contract: ${name}`, () => {
    let store: Required<PushStore>;
    let second: Required<PushStore>;
    let isShared: boolean;
    beforeEach(async () => {
      const made = await makeStores();
      store = made.store as Required<PushStore>;
      second = made.second ?? store;
      isShared = made.second !== undefined;
    });

    test('of many concurrent claims, one succeeds', async () => {
      const results = await Promise.all(
        Array.from({ length: 20 }, (_, each) => claim(each % 2 ? store : second, 'evt_1')),
      );
      expect(results.sort()).toEqual(['claimed', ...Array.from({ length: 19 }, () => 'in-progress')]);
      expect(await claim(second, 'evt } 2')).toBe('claimed');
    });

    test('an event can be claimed again after its release', async () => {
      await claim(store, 'evt_1');
      await store.release('evt_1');
      expect(await claim(second, 'evt_1')).toBe('claimed');
    });

    test('a completed event stays completed, also after a renewal or a release', async () => {
      await claim(store, 'evt_1');
      await store.complete('evt_1', LONG);
      await store.renew('evt_1', LONG);
      for (const one of [store, second]) await one.release('evt_1');
      expect([await claim(store, 'evt_1'), await claim(second, 'evt_1')]).toEqual(['completed', 'completed']);
    });

    test('a completed event is forgotten when its time is over', async () => {
      await claim(store, 'evt_1');
      await store.complete('evt_1', 20);
      await vi.waitFor(async () => expect(await claim(second, 'evt_1')).toBe('claimed'), 10_000);
    });

    test('renew() extends a claim, and does not claim', async () => {
      await claim(store, 'evt_1', 500);
      await store.renew('evt_1', LONG);
      await store.renew('evt_2', LONG);
      await wait(600);
      expect(await claim(second, 'evt_1')).toBe('in-progress');
      expect(await claim(second, 'evt_2')).toBe('claimed');
    });

    test('a claim that was neither renewed nor ended expires', async () => {
      await claim(store, 'evt_1', 20);
      await vi.waitFor(async () => expect(await claim(second, 'evt_1')).toBe('claimed'), 10_000);
    });

    test('who has lost a claim can neither extend nor free nor complete that of the next', async ({ skip }) => {
      skip(!isShared);
      await claim(store, 'evt_1', 20);
      await vi.waitFor(async () => expect(await claim(second, 'evt_1', 3_000)).toBe('claimed'), 10_000);
      await store.renew('evt_1', LONG);
      await store.release('evt_1');
      expect(await claim(store, 'evt_1')).toBe('in-progress');
      await store.complete('evt_1', LONG);
      expect(await claim(store, 'evt_1')).toBe('in-progress');
      await second.release('evt_1');
      expect(await claim(store, 'evt_1')).toBe('claimed');
    });

    test('a handler that outlives its lease completes its event if no other process has claimed it', async () => {
      await claim(store, 'evt_1', 20);
      await wait(50);
      await store.complete('evt_1', LONG);
      expect(await claim(second, 'evt_1')).toBe('completed');
    });

    test('a handler of this process keeps its event although its lease has expired', async ({ skip }) => {
      skip(!isShared);
      await claim(store, 'evt_1', 20);
      await wait(50);
      expect(await claim(store, 'evt_1')).toBe('in-progress');
      await store.release('evt_1');
      expect(await claim(store, 'evt_1')).toBe('claimed');
    });

    test('one process at a time has the turn of an object', async ({ skip }) => {
      skip(!isShared);
      const turns = await Promise.all(
        Array.from({ length: 20 }, (_, each) => (each % 2 ? store : second).turn('payment.transactions:PCI_1', LONG)),
      );
      const [turn, ...others] = turns.filter((one) => one !== undefined);
      expect(others).toEqual([]);
      expect(await second.turn('payment.transactions:PCI_2', LONG)).toBeDefined();
      expect(await turn!.renew(LONG)).toBe(true);
      await turn!.release();
      expect(await second.turn('payment.transactions:PCI_1', LONG)).toBeDefined();
    });

    test('who has lost a turn can neither extend it nor end that of the next', async ({ skip }) => {
      skip(!isShared);
      const lost = (await store.turn('PCI_1', 20))!;
      const next = await vi.waitFor(async () => {
        const acquired = await second.turn('PCI_1', LONG);
        expect(acquired).toBeDefined();
        return acquired!;
      }, 10_000);
      expect(await lost.renew(LONG)).toBe(false);
      await lost.release();
      expect(await store.turn('PCI_1', LONG)).toBeUndefined();
      expect(await next.renew(LONG)).toBe(true);
    });
  });
}
