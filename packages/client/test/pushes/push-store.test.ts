import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { MemoryPushStore } from '../../src/pushes/push-store.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('the store in memory', () => {
  test('gives an event to one of those who claim it at the same time', async () => {
    const store = new MemoryPushStore();
    await expect(Promise.all([1, 2, 3].map(() => store.claim('evt_1', 1000)))).resolves.toEqual([
      'claimed',
      'busy',
      'busy',
    ]);
    await expect(store.claim('evt_2', 1000)).resolves.toBe('claimed');
  });

  test('gives it anew when it was given back, or when the time is over', async () => {
    const store = new MemoryPushStore();
    await store.claim('evt_1', 1000);
    await store.release('evt_1');
    await expect(store.claim('evt_1', 1000)).resolves.toBe('claimed');
    vi.advanceTimersByTime(999);
    await expect(store.claim('evt_1', 1000)).resolves.toBe('busy');
    vi.advanceTimersByTime(1);
    await expect(store.claim('evt_1', 1000)).resolves.toBe('claimed');
  });

  test('remembers what is done for as long as it is told to', async () => {
    const store = new MemoryPushStore();
    await store.claim('evt_1', 1000);
    await store.complete('evt_1', 5000);
    vi.advanceTimersByTime(4999);
    await expect(store.claim('evt_1', 1000)).resolves.toBe('done');
    vi.advanceTimersByTime(1);
    await expect(store.claim('evt_1', 1000)).resolves.toBe('claimed');
  });

  test('forgets the oldest events when it has no more room', async () => {
    const store = new MemoryPushStore(2);
    for (const id of ['evt_1', 'evt_2', 'evt_3']) await store.complete(id, 5000);
    await expect(Promise.all(['evt_3', 'evt_2'].map((id) => store.claim(id, 1)))).resolves.toEqual(['done', 'done']);
    await expect(store.claim('evt_1', 1000)).resolves.toBe('claimed');
    await store.complete('evt_3', 5000);
    await store.claim('evt_4', 5000);
    await expect(store.claim('evt_3', 1000)).resolves.toBe('done');
    expect(() => new MemoryPushStore(0)).toThrow(TypeError);
  });
});
