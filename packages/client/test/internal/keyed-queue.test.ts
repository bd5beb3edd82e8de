import { describe, expect, test } from 'vitest';
import { KeyedQueue } from '../../src/internal/keyed-queue.ts';

describe('KeyedQueue', () => {
  test('tasks with one key run in order, also after a failure, and the key is forgotten after the last one', async () => {
    const queue = new KeyedQueue();
    const log: string[] = [];
    let release!: () => void;
    const released = new Promise<void>((resolve) => (release = resolve));
    const first = queue.run('a', async () => {
      await released;
      log.push('first');
      throw new Error('first failed');
    });
    const second = queue.run('a', async () => log.push('second'));
    const other = queue.run('b', async () => log.push('other'));
    await other;
    expect(queue.size).toBe(1);
    release();
    await expect(first).rejects.toThrow('first failed');
    await second;
    expect(log).toEqual(['other', 'first', 'second']);
    expect(queue.size).toBe(0);
  });

  test('run() resolves with the result of the task', async () => {
    await expect(new KeyedQueue().run('a', () => Promise.resolve(7))).resolves.toBe(7);
  });
});
