import type { Operation } from '@secuconnect/api';
import { describe, expect, test } from 'vitest';
import type { Secuconnect } from '../../src/client.ts';
import { createTransport } from '../../src/create-transport.ts';
import type { Page } from '../../src/pagination/page.ts';
import { paging } from '../../src/pagination/paging.ts';
import { Paginator } from '../../src/pagination/paginator.ts';
import { client, json, stubFetch, token } from '../stub-fetch.ts';
import { get } from './prepared-request.ts';

const ok = json({ id: 'STX_1' }, 200, { 'content-language': 'de_DE' });

describe('ClientTransport', () => {
  test.each(['a/b', 'a?b', 'a#b', 'ä%20', '../x', '\u0000'])(
    'calls the same operation with the path parameter %j',
    async (id) => {
      const stub = stubFetch(json({}));
      await client(stub).smart.transactions.get(id);
      const { pathname, host } = new URL(stub.requests[0]!.url);
      expect(host).toBe('example.com');
      expect(pathname.split('/')).toEqual(['', 'api', 'v2', 'Smart', 'Transactions', encodeURIComponent(id)]);
    },
  );

  test.each(['', '.', '..'])('rejects the path parameter %j, and sends nothing', async (id) => {
    const stub = stubFetch(json({}));
    await expect(client(stub).smart.transactions.cancel(id)).rejects.toThrow(TypeError);
    expect(stub.requests).toEqual([]);
  });

  test('resolves withResponse() with data and response', async () => {
    const result = await client(stubFetch(ok)).smart.transactions.get('STX_1').withResponse();
    const { data, response } = result;
    expect(Object.keys(result)).toEqual(['data', 'response']);
    expect([data.id, response.status, response.headers.get('content-language')]).toEqual(['STX_1', 200, 'de_DE']);
  });

  test('resolves asResponse() with an unread response', async () => {
    const response = await client(stubFetch(ok)).smart.transactions.get('STX_1').asResponse();
    expect(response.bodyUsed).toBe(false);
    expect(await response.json()).toEqual({ id: 'STX_1' });
  });

  test('rejects asResponse() if the response is an error', async () => {
    const call = client(stubFetch(json({}, 404))).smart.transactions.get('STX_1');
    await expect(call.asResponse()).rejects.toMatchObject({ name: 'NotFoundError' });
  });

  test('returns a Paginator for an operation that is a list, and sends the position with the query', async () => {
    const stub = stubFetch(json({ count: 0, data: [] }));
    const options = { baseUrl: 'https://example.com/api/v2', auth: { token: 't' }, fetch: stub.fetch };
    const transport = createTransport(options, paging);
    const operation: Operation = { ...get, path: '/Smart/Transactions', paging: 'list' };
    const input = { path: [], query: { count: 7, fields: ['id'] } };
    const list = transport.call(operation, input);
    expect(list).toBeInstanceOf(Paginator);
    await list;
    const { searchParams } = new URL(stub.requests[0]!.url);
    expect(searchParams.get('count')).toBe('7');
    expect(searchParams.get('fields')).toBe('id');
    expect(transport.call(get, { path: ['STX_1'] })).not.toBeInstanceOf(Paginator);
    expect(() => createTransport(options).call(operation, input)).toThrow(
      new TypeError('smart.transactions.get is a list: pass `paging` to `createTransport`.'),
    );
  });

  describe('a request for the next page of a scroll', () => {
    const items = Array.from({ length: 350 }, (_, index) => ({ id: `STX_${index}` }));

    /** A server with one scroll over 350 items. Every response moves the scroll, and the one with this number is lost. */
    function scrollServer(lost: number) {
      let [requests, position] = [0, 0];
      const fetch = (async (input: Parameters<typeof globalThis.fetch>[0]) => {
        const query = new URL(String(input)).searchParams;
        if (!query.has('scroll_id') && !query.has('scroll_expire')) return Response.json({ count: 350, data: [] });
        if (!query.has('scroll_id')) position = 0;
        const data = items.slice(position, (position += 100));
        if (++requests === lost) throw Object.assign(new TypeError('terminated'), { code: 'UND_ERR_SOCKET' });
        return Response.json({ count: 350, data, scroll_id: 's' });
      }) as typeof globalThis.fetch;
      return { secuconnect: client({ fetch }), requests: () => requests };
    }

    type Read = (
      secuconnect: Secuconnect,
      query: { scroll_id?: string; scroll_expire: string; count?: number },
    ) => Promise<Partial<Page<unknown>>>;
    const waysToRead: [string, Read][] = [
      ['the method', async (secuconnect, query) => secuconnect.smart.transactions.list(query)],
      [
        'the method with its response',
        async (secuconnect, query) => (await secuconnect.smart.transactions.list(query).withResponse()).data,
      ],
      [
        'the method with its unread response',
        async (secuconnect, query) => {
          const response = await secuconnect.smart.transactions.list(query).asResponse();
          return (await response.json()) as Page<unknown>;
        },
      ],
      [
        'the path',
        async (secuconnect, query) =>
          (await secuconnect.api.GET('/Smart/Transactions', { params: { query } })).data as Page<unknown>,
      ],
      ['a request', async (secuconnect, query) => secuconnect.request('GET', '/Smart/Transactions', { query })],
      [
        'a request that the spec does not list',
        async (secuconnect, query) => secuconnect.request('GET', '/Some/Things', { query }),
      ],
    ];

    test.each(waysToRead)('is not retried by %s: a lost page is an error', async (_, read) => {
      const { secuconnect, requests } = scrollServer(3);
      const seen: unknown[] = [];
      const loop = async (): Promise<void> => {
        let page = await read(secuconnect, { scroll_expire: '1m', count: 100 });
        while (page.data!.length) {
          seen.push(...page.data!);
          page = await read(secuconnect, { scroll_id: page.scroll_id!, scroll_expire: '1m' });
        }
      };
      await expect(loop()).rejects.toMatchObject({
        name: 'ConnectionError',
        message: expect.stringContaining('A retry may skip a page of the scroll') as string,
        attempts: [{}],
      });
      expect([seen.length, requests()]).toEqual([200, 3]);
    });

    test.each(waysToRead)('that opens the scroll is retried by %s', async (_, read) => {
      const { secuconnect, requests } = scrollServer(1);
      expect((await read(secuconnect, { scroll_expire: '1m', count: 100 })).data).toHaveLength(100);
      expect(requests()).toBe(2);
    });

    test.each([429, 502, 503, 504])(
      'is not retried after status %i, even if the options allow retries',
      async (status) => {
        const stub = stubFetch(json({}, status, { 'retry-after': '0' }));
        const { transactions } = client(stub, { maxRetries: 5 }).smart;
        await expect(transactions.list({ scroll_id: 's' }, { maxRetries: 5 })).rejects.toMatchObject({ status });
        expect(stub.requests).toHaveLength(1);
      },
    );

    test('is sent again with a new token when the API rejects its token, because then the scroll has not moved', async () => {
      const stub = stubFetch(
        token('old'),
        json({}, 401),
        token('new'),
        json({ data: [{ id: 'STX_1' }], scroll_id: 's' }),
      );
      const auth = { clientId: 'id', clientSecret: 'secret' };
      const page = await client(stub, { auth }).smart.transactions.list({ scroll_id: 's' });
      expect([page.data.length, stub.requests.length]).toEqual([1, 4]);
    });

    test.each(['first', 'total'] as const)('is not sent by %s(), so that no page is used up', async (method) => {
      const { secuconnect } = scrollServer(0);
      const { scroll_id } = await secuconnect.smart.transactions.list({ scroll_expire: '1m', count: 100 });
      const list = secuconnect.smart.transactions.list({ scroll_id: scroll_id!, scroll_expire: '1m' });
      await list[method]().catch(() => {});
      expect(await list.toArray({ limit: 1_000 })).toEqual(items.slice(100));
    });
  });

  test.each(['get', 'list'] as const)('accepts null as the query of %s', async (verb) => {
    const stub = stubFetch(json({ count: 0, data: [] }));
    await client(stub).request('GET', verb === 'list' ? '/Smart/Transactions' : '/Some/Things', {
      query: null as never,
    });
    expect(new URL(stub.requests[0]!.url).search).toBe('');
  });
});
