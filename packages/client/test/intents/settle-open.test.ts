import { afterEach, expect, test, vi } from 'vitest';
import { memoryJournal } from '../../src/intents/memory-journal.ts';
import { settleOpen } from '../../src/intents/settle-open.ts';
import { withIntent } from '../../src/intents/with-intent.ts';
import { createFakeApi, fixtures } from '../../src/testing/index.ts';

afterEach(() => vi.useRealTimers());

test('settles what is open, and records what is decided', async () => {
  vi.useFakeTimers({ toFake: ['performance', 'Date'] });
  const fake = createFakeApi();
  const journal = memoryJournal();
  const secuconnect = fake.client({ maxRetries: 0 });
  fake.on('smart.transactions.list').networkError('reset').times(3);
  fake.on('smart.transactions.create').networkError('reset');
  for (const transactionRef of ['found', 'missing', 'broken'])
    await withIntent({ journal, reference: transactionRef }, (options) =>
      secuconnect.smart.transactions.create({ transactionRef }, options),
    ).catch(() => undefined);
  const found = fixtures.smartTransaction({ transactionRef: 'found', created: undefined as never });
  fake
    .on('smart.transactions.list')
    .when(({ query }) => String(query['q']).includes('broken'))
    .networkError('reset');
  fake.on('smart.transactions.list').reply({ count: 1, data: [found] });

  vi.advanceTimersByTime(1_000);
  const results = async () =>
    (await settleOpen(secuconnect, journal)).map(({ intent, settlement }) => [intent.reference, settlement.result]);
  expect(await results()).toEqual([
    ['found', 'done'],
    ['missing', 'undecided'],
    ['broken', 'undecided'],
  ]);
  vi.advanceTimersByTime(600_000);
  expect(await results()).toEqual([
    ['missing', 'not-done'],
    ['broken', 'undecided'],
  ]);
  expect(await journal.get('missing')).toMatchObject({ state: 'not-done' });
  expect(fake.calls('smart.transactions.create')).toHaveLength(3);
});
