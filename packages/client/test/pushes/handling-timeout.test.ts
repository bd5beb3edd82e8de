import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startHandlingTimeout } from '../../src/pushes/handling-timeout.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('startHandlingTimeout() aborts its signal with a PushError when the time is over, and passes that on', async () => {
  const onTimeout = vi.fn();
  const { signal } = startHandlingTimeout(1000, onTimeout);
  await vi.advanceTimersByTimeAsync(999);
  expect([signal.aborted, onTimeout.mock.calls]).toEqual([false, []]);
  await vi.advanceTimersByTimeAsync(1);
  expect(signal.reason).toMatchObject({
    name: 'PushError',
    reason: 'timeout',
    message: expect.stringContaining('1000'),
  });
  expect(onTimeout.mock.calls).toEqual([[signal.reason]]);
});

test('startHandlingTimeout() neither aborts nor leaves a timer behind when it is cleared', async () => {
  const onTimeout = vi.fn();
  const { signal, clear } = startHandlingTimeout(1000, onTimeout);
  clear();
  expect(vi.getTimerCount()).toBe(0);
  await vi.advanceTimersByTimeAsync(5000);
  expect([signal.aborted, onTimeout.mock.calls]).toEqual([false, []]);
});
