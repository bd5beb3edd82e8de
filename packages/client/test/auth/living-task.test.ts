import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { DEAD, LivingTask } from '../../src/auth/living-task.ts';
import { hanging, rejectionOf, startRequest } from './auth-fixture.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a living task', () => {
  test('can be waited for by several, and settles for each of them as it does', async () => {
    const task = new LivingTask(async () => 'done');
    expect(await Promise.all([task.wait(), task.wait()])).toEqual(['done', 'done']);
    const failing = new LivingTask(() => Promise.reject(new Error('broken')));
    expect((await rejectionOf(failing.wait())).message).toBe('broken');
    expect(await rejectionOf(failing.wait())).toBe(await rejectionOf(failing.wait()));
  });

  test('is alive for as long as it takes', async () => {
    let end: (value: string) => void = () => undefined;
    const task = new LivingTask(() => new Promise<string>((resolve) => (end = resolve)));
    const waiting = task.wait();
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(task.isAlive).toBe(true);
    end('after an hour');
    expect(await waiting).toBe('after an hour');
  });

  test('leaves no timer, neither its own nor those of the ones that wait', async () => {
    let end: () => void = () => undefined;
    const task = new LivingTask(() => new Promise<void>((resolve) => (end = resolve)));
    const waiting = [task.wait(), task.wait()];
    expect(vi.getTimerCount()).toBe(3);
    end();
    await Promise.all(waiting);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('that fails while nothing waits for it is no unhandled rejection', async () => {
    const unhandled = vi.fn();
    process.on('unhandledRejection', unhandled);
    void new LivingTask(() => Promise.reject(new Error('broken')));
    vi.useRealTimers();
    await new Promise((resolve) => setTimeout(resolve, 20));
    process.off('unhandledRejection', unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });

  test('keeps no process alive', () => {
    const interval = { unref: vi.fn() };
    vi.spyOn(globalThis, 'setInterval').mockReturnValue(interval as never);
    const task = new LivingTask(hanging);
    void task.wait();
    expect(interval.unref).toHaveBeenCalledTimes(2);
    // Browsers and Workers have numbers.
    vi.mocked(setInterval).mockReturnValue(7 as never);
    expect(() => new LivingTask(hanging)).not.toThrow();
    vi.mocked(setInterval).mockRestore();
  });
});

describe('waiting for a living task', () => {
  test('ends with the reason of the signal, and clears its timer', async () => {
    const task = new LivingTask(hanging);
    const controller = new AbortController();
    const waiting = rejectionOf(task.wait(controller.signal));
    expect(vi.getTimerCount()).toBe(2);
    controller.abort(new Error('left'));
    expect((await waiting).message).toBe('left');
    expect(vi.getTimerCount()).toBe(1);
  });

  test('ends about ten seconds after the last heartbeat of a task that stopped without settling', async () => {
    const request = startRequest();
    const task = new LivingTask(hanging);
    await vi.advanceTimersByTimeAsync(3_500);
    request.end();
    let result: unknown;
    void task.wait().then((value) => (result = value));
    await vi.advanceTimersByTimeAsync(9_000);
    expect([task.isAlive, result]).toEqual([true, undefined]);
    await vi.advanceTimersByTimeAsync(2_000);
    expect([task.isAlive, result]).toEqual([false, DEAD]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('ends after two seconds when the task has been dead for long', async () => {
    const request = startRequest();
    const task = new LivingTask(hanging);
    request.end();
    await vi.advanceTimersByTimeAsync(60_000);
    const waiting = task.wait();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await waiting).toBe(DEAD);
  });

  test('goes on after the process was suspended, although the first look comes before the heartbeat', async () => {
    const now = performance.now.bind(performance);
    let suspended = 0;
    const spy = vi.spyOn(performance, 'now').mockImplementation(() => now() + suspended);
    const task = new LivingTask(hanging);
    // The heartbeat is due at each full second, and the look of the one that waits half a second later.
    await vi.advanceTimersByTimeAsync(500);
    let result: unknown;
    void task.wait().then((value) => (result = value));
    await vi.advanceTimersByTimeAsync(700);
    suspended = 60_000;
    expect(task.isAlive).toBe(false);
    await vi.advanceTimersByTimeAsync(5_000);
    expect([task.isAlive, result]).toEqual([true, undefined]);
    spy.mockRestore();
  });
});
