import { expect, test } from 'vitest';
import { nameStore } from '../../src/pushes/name-store.ts';
import { PushError } from '../../src/pushes/push-error.ts';

class TimeoutError extends Error {}

test('the result of the store is passed on, and one that throws rejects', async () => {
  expect(await nameStore(() => 1)).toBe(1);
  await expect(
    nameStore(() => {
      throw new Error('ECONNREFUSED');
    }),
  ).rejects.toThrow('The push store failed: ECONNREFUSED');
});

test.each([
  ['a message', new Error('no redis'), 'no redis'],
  // What connecting to `localhost` ends with.
  ['a code alone', Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' }), 'ECONNREFUSED'],
  // That of node-redis, whose `name` is `Error`.
  ['a class alone', new TimeoutError(), 'TimeoutError'],
  ['no error at all', 'down', 'down'],
])('a failure with %s is named, and is the cause', async (_, cause, text) => {
  await expect(nameStore(() => Promise.reject(cause))).rejects.toMatchObject({
    message: `The push store failed: ${text}`,
    cause,
  });
});

test('an error of this package stays as it is', async () => {
  const lost = new PushError('timeout', 'The turn has expired.');
  await expect(nameStore(() => Promise.reject(lost))).rejects.toBe(lost);
});
