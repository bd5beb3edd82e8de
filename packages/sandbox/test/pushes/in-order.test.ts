import { expect, test } from 'vitest';
import { InOrder } from '../../src/pushes/in-order.ts';

/** Work that writes down when it starts, and ends when it is told to. */
function workshop() {
  const order = new InOrder();
  const started: string[] = [];
  const run = (key: string, name: string) => {
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    const result = order.run(key, () => {
      started.push(name);
      return promise;
    });
    return { result, end: () => resolve(name), fail: () => reject(new Error(name)) };
  };
  return { started, run };
}

test('work with the same key waits for the work before it, even if that fails', async () => {
  const { started, run } = workshop();
  const [a1, a2, a3, b1] = [run('a', 'a1'), run('a', 'a2'), run('a', 'a3'), run('b', 'b1')];
  b1.end();
  await expect(b1.result).resolves.toBe('b1');
  expect(started).toEqual(['a1', 'b1']);
  a2.end();
  a3.end();
  a1.fail();
  await expect(a1.result).rejects.toThrow('a1');
  await expect(a2.result).resolves.toBe('a2');
  await expect(a3.result).resolves.toBe('a3');
  expect(started).toEqual(['a1', 'b1', 'a2', 'a3']);
});

test('work that comes later starts at once', async () => {
  const { started, run } = workshop();
  const first = run('a', 'first');
  first.end();
  await first.result;
  const second = run('a', 'second');
  second.end();
  await expect(second.result).resolves.toBe('second');
  expect(started).toEqual(['first', 'second']);
});
