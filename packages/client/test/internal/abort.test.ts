import { getEventListeners } from 'node:events';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { rejectOnAbort, sleep } from '../../src/internal/abort.ts';
import { never, stateOf } from './promises.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('rejectOnAbort()', () => {
  test('rejects with the reason of the signal as soon as it is aborted', async () => {
    const controller = new AbortController();
    const waiting = rejectOnAbort(never, controller.signal);
    waiting.catch(() => undefined);
    controller.abort('gone');
    expect(await stateOf(waiting)).toBe('gone');
    await expect(rejectOnAbort(never, AbortSignal.abort('early'))).rejects.toBe('early');
  });

  test('settles like the promise, with a signal or without', async () => {
    await expect(rejectOnAbort(Promise.resolve(1), new AbortController().signal)).resolves.toBe(1);
    await expect(rejectOnAbort(Promise.resolve(1), undefined)).resolves.toBe(1);
    await expect(rejectOnAbort(Promise.reject(new Error('no')), new AbortController().signal)).rejects.toThrow('no');
  });

  test('leaves no listener on the signal once the promise has settled', async () => {
    const { signal } = new AbortController();
    await rejectOnAbort(Promise.resolve(1), signal);
    await rejectOnAbort(Promise.reject(new Error('no')), signal).catch(() => undefined);
    await Promise.resolve();
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });
});

describe('sleep()', () => {
  test('resolves after the given time, not earlier', async () => {
    const sleeping = sleep(100);
    vi.advanceTimersByTime(99);
    expect(await stateOf(sleeping)).toBe('pending');
    vi.advanceTimersByTime(1);
    await expect(sleeping).resolves.toBeUndefined();
  });

  test('rejects when the signal is aborted, and leaves no timer', async () => {
    const controller = new AbortController();
    const sleeping = sleep(100, controller.signal);
    sleeping.catch(() => undefined);
    controller.abort('up');
    await expect(sleeping).rejects.toBe('up');
    await Promise.resolve();
    expect(vi.getTimerCount()).toBe(0);
  });
});
