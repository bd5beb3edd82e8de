import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { claimLease, keepRenewing, LEASE_MS } from '../../src/pushes/push-lease.ts';
import { memoryPushStore } from '../../src/pushes/push-store.ts';
import { deferred, stubPushStore } from './push-receiver.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a claim lasts for seconds if the store can renew it, and otherwise longer than any handler', () => {
  expect(claimLease(memoryPushStore())).toBe(LEASE_MS);
  expect(claimLease(stubPushStore({}))).toBe(600_000);
});

test('a lease is renewed three times before it ends, until that is over', async () => {
  const renew = vi.fn(async () => undefined);
  const stop = keepRenewing(9_000, renew);
  await vi.advanceTimersByTimeAsync(8_999);
  expect(renew).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(9_000);
  expect(renew).toHaveBeenCalledTimes(5);
  await stop();
  expect(vi.getTimerCount()).toBe(0);
});

test('renewals do not overtake each other, and the end waits for the one that is under way', async () => {
  const renewal = deferred();
  const renew = vi.fn(() => renewal.promise);
  const stop = keepRenewing(9_000, renew);
  await vi.advanceTimersByTimeAsync(18_000);
  expect(renew).toHaveBeenCalledOnce();
  const ended = vi.fn();
  void stop().then(ended);
  await vi.advanceTimersByTimeAsync(9_000);
  expect(ended).not.toHaveBeenCalled();
  renewal.resolve();
  await vi.advanceTimersByTimeAsync(9_000);
  expect(ended).toHaveBeenCalledOnce();
  expect(renew).toHaveBeenCalledOnce();
});
