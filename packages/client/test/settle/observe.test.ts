import { describe, expect, test } from 'vitest';
import type { ApiByPath } from '../../src/path-client.ts';
import { observe } from '../../src/settle/observe.ts';
import type { SettleRule } from '../../src/settle/rule.ts';
import { createFakeApi, fixtures, type FakeApi } from '../../src/testing/index.ts';

const GET: SettleRule = {
  read: '/Smart/Transactions/{smartTransactionId}',
  with: { smartTransactionId: 'path.smartTransactionId' },
  fields: { status: ['ok'] },
  notDone: 'unchanged',
  hidden: 180,
};
const getFacts = { rule: 0, path: { smartTransactionId: 'STX_1' }, fields: { status: ['ok'] } };
const LIST: SettleRule = {
  read: '/Smart/Transactions',
  search: { transactionRef: 'body.transactionRef' },
  created: 'created',
  notDone: 'otherwise',
  hidden: 240,
};
const listFacts = { rule: 0, path: {}, search: { transactionRef: 'A "1"' } };
const item = (created: string | undefined, transactionRef = 'A "1"') =>
  fixtures.smartTransaction({ transactionRef, created: created as never });
const isoAgo = (ms: number): string => new Date(Date.now() - ms).toISOString();

function withItems(...data: ReturnType<typeof item>[]): FakeApi {
  const fake = createFakeApi();
  fake.on('smart.transactions.list').reply({ count: data.length, data });
  return fake;
}

/** The same API, whose responses have a time. */
const timed = (api: ApiByPath, date: Date): ApiByPath => ({
  ...api,
  GET: (async (...call: [never, never]) => {
    const { data } = await api.GET(...call);
    return { data, response: new Response(null, { headers: { date: date.toUTCString() } }) };
  }) as never,
});

describe('observe()', () => {
  test('reads one object, and returns it with what the rule compares', async () => {
    const fake = createFakeApi();
    const transaction = fixtures.smartTransaction({ status: 'pending' });
    fake.on('smart.transactions.get').reply(transaction);
    expect(await observe(fake.client().api, GET, getFacts, 0)).toEqual({
      observed: { values: { status: ['pending'] } },
      object: transaction,
    });
    expect(fake.calls('smart.transactions.get')).toMatchObject([{ path: { smartTransactionId: 'STX_1' } }]);
  });

  test('an object that does not exist is gone; another failure is thrown', async () => {
    const fake = createFakeApi();
    fake.on('smart.transactions.get').replyError(404);
    expect(await observe(fake.client().api, GET, getFacts, 0)).toEqual({ observed: 'gone', object: undefined });
    const broken = createFakeApi();
    broken.on('smart.transactions.get').replyError(500);
    await expect(observe(broken.client().api, GET, getFacts, 0)).rejects.toMatchObject({ status: 500 });
  });

  test('searches for what was sent, escaped, and looks for the same value in the items', async () => {
    const fake = withItems(item(isoAgo(0), 'A "1" b'), item(isoAgo(0)));
    const { observed, object } = await observe(fake.client().api, LIST, listFacts, 1_000);
    expect(observed).toEqual({ matches: 1, others: 0 });
    expect(object).toMatchObject({ transactionRef: 'A "1"' });
    const [{ query }] = fake.calls('smart.transactions.list') as never as [{ query: Record<string, unknown> }];
    expect(query).toMatchObject({ q: String.raw`transactionRef:"A \"1\""`, sort: 'created:desc' });
  });

  test('an item from before the call belongs to another call', async () => {
    const api = timed(withItems(item(isoAgo(60_000))).client().api, new Date());
    expect((await observe(api, LIST, listFacts, 30_000)).observed).toEqual({ matches: 0, others: 0 });
    expect((await observe(api, LIST, listFacts, 61_000)).observed).toEqual({ matches: 1, others: 0 });
  });

  test('without the time of the server, an item that seems older may be the one', async () => {
    const fake = withItems(item(isoAgo(60_000)));
    expect((await observe(fake.client().api, LIST, listFacts, 30_000)).observed).toEqual({ matches: 0, others: 1 });
  });

  test('a number that was sent is found as a text', async () => {
    const fake = withItems(item(isoAgo(0), '10042'));
    const facts = { ...listFacts, search: { transactionRef: 10042 } };
    expect((await observe(fake.client().api, LIST, facts, 1_000)).observed).toEqual({ matches: 1, others: 0 });
  });

  test.each(['a "1"', 'A  "1"', 'A "1', ' A "1" '])('%j may be what the server has made of it', async (shown) => {
    const fake = withItems(item(isoAgo(0), shown));
    expect((await observe(fake.client().api, LIST, listFacts, 1_000)).observed).toEqual({ matches: 0, others: 1 });
  });

  test('a server may make its pages smaller than it was asked to', async () => {
    const fake = createFakeApi();
    fake.on('smart.transactions.list').reply({ count: 21, data: [item(isoAgo(0), 'A "1" other')] });
    expect((await observe(fake.client().api, LIST, listFacts, 1_000)).observed).toEqual({ matches: 0, others: 1 });
  });

  test('behind a full page of newer items, there may be the one', async () => {
    const newer = Array.from({ length: 100 }, () => item(isoAgo(0), 'A "1" other'));
    expect((await observe(withItems(...newer).client().api, LIST, listFacts, 5_000)).observed).toEqual({
      matches: 0,
      others: 1,
    });
    const older = item(isoAgo(60_000), 'A "1" other');
    const page = withItems(...newer.slice(1), older);
    const api = timed(page.client().api, new Date());
    expect((await observe(api, LIST, listFacts, 5_000)).observed).toEqual({ matches: 0, others: 0 });
  });

  test('an item without a time may be the one', async () => {
    const fake = withItems(item(undefined));
    expect((await observe(fake.client().api, LIST, listFacts, 0)).observed).toEqual({ matches: 1, others: 0 });
  });

  test("times are compared by the server's clock", async () => {
    const api = timed(withItems(item('2031-01-01T00:00:05Z')).client().api, new Date('2031-01-01T00:00:20Z'));
    expect((await observe(api, LIST, listFacts, 10_000)).observed).toEqual({ matches: 0, others: 0 });
    expect((await observe(api, LIST, listFacts, 15_000)).observed).toEqual({ matches: 1, others: 0 });
  });
});
