import { getEventListeners } from 'node:events';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { rejectOnAbort, sleep } from '../../src/internal/abort.ts';
import { TimeoutScope, TIMED_OUT } from '../../src/internal/timeout.ts';

const never = new Promise<never>(() => undefined);
const state = async (promise: Promise<unknown>): Promise<unknown> =>
  Promise.race([promise.catch((reason: unknown) => reason), Promise.resolve().then(() => 'pending')]);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a limit', () => {
  test('hands on what it holds', async () => {
    const limit = new TimeoutScope(1_000);
    await expect(limit.race(Promise.resolve(7))).resolves.toBe(7);
    await expect(limit.race(Promise.reject(new Error('own')))).rejects.toThrow('own');
    limit.release();
    expect(vi.getTimerCount()).toBe(0);
  });

  test('ends what it holds when the time is up, not earlier, and says so to the signal', async () => {
    const limit = new TimeoutScope(500);
    const held = limit.race(never);
    held.catch(() => undefined);
    vi.advanceTimersByTime(499);
    expect(await state(held)).toBe('pending');
    expect(limit.signal.aborted).toBe(false);
    vi.advanceTimersByTime(1);
    expect(await state(held)).toBe(TIMED_OUT);
    expect(limit.signal.reason).toBe(TIMED_OUT);
    await expect(limit.race(never)).rejects.toBe(TIMED_OUT);
  });

  test('is over at once when there is no time left', async () => {
    const held = new TimeoutScope(-5).race(never);
    held.catch(() => undefined);
    vi.advanceTimersByTime(0);
    await expect(held).rejects.toBe(TIMED_OUT);
  });

  test.each([Number.POSITIVE_INFINITY, 2_147_483_648])('of %d ms needs no timer', (ms) => {
    expect(vi.getTimerCount()).toBe(0);
    expect(new TimeoutScope(ms).signal.aborted).toBe(false);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('of as many ms as a timer can count has one', () => {
    const limit = new TimeoutScope(2_147_483_647);
    expect(vi.getTimerCount()).toBe(1);
    limit.release();
  });

  test('ends with the signal of the caller, in the same tick, and leaves no listener on it', async () => {
    const controller = new AbortController();
    const limit = new TimeoutScope(1_000, controller.signal);
    const held = limit.race(never);
    held.catch(() => undefined);
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(1);
    controller.abort('enough');
    expect(await state(held)).toBe('enough');
    expect(limit.signal.reason).toBe('enough');
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('of a caller who has aborted already holds nothing, and listens to nothing', async () => {
    const signal = AbortSignal.abort('before');
    const limit = new TimeoutScope(1_000, signal);
    await expect(limit.race(never)).rejects.toBe('before');
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
    limit.release();
  });

  test('takes its listener and its timer away when it is released', () => {
    const controller = new AbortController();
    const limit = new TimeoutScope(1_000, controller.signal);
    limit.release();
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
    expect(vi.getTimerCount()).toBe(0);
    controller.abort();
    expect(limit.signal.aborted).toBe(false);
  });

  test('names its own reason first, whatever what it holds makes of the abort', async () => {
    const limit = new TimeoutScope(10);
    const stopped = new Promise((_, reject) =>
      limit.signal.addEventListener('abort', () => reject(new Error('stopped'))),
    );
    const held = limit.race(stopped);
    held.catch(() => undefined);
    vi.advanceTimersByTime(10);
    await expect(held).rejects.toBe(TIMED_OUT);
  });
});

describe('waiting', () => {
  test('for a promise ends with the signal, and leaves no listener', async () => {
    const controller = new AbortController();
    const waiting = rejectOnAbort(never, controller.signal);
    waiting.catch(() => undefined);
    controller.abort('gone');
    expect(await state(waiting)).toBe('gone');
    await Promise.resolve();
    await expect(rejectOnAbort(Promise.resolve(1), new AbortController().signal)).resolves.toBe(1);
    await expect(rejectOnAbort(Promise.resolve(1), undefined)).resolves.toBe(1);
    await expect(rejectOnAbort(never, AbortSignal.abort('early'))).rejects.toBe('early');
  });

  test('leaves no listener when the promise has settled', async () => {
    const { signal } = new AbortController();
    await rejectOnAbort(Promise.resolve(1), signal);
    await rejectOnAbort(Promise.reject(new Error('no')), signal).catch(() => undefined);
    await Promise.resolve();
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });

  test('for a time ends on time, or with the signal, and leaves no timer', async () => {
    const slept = sleep(100);
    vi.advanceTimersByTime(99);
    expect(await state(slept)).toBe('pending');
    vi.advanceTimersByTime(1);
    await slept;
    const controller = new AbortController();
    const left = sleep(100, controller.signal);
    left.catch(() => undefined);
    controller.abort('up');
    await expect(left).rejects.toBe('up');
    await Promise.resolve();
    expect(vi.getTimerCount()).toBe(0);
  });
});
