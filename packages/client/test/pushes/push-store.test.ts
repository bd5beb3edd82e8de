import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { memoryPushStore } from '../../src/pushes/push-store.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('memoryPushStore()', () => {
  test('only one of several concurrent claims succeeds', async () => {
    const store = memoryPushStore();
    await expect(Promise.all([1, 2, 3].map(() => store.claim('evt_1', 1000)))).resolves.toEqual([
      'claimed',
      'in-progress',
      'in-progress',
    ]);
    await expect(store.claim('evt_2', 1000)).resolves.toBe('claimed');
  });

  test('an event can be claimed again after its release, or when the lease has expired', async () => {
    const store = memoryPushStore();
    await store.claim('evt_1', 1000);
    await store.release('evt_1');
    await expect(store.claim('evt_1', 1000)).resolves.toBe('claimed');
    vi.advanceTimersByTime(999);
    await expect(store.claim('evt_1', 1000)).resolves.toBe('in-progress');
    vi.advanceTimersByTime(1);
    await expect(store.claim('evt_1', 1000)).resolves.toBe('claimed');
  });

  test('a completed event is remembered for the given time', async () => {
    const store = memoryPushStore();
    await store.claim('evt_1', 1000);
    await store.complete('evt_1', 5000);
    vi.advanceTimersByTime(4999);
    await expect(store.claim('evt_1', 1000)).resolves.toBe('completed');
    vi.advanceTimersByTime(1);
    await expect(store.claim('evt_1', 1000)).resolves.toBe('claimed');
  });

  test('the oldest events are forgotten first when there are more than `maxEvents`', async () => {
    const store = memoryPushStore({ maxEvents: 2 });
    for (const id of ['evt_1', 'evt_2', 'evt_3']) await store.complete(id, 5000);
    await expect(Promise.all(['evt_3', 'evt_2'].map((id) => store.claim(id, 1)))).resolves.toEqual([
      'completed',
      'completed',
    ]);
    await expect(store.claim('evt_1', 1000)).resolves.toBe('claimed');
    await store.complete('evt_3', 5000);
    await store.claim('evt_4', 5000);
    await expect(store.claim('evt_3', 1000)).resolves.toBe('completed');
    expect(() => memoryPushStore({ maxEvents: 0 })).toThrow(TypeError);
  });
});
