import { describe, expect, test, vi } from 'vitest';
import { Secuconnect } from '../src/client.ts';
import { json, stubFetch } from './stub-fetch.ts';

const client = (stub: { fetch: typeof fetch }) =>
  new Secuconnect({ baseUrl: 'https://example.com/api/v2', auth: { token: 'secret-token' }, fetch: stub.fetch });

describe('the API by path', () => {
  test('is typed by the spec, and sent like everything else', async () => {
    const stub = stubFetch(json({ object: 'smart.transactions', id: 'STX_1' }, 200, { 'x-one': '1' }));
    const { data, response } = await client(stub).api.POST(
      '/Smart/Transactions/{smartTransactionId}/start/{paymentMethod}',
      {
        params: { path: { smartTransactionId: 'STX/1', paymentMethod: 'debit' } },
        body: {},
      },
    );
    expect([data?.id, response.headers.get('x-one')]).toEqual(['STX_1', '1']);
    expect(stub.requests[0]).toMatchObject({
      url: 'https://example.com/api/v2/Smart/Transactions/STX%2F1/start/debit',
      init: { method: 'POST', body: '{}', headers: { authorization: 'Bearer secret-token' } },
    });
  });

  test('takes a query, and the settings of a call', async () => {
    const stub = stubFetch(json({ count: 0, data: [] }));
    await client(stub).api.GET('/Smart/Transactions', { params: { query: { count: 1 } }, headers: { 'x-own': 'a' } });
    expect(stub.requests[0]).toMatchObject({
      url: 'https://example.com/api/v2/Smart/Transactions?count=1',
      init: { headers: { 'x-own': 'a' } },
    });
  });

  test('repeats what the operation allows, and throws what openapi-fetch would return', async () => {
    vi.useFakeTimers();
    const stub = stubFetch(json({}, 503), json({}, 404));
    const call = client(stub)
      .api.GET('/Smart/Transactions')
      .catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await call).toMatchObject({ name: 'NotFoundError', operation: 'smart.transactions.list' });
    expect(stub.requests).toHaveLength(2);
    vi.useRealTimers();
  });

  test('refuses a path that the spec does not have', async () => {
    const stub = stubFetch(json({}));
    const { api } = client(stub);
    await expect((api.PUT as (path: string) => Promise<unknown>)('/Smart/Transactions')).rejects.toThrow(
      'The API has no operation PUT /Smart/Transactions',
    );
    expect(stub.requests).toEqual([]);
  });
});

describe('an endpoint that the spec does not list', () => {
  test('is called with path values, query and body', async () => {
    const stub = stubFetch(json({ new: true }));
    const result = await client(stub).request<{ new: boolean }>(
      'PATCH',
      '/Some/Things/{id}/now',
      { pathParams: { id: 'a/b' }, query: { x: 'y&z' }, body: { one: 1 } },
      { idempotencyKey: false },
    );
    expect(result).toEqual({ new: true });
    expect(stub.requests[0]).toMatchObject({
      url: 'https://example.com/api/v2/Some/Things/a%2Fb/now?x=y%26z',
      init: { method: 'PATCH', body: '{"one":1}' },
    });
  });

  test.each([
    ['GET', 2],
    ['POST', 1],
    ['DELETE', 1],
  ] as const)('%s is sent %i times when the first answer is a 503', async (method, times) => {
    vi.useFakeTimers();
    const stub = stubFetch(json({}, 503), json({}));
    const call = client(stub)
      .request(method, '/Some/Things')
      .catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(10_000);
    await call;
    expect(stub.requests).toHaveLength(times);
    vi.useRealTimers();
  });

  test('names itself in its errors', async () => {
    await expect(client(stubFetch(json({}, 404))).request('GET', '/Some/Things')).rejects.toMatchObject({
      operation: 'GET /Some/Things',
      name: 'NotFoundError',
    });
  });

  test.each([
    '',
    'Some/Things',
    '//evil.example/x',
    '/../oauth/token',
    '/Some/./Things',
    '/Some/..',
    '/Some?x=1',
    '/Some#x',
    '/Some/',
    '/Some\\x',
    '/Some/%2e%2e/x',
    '/a b',
  ])('the path %j is refused', async (path) => {
    const stub = stubFetch(json({}));
    await expect(client(stub).request('GET', path)).rejects.toThrow(TypeError);
    expect(stub.requests).toEqual([]);
  });
});
