import type { SmartTransaction } from '@secuconnect/api';
import { describe, expect, expectTypeOf, test, vi } from 'vitest';
import { client, json, stubFetch } from './stub-fetch.ts';

describe('secuconnect.api', () => {
  test('has calls typed by the spec, which are sent like those of methods', async () => {
    const stub = stubFetch(json({ object: 'smart.transactions', id: 'STX_1' }, 200, { 'x-one': '1' }));
    const { data, response } = await client(stub).api.POST(
      '/Smart/Transactions/{smartTransactionId}/start/{paymentMethod}',
      {
        params: { path: { smartTransactionId: 'STX/1', paymentMethod: 'debit' } },
        body: {},
      },
    );
    expect([data.id, response.headers.get('x-one')]).toEqual(['STX_1', '1']);
    expect(stub.requests[0]).toMatchObject({
      url: 'https://example.com/api/v2/Smart/Transactions/STX%2F1/start/debit',
      init: { method: 'POST', body: '{}', headers: { authorization: 'Bearer secret-token' } },
    });
  });

  test('resolves with the types of the models', async () => {
    const stub = stubFetch(json({ object: 'smart.transactions', id: 'STX_1', status: 'ok' }));
    const { data } = await client(stub).api.GET('/Smart/Transactions/{smartTransactionId}', {
      params: { path: { smartTransactionId: 'STX_1' } },
    });
    expectTypeOf(data).toEqualTypeOf<SmartTransaction>();
    const status: string | null | undefined = data.status;
    expect(status).toBe('ok');
  });

  test('takes a query, and the options of a call', async () => {
    const stub = stubFetch(json({ count: 0, data: [] }));
    await client(stub).api.GET('/Smart/Transactions', {
      params: { query: { count: 1 } },
      headers: { 'x-custom': 'a' },
    });
    expect(stub.requests[0]).toMatchObject({
      url: 'https://example.com/api/v2/Smart/Transactions?count=1',
      init: { headers: { 'x-custom': 'a' } },
    });
  });

  test('retries what the operation allows, and throws the error that openapi-fetch would return', async () => {
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

  test('rejects a path that is not in the spec, and sends nothing', async () => {
    const stub = stubFetch(json({}));
    const { api } = client(stub);
    await expect((api.PUT as (path: string) => Promise<unknown>)('/Smart/Transactions')).rejects.toThrow(
      'The API has no operation PUT /Smart/Transactions',
    );
    expect(stub.requests).toEqual([]);
  });
});

describe('secuconnect.request()', () => {
  test('calls an endpoint with path parameters, query and body', async () => {
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
  ] as const)('sends %s %i times if the first response has status 503', async (method, times) => {
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

  test('names method and path in its errors', async () => {
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
  ])('rejects the path %j, and sends nothing', async (path) => {
    const stub = stubFetch(json({}));
    await expect(client(stub).request('GET', path)).rejects.toThrow(TypeError);
    expect(stub.requests).toEqual([]);
  });

  test.each<[string, string, Record<string, string> | undefined, string]>([
    ['a missing parameter', '/Some/{id}', {}, '`pathParams.id` is missing: /Some/{id} needs it.'],
    ['missing `pathParams`', '/Some/{id}/{other}', undefined, '`pathParams.id` is missing'],
    ['the lack of one of two parameters', '/Some/{id}/{other}', { id: '1' }, '`pathParams.other` is missing'],
    ['an undefined parameter', '/Some/{id}', { id: undefined as never }, '`pathParams.id` is missing'],
    ['a name that every object has', '/Some/{toString}', {}, '`pathParams.toString` is missing'],
    ['an unknown parameter', '/Some/{id}', { id: '1', od: '2' }, '`pathParams.od` is not in /Some/{id}.'],
    ['a parameter of a path without any', '/Some', { id: '1' }, '`pathParams.id` is not in /Some.'],
    ['an empty parameter', '/Some/{id}', { id: '' }, 'The path parameter id of /Some/{id} cannot be "".'],
    ['a parameter that is a dot', '/Some/{id}', { id: '..' }, 'The path parameter id of /Some/{id} cannot be "..".'],
  ])('rejects %s, and sends nothing', async (_, path, pathParams, message) => {
    const stub = stubFetch(json({}));
    const call = client(stub).request('GET', path, { pathParams });
    await expect(call).rejects.toThrow(TypeError);
    await expect(call).rejects.toThrow(message);
    expect(stub.requests).toEqual([]);
  });

  test('fills path parameters by name, in any order, and one name as often as the path has it', async () => {
    const stub = stubFetch(json({}));
    const pathParams = { second: 'b', first: 'a' };
    await client(stub).request('GET', '/Some/{first}/{second}/{first}', { pathParams });
    expect(stub.requests[0]!.url).toBe('https://example.com/api/v2/Some/a/b/a');
  });
});
