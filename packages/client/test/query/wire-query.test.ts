import { describe, expect, test } from 'vitest';
import { q } from '../../src/query/q.ts';
import { wireQuery } from '../../src/query/wire-query.ts';
import { Secuconnect } from '../../src/client.ts';
import { json, stubFetch } from '../stub-fetch.ts';

const body = { count: 1, data: [{ object: 'smart.transactions', id: 'STX_1' }] };

function client() {
  const { fetch, requests } = stubFetch(json(body));
  const { smart } = new Secuconnect({ baseUrl: 'https://example.com/api/v2', auth: { token: 't' }, fetch });
  const sentQuery = (): Record<string, string> => Object.fromEntries(new URL(requests.at(-1)!.url).searchParams);
  return { list: smart.transactions, sentQuery };
}

describe('wireQuery()', () => {
  test('a list call sends queries as strings, fields with commas and the order as pairs', async () => {
    const { list, sentQuery } = client();
    await list.list({
      q: q.and(q.eq('status', 'ok & more'), q`basket_info.sum:[${1000} TO *]`),
      fields: ['id', 'customer.contact.surname'],
      sort: ['created:desc', 'id:asc'],
      aggregate: undefined,
      count: 5,
    });
    expect(sentQuery()).toEqual({
      q: 'status:"ok & more" AND basket_info.sum:[1000 TO *]',
      fields: 'id,customer.contact.surname',
      sort: 'created:desc,id:asc',
      count: '5',
    });
  });

  test('a list call sends strings as they are', async () => {
    const { list, sentQuery } = client();
    const query = { q: 'status:ok', fields: 'id,status', sort: 'created:desc', preset: 'own', expand: 'customer' };
    await list.list(query);
    expect(sentQuery()).toEqual(query);
  });

  test('a list call sends the parameters of an aggregation in brackets', async () => {
    const { list, sentQuery } = client();
    expect(
      await list.list({ aggregate: { timestamp_prop: 'created', sum_by_prop: 'basket_info.sum' }, meta: true }),
    ).toEqual(body);
    expect(sentQuery()).toEqual({
      'aggregate[timestamp_prop]': 'created',
      'aggregate[sum_by_prop]': 'basket_info.sum',
      meta: 'true',
    });
  });

  test('a list call sends the same query for every page', async () => {
    const { list, sentQuery } = client();
    for await (const one of list.list({ q: q.eq('status', 'ok'), fields: ['id'] })) expect(one.id).toBe('STX_1');
    expect(sentQuery()).toEqual({ q: 'status:ok', fields: 'id', count: '100', offset: '0' });
  });

  test('the query of the caller stays unchanged', () => {
    const query = Object.freeze({ q: q.eq('a', 1), fields: Object.freeze(['id']) });
    expect(wireQuery(query)).toEqual({ q: 'a:1', fields: 'id', sort: undefined });
    expect(query.fields).toEqual(['id']);
    expect(wireQuery()).toEqual({});
    expect(wireQuery(null)).toEqual({});
  });

  test.each<[string, unknown]>([
    ['q', ['status:ok', 5]],
    ['q', { status: 'ok' }],
    ['q', new Date(0)],
    ['q', Number.NaN],
    ['q', true],
    ['q', Promise.resolve('status:ok')],
    ['q', q],
    ['fields', ['id', undefined]],
    ['fields', new Set(['id'])],
    ['sort', { created: 'desc' }],
    ['sort', [['created', 'desc']]],
  ])('a list call is rejected if its %s is %o', (name, value) => {
    const { list } = client();
    expect(() => list.list({ [name]: value })).toThrow(
      new TypeError(`The query parameter ${name} must be a string, a query of \`q\`, or an array of strings.`),
    );
  });

  test.each<[unknown, string]>([
    [new Map([['q', 'status:ok']]), 'of type Map'],
    [new URLSearchParams({ q: 'status:ok' }), 'of type URLSearchParams'],
    ['q=status:ok', 'of type string'],
    [q.eq('status', 'ok'), 'of type SearchQuery'],
  ])('a list call is rejected if its query is %o, whose parameters would be lost', (query, kind) => {
    const { list } = client();
    expect(() => list.list(query as object)).toThrow(new TypeError(`The query must be a plain object, not ${kind}.`));
  });

  test('a count and an offset that are strings become numbers, and an empty string means none', () => {
    expect(wireQuery({ count: '50', offset: ' 100 ' })).toEqual({ count: 50, offset: 100 });
    expect(wireQuery({ count: '', offset: ' ' })).toEqual({});
    expect(wireQuery({ count: 5, offset: 0 })).toEqual({ count: 5, offset: 0 });
    expect(wireQuery({ count: 5n as never })).toEqual({ count: 5 });
    expect(wireQuery({ count: 'ten' })).toEqual({ count: Number.NaN });
  });
});
