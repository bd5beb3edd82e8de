import { getEventListeners } from 'node:events';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ScopeEnded, TimeoutScope, withTimeout } from '../../src/internal/timeout.ts';
import { never, stateOf } from './promises.ts';

const passed = new ScopeEnded(true, undefined);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('TimeoutScope', () => {
  test('race() settles like the promise', async () => {
    const scope = new TimeoutScope(1_000);
    await expect(scope.race(Promise.resolve(7))).resolves.toBe(7);
    await expect(scope.race(Promise.reject(new Error('failed')))).rejects.toThrow('failed');
    scope.release();
    expect(vi.getTimerCount()).toBe(0);
  });

  test('race() rejects and the signal is aborted when the time has passed, not earlier', async () => {
    const scope = new TimeoutScope(500);
    const raced = scope.race(never);
    raced.catch(() => undefined);
    vi.advanceTimersByTime(499);
    expect(await stateOf(raced)).toBe('pending');
    expect(scope.signal.aborted).toBe(false);
    vi.advanceTimersByTime(1);
    expect(await stateOf(raced)).toStrictEqual(passed);
    expect((scope.signal.reason as Error).name).toBe('TimeoutError');
    await expect(scope.race(never)).rejects.toStrictEqual(passed);
  });

  test('a negative timeout passes at once', async () => {
    const raced = new TimeoutScope(-5).race(never);
    raced.catch(() => undefined);
    vi.advanceTimersByTime(0);
    await expect(raced).rejects.toStrictEqual(passed);
  });

  test.each([Number.POSITIVE_INFINITY, 2_147_483_648])('a timeout of %d ms, too long for a timer, has none', (ms) => {
    expect(vi.getTimerCount()).toBe(0);
    expect(new TimeoutScope(ms).signal.aborted).toBe(false);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('the longest timeout that fits a timer has one', () => {
    const scope = new TimeoutScope(2_147_483_647);
    expect(vi.getTimerCount()).toBe(1);
    scope.release();
  });

  test('the signal of the caller ends the scope in the same tick, and keeps no listener', async () => {
    const controller = new AbortController();
    const scope = new TimeoutScope(1_000, controller.signal);
    const raced = scope.race(never);
    raced.catch(() => undefined);
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(1);
    controller.abort('enough');
    expect(await stateOf(raced)).toStrictEqual(new ScopeEnded(false, 'enough'));
    expect(scope.signal.reason).toBe('enough');
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('a signal that is aborted already ends the scope at once, and gets no listener', async () => {
    const signal = AbortSignal.abort('before');
    const scope = new TimeoutScope(1_000, signal);
    await expect(scope.race(never)).rejects.toStrictEqual(new ScopeEnded(false, 'before'));
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
    scope.release();
  });

  test('release() removes the listener and the timer', () => {
    const controller = new AbortController();
    const scope = new TimeoutScope(1_000, controller.signal);
    scope.release();
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
    expect(vi.getTimerCount()).toBe(0);
    controller.abort();
    expect(scope.signal.aborted).toBe(false);
  });

  test('race() rejects with the timeout, even if the promise rejects because of the abort', async () => {
    const scope = new TimeoutScope(10);
    const stopped = new Promise((_, reject) =>
      scope.signal.addEventListener('abort', () => reject(new Error('stopped'))),
    );
    const raced = scope.race(stopped);
    raced.catch(() => undefined);
    vi.advanceTimersByTime(10);
    await expect(raced).rejects.toStrictEqual(passed);
  });
});

describe('withTimeout()', () => {
  test('settles like a promise that settles in time, and leaves no timer', async () => {
    await expect(withTimeout(100, Promise.resolve(7))).resolves.toBe(7);
    await expect(withTimeout(100, Promise.reject(new Error('failed')))).rejects.toThrow('failed');
    expect(vi.getTimerCount()).toBe(0);
  });

  test('resolves with undefined after the given time, not earlier', async () => {
    const late = withTimeout(100, never);
    await vi.advanceTimersByTimeAsync(99);
    expect(await stateOf(late)).toBe('pending');
    await vi.advanceTimersByTimeAsync(1);
    await expect(late).resolves.toBeUndefined();
    expect(vi.getTimerCount()).toBe(0);
  });
});
