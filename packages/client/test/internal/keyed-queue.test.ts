import { expect, test } from 'vitest';
import { KeyedQueue } from '../../src/internal/keyed-queue.ts';
import { gate } from '../pushes/delivery.ts';

test('tasks of one key run in turn, whatever becomes of them, and the key is forgotten after the last', async () => {
  const inTurn = new KeyedQueue();
  const log: string[] = [];
  const open = gate();
  const first = inTurn.run('a', async () => {
    await open.promise;
    log.push('first');
    throw new Error('first failed');
  });
  const second = inTurn.run('a', async () => log.push('second'));
  const other = inTurn.run('b', async () => log.push('other'));
  await other;
  open.open();
  await expect(first).rejects.toThrow('first failed');
  await second;
  expect(log).toEqual(['other', 'first', 'second']);
  expect(inTurn.size).toBe(0);
});
