import { afterEach, expect, test, vi } from 'vitest';
import { monotonicNow } from '../../src/internal/clock.ts';

afterEach(() => void vi.useRealTimers());

test('monotonicNow() does not jump with the wall clock', () => {
  vi.useFakeTimers();
  const before = monotonicNow();
  vi.setSystemTime(Date.now() - 3_600_000);
  vi.advanceTimersByTime(5);
  expect(monotonicNow() - before).toBe(5);
});
