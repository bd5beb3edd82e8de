import { beforeEach, describe, expect, test } from 'vitest';
import { SandboxClock } from '../../src/engine/clock.ts';
import { ApiException } from '../../src/engine/exception.ts';
import { Ids } from '../../src/engine/ids.ts';
import type { ListQuery } from '../../src/lists/list-query.ts';
import { Lists, type ListPage } from '../../src/lists/lists.ts';
import { Store } from '../../src/store/store.ts';

const KIND = 'smart.transactions';
const schema = { properties: { id: { type: 'string' }, sum: { type: ['integer', 'null'], description: 'Cents.' } } };

let store: Store;
let clock: SandboxClock;
let lag: number;
let lists: Lists;

const open = () => new Lists({ store, clock, ids: new Ids(counter(), 1), lag: () => lag });
const put = (id: string, rest: object = {}) => store.put(KIND, { object: KIND, id, ...rest } as { id: string });
const page = (query: ListQuery = {}): ListPage =>
  lists.page(KIND, query, { schema, expand: ({ object, id }) => store.get(object, id) });
const ids = (query?: ListQuery) => page(query).data.map((item) => (item as { id: string }).id);

beforeEach(() => {
  store = new Store();
  clock = new SandboxClock(Date.UTC(2026, 0, 1));
  lag = 0;
  lists = open();
});

describe('A page', () => {
  test('holds twenty items, oldest first, and the number of all', () => {
    for (let number = 0; number < 25; number += 1) put(`STX_${number}`);
    expect(page()).toMatchObject({ count: 25 });
    expect(ids()).toEqual(Array.from({ length: 20 }, (_, index) => `STX_${index}`));
    expect(ids({ offset: '20', count: '3' })).toEqual(['STX_20', 'STX_21', 'STX_22']);
    expect(page({ count: 0 })).toEqual({ count: 25, data: [] });
    expect(ids({ offset: 100 })).toEqual([]);
  });

  test('of a kind without objects is empty', () =>
    expect(page({ q: 'a:b', sort: 'c' })).toEqual({ count: 0, data: [] }));

  test('keeps the place of an object that changes, and forgets one that is deleted', () => {
    for (const id of ['a', 'b', 'c']) put(id, { status: 'ok' });
    expect(ids({ q: 'status:ok' })).toEqual(['a', 'b', 'c']);
    put('a', { status: 'ok', n: 1 });
    store.delete(KIND, 'b');
    expect(ids({ q: 'status:ok' })).toEqual(['a', 'c']);
    put('b', { status: 'ok' });
    expect(ids({ q: 'status:ok' })).toEqual(['a', 'c', 'b']);
  });

  test('shows nothing of a transaction that fails', () => {
    expect(() =>
      store.transaction(() => {
        put('a');
        throw new Error('no');
      }),
    ).toThrow('no');
    expect(ids()).toEqual([]);
  });

  test('includes what the store held before', () => {
    put('a', { status: 'ok' });
    store.put(KIND, { status: 'ok', id: 'b' } as { id: string });
    lists = open();
    put('a', { status: 'failed' });
    expect(ids({ q: 'status:ok' })).toEqual(['b']);
  });

  test('is sorted with missing values last in both directions', () => {
    put('a', { sum: 5 });
    put('b');
    put('c', { sum: 7 });
    put('d', { sum: 5 });
    expect(ids({ sort: 'sum:asc' })).toEqual(['a', 'd', 'c', 'b']);
    expect(ids({ sort: 'sum:desc' })).toEqual(['c', 'a', 'd', 'b']);
    expect(ids({ sort: { sum: 'desc', id: 'desc' } })).toEqual(['c', 'd', 'a', 'b']);
    expect(ids({ 'sort[sum]': 'desc' } as ListQuery)).toEqual(['c', 'a', 'd', 'b']);
  });

  test('keeps the wanted fields, and id and object', () => {
    put('a', { sum: 1, basket: { products: [{ desc: 'x', ean: 1 }, { ean: 2 }] } });
    expect(page({ fields: 'basket.products.desc' }).data).toEqual([
      { object: KIND, id: 'a', basket: { products: [{ desc: 'x' }, {}] } },
    ]);
  });

  test('expands references', () => {
    store.put('payment.customers', { id: 'PCU_1', name: 'Erika' } as { id: string });
    put('a', { customer: { object: 'payment.customers', id: 'PCU_1' } });
    expect(page({ expand: 'true' }).data).toMatchObject([{ customer: { name: 'Erika' } }]);
  });
});

