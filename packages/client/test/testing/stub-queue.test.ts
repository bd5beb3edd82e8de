import { describe, expect, test } from 'vitest';
import type { FakeRequest } from '../../src/testing/operations.ts';
import { StubQueue } from '../../src/testing/stub-queue.ts';

const request: FakeRequest = {
  operation: 'smart.transactions.get',
  method: 'GET',
  path: {},
  query: {},
  body: undefined,
  headers: {},
};

/** A queue whose responses have these texts. */
function queueOf(...texts: string[]): StubQueue {
  const queue = new StubQueue(request.operation);
  for (const text of texts) queue.add(() => new Response(text));
  return queue;
}
const nextText = async (queue: StubQueue): Promise<string> => (await queue.next().respond(request)).text();

describe('StubQueue', () => {
  test('an empty queue has no responses', () => {
    const queue = queueOf();
    expect([queue.isEmpty, queue.remaining, queue.unused]).toEqual([true, 0, 0]);
  });

  test('all responses but the last are used once by default', async () => {
    const queue = queueOf('a', 'b');
    expect([queue.isEmpty, queue.remaining, queue.unused]).toEqual([false, Infinity, 1]);
    expect([await nextText(queue), await nextText(queue), await nextText(queue)]).toEqual(['a', 'b', 'b']);
    expect([queue.remaining, queue.unused]).toEqual([Infinity, 0]);
  });

  test('`times` limits the response that was added last', async () => {
    const queue = queueOf('a');
    queue.configureLast('times', 2);
    expect([queue.remaining, queue.unused]).toEqual([2, 2]);
    await nextText(queue);
    expect([queue.remaining, queue.unused]).toEqual([1, 1]);
  });

  test('`delay` belongs to the response that was added last', () => {
    const queue = queueOf('a', 'b');
    queue.configureLast('delay', 500);
    expect([queue.next().delay, queue.next().delay]).toEqual([0, 500]);
  });

  test('a setting without a response before it throws a TypeError', () => {
    expect(() => queueOf().configureLast('times', 1)).toThrow(
      new TypeError('`times` applies to the response before it, and there is none yet.'),
    );
  });

  test('a queue without a condition matches every request, and another one those that it accepts', () => {
    const queue = queueOf('a');
    expect(queue.matches(request)).toBe(true);
    queue.condition = ({ method }) => method === 'POST';
    expect(queue.matches(request)).toBe(false);
    expect(queue.matches({ ...request, method: 'POST' })).toBe(true);
  });
});
