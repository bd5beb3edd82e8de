import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { memoryPushStore, type PushStore } from '../../src/pushes/push-store.ts';
import { paymentChanged } from './push-receiver.ts';
import { pushStoreContract } from './push-store-contract.ts';

const claim = (store: PushStore, eventId: string, ms: number) =>
  store.claim(eventId, ms, paymentChanged('PCI_1', eventId));

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('memoryPushStore()', () => {
  test('only one of several concurrent claims succeeds', async () => {
    const store = memoryPushStore();
    await expect(Promise.all([1, 2, 3].map(() => claim(store, 'evt_1', 1000)))).resolves.toEqual([
      'claimed',
      'in-progress',
      'in-progress',
    ]);
    await expect(claim(store, 'evt_2', 1000)).resolves.toBe('claimed');
  });

  test('an event can be claimed again after its release, or when the lease has expired', async () => {
    const store = memoryPushStore();
    await claim(store, 'evt_1', 1000);
    await store.release('evt_1');
    await expect(claim(store, 'evt_1', 1000)).resolves.toBe('claimed');
    vi.advanceTimersByTime(999);
    await expect(claim(store, 'evt_1', 1000)).resolves.toBe('in-progress');
    vi.advanceTimersByTime(1);
    await expect(claim(store, 'evt_1', 1000)).resolves.toBe('claimed');
  });

  test('a completed event is remembered for the given time', async () => {
    const store = memoryPushStore();
    await claim(store, 'evt_1', 1000);
    await store.complete('evt_1', 5000);
    vi.advanceTimersByTime(4999);
    await expect(claim(store, 'evt_1', 1000)).resolves.toBe('completed');
    vi.advanceTimersByTime(1);
    await expect(claim(store, 'evt_1', 1000)).resolves.toBe('claimed');
  });

  test('renew() extends a claim, and leaves alone what is completed or was never claimed', async () => {
    const store = memoryPushStore();
    await claim(store, 'evt_1', 1000);
    vi.advanceTimersByTime(900);
    await store.renew!('evt_1', 1000);
    vi.advanceTimersByTime(900);
    await expect(claim(store, 'evt_1', 1000)).resolves.toBe('in-progress');
    await store.complete('evt_1', 5000);
    await store.renew!('evt_1', 1000);
    await store.renew!('evt_2', 1000);
    vi.advanceTimersByTime(4999);
    await expect(claim(store, 'evt_1', 1000)).resolves.toBe('completed');
    await expect(claim(store, 'evt_2', 1000)).resolves.toBe('claimed');
  });

  test('the time of an event does not depend on the wall clock', async () => {
    const store = memoryPushStore();
    await claim(store, 'evt_1', 1000);
    await store.complete('evt_2', 1000);
    vi.setSystemTime(Date.now() + 86_400_000);
    await expect(Promise.all(['evt_1', 'evt_2'].map((id) => claim(store, id, 1000)))).resolves.toEqual([
      'in-progress',
      'completed',
    ]);
    vi.setSystemTime(0);
    vi.advanceTimersByTime(1000);
    await expect(claim(store, 'evt_1', 1000)).resolves.toBe('claimed');
  });

  test('100,000 handled events are remembered by default', async () => {
    const store = memoryPushStore();
    for (let event = 0; event <= 100_000; event++) await store.complete(`evt_${event}`, 5000);
    await expect(Promise.all(['evt_0', 'evt_1'].map((id) => claim(store, id, 1000)))).resolves.toEqual([
      'claimed',
      'completed',
    ]);
  });

  test('an event that is being handled is never forgotten, however many others are handled meanwhile', async () => {
    const store = memoryPushStore({ maxEvents: 2 });
    await claim(store, 'evt_1', 1000);
    for (let event = 2; event < 100; event++) {
      await claim(store, `evt_${event}`, 1000);
      await store.complete(`evt_${event}`, 5000);
    }
    await expect(claim(store, 'evt_1', 1000)).resolves.toBe('in-progress');
  });

  test('the oldest events are forgotten first when there are more than `maxEvents`', async () => {
    const store = memoryPushStore({ maxEvents: 2 });
    for (const id of ['evt_1', 'evt_2', 'evt_3']) await store.complete(id, 5000);
    await expect(Promise.all(['evt_3', 'evt_2'].map((id) => claim(store, id, 1)))).resolves.toEqual([
      'completed',
      'completed',
    ]);
    await expect(claim(store, 'evt_1', 1000)).resolves.toBe('claimed');
    await store.complete('evt_3', 5000);
    await claim(store, 'evt_4', 5000);
    await expect(claim(store, 'evt_3', 1000)).resolves.toBe('completed');
    expect(() => memoryPushStore({ maxEvents: 0 })).toThrow(TypeError);
  });
});

describe('with real timers', () => {
  beforeEach(() => void vi.useRealTimers());
  pushStoreContract('memoryPushStore()', async () => ({ store: memoryPushStore() }));
});