describe('Instead of a page', () => {
  test('validate checks the query alone', () => {
    put('a');
    expect(page({ validate: 1, q: 'a:b' })).toEqual({ count: 0, data: [], result: true });
    expect(page({ validate: '1', q: 'a:(' })).toEqual({ count: 0, data: [], result: false });
  });

  test('meta adds definitions, or returns them alone', () => {
    put('a');
    const meta = { id: { type: 'string' }, sum: { type: 'integer', description: 'Cents.' } };
    expect(page({ meta: 'true' })).toMatchObject({ count: 1, meta });
    expect(page({ meta: 'only' })).toEqual({ count: 0, data: [], meta });
  });

  test('a bad query is an error', () => {
    for (const query of [{ q: 'a:(' }, { sort: 'a:up' }, { count: '-1' }, { offset: 'x' }, { scroll_expire: '5' }])
      expect(errorOf(query)).toMatchObject({ error: 'ProductFormatException' });
  });
});

describe('With a lag', () => {
  beforeEach(() => {
    put('a', { status: 'created' });
    lag = 1000;
  });

  test('lists show the state before a change until the lag has passed, in every part of the answer', () => {
    put('a', { status: 'ok' });
    put('b', { status: 'ok' });
    clock.moveTo(clock.now() + 999);
    expect(page({ q: 'status:ok' }).count).toBe(0);
    expect(page({ q: 'status:created' }).data).toEqual([{ object: KIND, id: 'a', status: 'created' }]);
    clock.moveTo(clock.now() + 1);
    expect(ids({ q: 'status:ok' })).toEqual(['a', 'b']);
  });

  test('a deleted object stays for that time', () => {
    store.delete(KIND, 'a');
    expect(ids()).toEqual(['a']);
    clock.moveTo(clock.now() + 1000);
    expect(ids()).toEqual([]);
  });

  test('changes appear in their order, and at once when the lag ends', () => {
    put('a', { status: 'ok' });
    put('a', { status: 'failed' });
    lag = 0;
    expect(ids({ q: 'status:failed' })).toEqual(['a']);
  });
});

describe('A scroll', () => {
  beforeEach(() => {
    for (let number = 0; number < 5; number += 1) put(`${number}`, { n: number });
  });

  test('is a snapshot that any of its ids continues, to an empty page', () => {
    const first = page({ sort: 'n:desc', count: 2, scroll_expire: '1m' });
    store.delete(KIND, '2');
    put('1', { n: 9 });
    const second = page({ scroll_id: first.scroll_id });
    const third = page({ scroll_id: first.scroll_id });
    const last = page({ scroll_id: second.scroll_id });
    expect([first, second, third, last].map(({ count, data }) => [count, data])).toEqual([
      [
        5,
        [
          { object: KIND, id: '4', n: 4 },
          { object: KIND, id: '3', n: 3 },
        ],
      ],
      [
        2,
        [
          { object: KIND, id: '2', n: 2 },
          { object: KIND, id: '1', n: 1 },
        ],
      ],
      [1, [{ object: KIND, id: '0', n: 0 }]],
      [0, []],
    ]);
    expect(new Set([first, second, third].map(({ scroll_id }) => scroll_id)).size).toBe(3);
  });

  test('keeps the fields that its first call has asked for', () => {
    const first = page({ fields: 'n', count: 1, scroll_expire: '1m' });
    const second = page({ scroll_id: first.scroll_id });
    expect(Object.keys(second.data[0]!)).toEqual(Object.keys(first.data[0]!));
  });

  test('takes no offset', () => {
    expect(errorOf({ scroll_expire: '1m', offset: 0 })).toMatchObject({ error: 'ProductFormatException' });
  });
});

test('An aggregation counts all matches', () => {
  put('a', { status: 'OK' });
  put('b', { status: 'OK' });
  put('c', { status: 'failed' });
  expect(page({ q: 'NOT status:failed', aggregate: { group_by_prop: 'status' } })).toEqual({
    count: 2,
    type: 'group',
    sum: false,
    lookup: ['OK'],
    data: [{ l: 0, ks: 'OK', c: 2 }],
  });
});

function errorOf(query: ListQuery) {
  try {
    page(query);
  } catch (error) {
    if (error instanceof ApiException) return error.payload;
  }
  throw new Error('The query was answered.');
}

function counter(): () => number {
  let count = 0;
  return () => count++;
}
