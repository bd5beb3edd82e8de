import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { settledWithin, unref } from '../../src/pushes/background-timer.ts';
import { never } from './push-receiver.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('settledWithin()', () => {
  test('settles like the promise, and leaves no timer', async () => {
    const error = new Error('failed');
    await expect(settledWithin(1000, Promise.resolve(7))).resolves.toBe(7);
    await expect(settledWithin(1000, Promise.reject(error))).rejects.toBe(error);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('resolves with `undefined` after the time, and not before', async () => {
    const onResult = vi.fn();
    void settledWithin(1000, never).then(onResult);
    await vi.advanceTimersByTimeAsync(999);
    expect(onResult).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(onResult.mock.calls).toEqual([[undefined]]);
  });
});

describe('unref()', () => {
  test('returns the timer, which no longer keeps the process alive', () => {
    vi.useRealTimers();
    const timer = setTimeout(() => undefined, 1000);
    expect(timer.hasRef()).toBe(true);
    expect(unref(timer)).toBe(timer);
    expect(timer.hasRef()).toBe(false);
    clearTimeout(timer);
  });

  test('leaves a timer alone that is a number', () => {
    expect(unref(7)).toBe(7);
  });
});
