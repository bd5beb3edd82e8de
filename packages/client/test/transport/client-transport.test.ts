import { describe, expect, test } from 'vitest';
import { createTransport } from '../../src/create-transport.ts';
import { Paginator } from '../../src/pagination/paginator.ts';
import { client, json, stubFetch } from '../stub-fetch.ts';
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
    const transport = createTransport({
      baseUrl: 'https://example.com/api/v2',
      auth: { token: 't' },
      fetch: stub.fetch,
    });
    const list = transport.call(
      { ...get, path: '/Smart/Transactions', paging: 'list' },
      { path: [], query: { count: 7, fields: ['id'] } },
    );
    expect(list).toBeInstanceOf(Paginator);
    await list;
    const { searchParams } = new URL(stub.requests[0]!.url);
    expect(searchParams.get('count')).toBe('7');
    expect(searchParams.get('fields')).toBe('id');
    expect(transport.call(get, { path: ['STX_1'] })).not.toBeInstanceOf(Paginator);
  });
});
