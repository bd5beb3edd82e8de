import { describe, expect, test } from 'vitest';
import { redisJournal } from '../../src/redis/redis-journal.ts';
import { intentOf } from '../intents/journal-contract.ts';
import { stubRedis } from './stub-redis.ts';

const record = (reference: string, at = 1_000, version = 1) =>
  `${JSON.stringify({ version, at, put: 'x', subject: '' })}\n${JSON.stringify(intentOf(reference))}`;

// What the scripts do is tested with real servers, in tools/repo-tests/stores.
describe('redisJournal()', () => {
  test('a write is one script, whose keys have one hash tag', async () => {
    const { client, scripts } = stubRedis(null);
    expect(await redisJournal({ client, keyPrefix: 'shop:' }).put(intentOf('order 1'), 0)).toBeUndefined();
    expect(scripts.mock.calls.map(([, count, ...values]) => values.slice(0, count))).toEqual([
      ['shop:{journal}:ended:order 1', 'shop:{journal}:open', 'shop:{journal}:subjects'],
    ]);
  });

  test('each write has a name of its own, so that only a resent one counts as the same', async () => {
    const { client, scripts } = stubRedis(null);
    const journal = redisJournal({ client, retention: Infinity });
    for (let each = 0; each < 2; each++) await journal.put(intentOf('order 1'), 0);
    const [first, second] = scripts.mock.calls.map((values) => values[8]);
    expect(first).not.toBe(second);
  });

  test('what is in the way is returned, and what is missing is an error', async () => {
    const journal = redisJournal(stubRedis(['order 2', record('order 2'), '1500'], ['order 1']));
    expect(await journal.put(intentOf('order 1'), 0)).toEqual({ ...intentOf('order 2'), version: 1, age: 500 });
    await expect(journal.put(intentOf('order 1'), 3)).rejects.toThrow('order 1');
  });

  test('a lost response is an error', async () => {
    await expect(redisJournal(stubRedis(new Error('lost'))).put(intentOf('order 1'), 0)).rejects.toThrow('lost');
  });

  test('open() sorts by age', async () => {
    const journal = redisJournal(stubRedis([['b', record('b', 1_200), 'a', record('a', 1_100)], '1500']));
    expect((await journal.open()).map(({ reference, age }) => [reference, age])).toEqual([
      ['a', 400],
      ['b', 300],
    ]);
  });

  test.each(['', 'null', '{', `7\n${JSON.stringify(intentOf('order 1'))}`])(
    'a damaged record is an error: %j',
    async (damaged) => {
      await expect(redisJournal(stubRedis([damaged, '1500'])).get('order 1')).rejects.toThrow('order 1');
    },
  );

  test('an intent that is not there is `undefined`', async () => {
    expect(await redisJournal(stubRedis([null, '1500'])).get('order 1')).toBeUndefined();
  });

  test('a retention of no time is rejected', () => {
    expect(() => redisJournal({ ...stubRedis(), retention: 0 })).toThrow(TypeError);
  });
});
