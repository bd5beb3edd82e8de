import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { memoryPushStore } from '../../src/pushes/push-store.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('the store in memory', () => {
  test('gives an event to one of those who claim it at the same time', async () => {
    const store = memoryPushStore();
    await expect(Promise.all([1, 2, 3].map(() => store.claim('evt_1', 1000)))).resolves.toEqual([
      'claimed',
      'in-progress',
      'in-progress',
    ]);
    await expect(store.claim('evt_2', 1000)).resolves.toBe('claimed');
  });

  test('gives it anew when it was given back, or when the time is over', async () => {
    const store = memoryPushStore();
    await store.claim('evt_1', 1000);
    await store.release('evt_1');
    await expect(store.claim('evt_1', 1000)).resolves.toBe('claimed');
    vi.advanceTimersByTime(999);
    await expect(store.claim('evt_1', 1000)).resolves.toBe('in-progress');
    vi.advanceTimersByTime(1);
    await expect(store.claim('evt_1', 1000)).resolves.toBe('claimed');
  });

  test('remembers what is done for as long as it is told to', async () => {
    const store = memoryPushStore();
    await store.claim('evt_1', 1000);
    await store.complete('evt_1', 5000);
    vi.advanceTimersByTime(4999);
    await expect(store.claim('evt_1', 1000)).resolves.toBe('completed');
    vi.advanceTimersByTime(1);
    await expect(store.claim('evt_1', 1000)).resolves.toBe('claimed');
  });

  test('forgets the oldest events when it has no more room', async () => {
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
