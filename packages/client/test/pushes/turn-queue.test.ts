import { afterEach, describe, expect, test, vi } from 'vitest';
import { TurnQueue } from '../../src/pushes/turn-queue.ts';

afterEach(() => vi.useRealTimers());

describe('TurnQueue', () => {
  test('tasks with one key run in order, also after a failure, and the key is forgotten after the last one', async () => {
    const queue = new TurnQueue();
    const log: string[] = [];
    let release!: () => void;
    const released = new Promise<void>((resolve) => (release = resolve));
    const first = queue.run('a', 60_000, async () => {
      await released;
      log.push('first');
      throw new Error('first failed');
    });
    const second = queue.run('a', 60_000, async () => log.push('second'));
    await queue.run('b', 60_000, async () => log.push('other'));
    expect(queue.size).toBe(1);
    release();
    await expect(first).rejects.toThrow('first failed');
    await second;
    expect(log).toEqual(['other', 'first', 'second']);
    expect(queue.size).toBe(0);
  });

  test('run() resolves with the result of the task, and leaves no timer', async () => {
    vi.useFakeTimers();
    const queue = new TurnQueue();
    await expect(Promise.all([1, 2].map((task) => queue.run('a', 1000, async () => task)))).resolves.toEqual([1, 2]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('a task that dies without an end is not waited for when its time is over, and those after it stay in order', async () => {
    vi.useFakeTimers();
    const queue = new TurnQueue();
    const log: string[] = [];
    const task = (name: string) => async () => {
      log.push(`${name} begins`);
      await new Promise((resolve) => setTimeout(resolve, 1000));
      log.push(`${name} ends`);
    };
    void queue.run('a', 5000, () => new Promise(() => undefined));
    await vi.advanceTimersByTimeAsync(2000);
    void queue.run('a', 5000, task('second'));
    void queue.run('a', 5000, task('third'));
    await vi.advanceTimersByTimeAsync(2999);
    expect(log).toEqual([]);
    await vi.advanceTimersByTimeAsync(2001);
    expect(log).toEqual(['second begins', 'second ends', 'third begins', 'third ends']);
    expect(queue.size).toBe(0);
  });

  test('several tasks that die, also while they wait, hold up the next one only for their time', async () => {
    vi.useFakeTimers();
    const queue = new TurnQueue();
    for (let dead = 0; dead < 3; dead++) void queue.run('a', 1000, () => new Promise(() => undefined));
    const next = vi.fn(async () => undefined);
    void queue.run('a', 1000, next);
    await vi.advanceTimersByTimeAsync(2999);
    expect(next).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(next).toHaveBeenCalledOnce();
    void queue.run('b', 1000, () => new Promise(() => undefined));
    await vi.advanceTimersByTimeAsync(10_000);
    const afterwards = vi.fn(async () => undefined);
    await Promise.all([queue.run('b', 1000, afterwards), vi.advanceTimersByTimeAsync(0)]);
    expect(afterwards).toHaveBeenCalledOnce();
  });

  test('a turn without an end of its time waits for the task before it', async () => {
    const queue = new TurnQueue();
    const log: number[] = [];
    await Promise.all([1, 2, 3].map((task) => queue.run('a', Infinity, async () => log.push(task))));
    expect(log).toEqual([1, 2, 3]);
  });
});
