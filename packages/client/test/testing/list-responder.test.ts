import { describe, expect, test } from 'vitest';
import { createFakeApi, FakeError } from '../../src/testing/index.ts';
import { ListResponder } from '../../src/testing/list-responder.ts';
import type { FakeRequest } from '../../src/testing/operations.ts';
import { errorOf, transaction } from './fake-calls.ts';

const items = Array.from({ length: 45 }, (_, index) => transaction(`STX_${index}`));

describe('replyWithItems()', () => {
  test('a list is returned page by page', async () => {
    const fake = createFakeApi();
    fake.on('smart.transactions.list').replyWithItems(items);
    const { transactions } = fake.client().smart;
    const ids = [];
    for await (const { id } of transactions.list({ count: 20 })) ids.push(id);
    expect(ids).toEqual(items.map(({ id }) => id));
    expect(fake.calls('smart.transactions.list').map(({ query }) => query)).toEqual([
      { count: 20, offset: 0 },
      { count: 20, offset: 20 },
      { count: 20, offset: 40 },
    ]);
  });

  test('a page has the server’s page size by default, and the number of all matches', async () => {
    const fake = createFakeApi();
    fake.on('smart.transactions.list').replyWithItems(items);
    const page = await fake.client().smart.transactions.list({ offset: 30 });
    expect([page.count, page.data.length, page.data[0]!.id]).toEqual([45, 15, 'STX_30']);
  });

  test('a scroll returns the items there were when it began, until a batch is empty', async () => {
    const fake = createFakeApi();
    const growingItems = items.slice(0, 5);
    fake.on('smart.transactions.list').replyWithItems(() => [...growingItems]);
    const list = (query: object) =>
      fake
        .client()
        .request<{ count: number; scroll_id: string; data: unknown[] }>('GET', '/Smart/Transactions', { query });
    const first = await list({ count: 3, scroll_expire: '1m' });
    growingItems.push(transaction('STX_new'));
    const second = await list({ scroll_id: first.scroll_id });
    const third = await list({ scroll_id: first.scroll_id });
    expect([first, second, third].map(({ data }) => data.length)).toEqual([3, 2, 0]);
    expect(await errorOf(list({ scroll_id: 'scroll-9' }))).toBeInstanceOf(FakeError);
  });

  test('the client’s pagination can scroll over a stubbed list', async () => {
    const fake = createFakeApi();
    fake.on('smart.transactions.list').replyWithItems(items);
    const list = fake.client().smart.transactions.list({ count: 20 }, { mode: 'scroll' });
    expect(await list.toArray({ limit: 100 })).toEqual(items);
    expect(fake.calls('smart.transactions.list').map(({ query }) => query?.scroll_id)).toEqual([
      undefined,
      'scroll-1-20',
      'scroll-1-40',
      'scroll-1-45', // an empty page
    ]);
  });

  test('the items may depend on the query', async () => {
    const fake = createFakeApi();
    fake.on('smart.transactions.list').replyWithItems(({ query }) => (query?.q === 'status:ok' ? items : []));
    expect((await fake.client().smart.transactions.list({ q: 'status:ok' })).count).toBe(45);
    expect((await fake.client().smart.transactions.list()).count).toBe(0);
  });
});

describe('ListResponder', () => {
  const request = (query?: Record<string, unknown>): FakeRequest => ({
    operation: 'smart.transactions.list',
    method: 'GET',
    path: {},
    query,
    body: undefined,
    headers: {},
  });

  test('a request without a query gets the first 20 items', async () => {
    const responder = new ListResponder(() => items);
    expect(await responder.respond(request())).toEqual({ count: 45, data: items.slice(0, 20) });
  });

  test('two scrolls do not affect each other', async () => {
    const responder = new ListResponder(() => items.slice(0, 3));
    const first = await responder.respond(request({ count: 2, scroll_expire: '1m' }));
    const second = await responder.respond(request({ count: 1, scroll_expire: '1m' }));
    expect([first, second]).toEqual([
      { count: 3, scroll_id: 'scroll-1-2', data: items.slice(0, 2) },
      { count: 3, scroll_id: 'scroll-2-1', data: items.slice(0, 1) },
    ]);
    expect(await responder.respond(request({ scroll_id: 'scroll-1-2' }))).toMatchObject({ data: [items[2]] });
    expect(await responder.respond(request({ scroll_id: 'scroll-2-1' }))).toMatchObject({ data: [items[1]] });
  });
});
