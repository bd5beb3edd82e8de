import { describe, expect, expectTypeOf, test } from 'vitest';
import { createApi, createPathClient, operations, ResponseError, type SmartTransaction } from '../src/index.ts';

function recording(respond: () => Response) {
  const requests: Request[] = [];
  const fetch = async (request: Request): Promise<Response> => {
    requests.push(request.clone());
    return respond();
  };
  return { fetch, requests };
}
const ok = () => Response.json({ object: 'smart.transactions', id: 'STX_1' });

describe('createApi', () => {
  test('headers may be an object, `Headers`, a `Map` or pairs', async () => {
    const { fetch, requests } = recording(ok);
    const { smart } = createApi({ baseUrl: 'https://example.com', fetch, headers: new Map([['x-client', '1']]) });
    for (const headers of [{ 'x-call': '2' }, new Headers({ 'x-call': '2' }), new Map([['x-call', '2']])]) {
      await smart.transactions.get('STX_1', {}, { headers });
      expect([...requests.at(-1)!.headers]).toEqual(
        expect.arrayContaining([
          ['x-client', '1'],
          ['x-call', '2'],
        ]),
      );
    }
  });

  test('a date in a query is sent in ISO 8601, and a query whose parameters would be lost is rejected', async () => {
    const { fetch, requests } = recording(ok);
    const { smart } = createApi({ baseUrl: 'https://example.com', fetch });
    const from = new Date(0) as unknown as string;
    await smart.transactions.list({ preset: from });
    expect(requests[0]!.url).toBe('https://example.com/Smart/Transactions?preset=1970-01-01T00%3A00%3A00.000Z');
    await expect(smart.transactions.list(new Map([['q', 'a']]) as object)).rejects.toThrow('not of type Map');
    expect(requests).toHaveLength(1);
  });

  test('a method sends path, query, body and headers', async () => {
    const { fetch, requests } = recording(ok);
    const api = createApi({ baseUrl: 'https://example.com/api/v2', fetch, headers: { authorization: 'Bearer t' } });
    await expect(api.smart.transactions.start('STX/1', 'prepaid', { email: 'a@example.com' })).resolves.toMatchObject({
      id: 'STX_1',
    });
    await api.smart.transactions.list({ count: 5, aggregate: { interval: 'week' } });
    const [start, list] = requests as [Request, Request];
    expect([start.method, start.url]).toEqual([
      'POST',
      'https://example.com/api/v2/Smart/Transactions/STX%2F1/start/prepaid',
    ]);
    expect(await start.json()).toEqual({ email: 'a@example.com' });
    expect(start.headers.get('authorization')).toBe('Bearer t');
    expect(new URL(list.url).searchParams.get('aggregate[interval]')).toBe('week');
  });

  test('a method rejects with a ResponseError if the response is not successful', async () => {
    const { fetch } = recording(() => Response.json({ error: 'ProductNotFoundException' }, { status: 404 }));
    const failure = await createApi({ baseUrl: 'https://example.com', fetch })
      .smart.transactions.get('STX_1')
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ResponseError);
    expect(failure).toMatchObject({
      operation: { id: 'smart.transactions.get' },
      body: { error: 'ProductNotFoundException' },
      response: { status: 404 },
    });
  });

  test('a path parameter that would change the path is rejected', async () => {
    const { fetch, requests } = recording(ok);
    await expect(createApi({ baseUrl: 'https://example.com', fetch }).smart.transactions.get('..')).rejects.toThrow(
      /smartTransactionId/,
    );
    expect(requests).toEqual([]);
  });
});

test('createPathClient is openapi-fetch with the types of this API', async () => {
  const { fetch } = recording(ok);
  const { data } = await createPathClient({ baseUrl: 'https://example.com', fetch }).GET(
    '/Smart/Transactions/{smartTransactionId}',
    {
      params: { path: { smartTransactionId: 'STX_1' } },
    },
  );
  expect(data?.id).toBe('STX_1');
  expectTypeOf(data).toEqualTypeOf<SmartTransaction | undefined>();
});

test('the table of operations has every operation by its id', () => {
  expect(Object.keys(operations).length).toBeGreaterThanOrEqual(15);
  expect(operations['smart.transactions.list']).toEqual({
    id: 'smart.transactions.list',
    method: 'GET',
    path: '/Smart/Transactions',
    safe: true,
    query: true,
    paging: 'list',
  });
  for (const [id, operation] of Object.entries(operations)) expect(operation.id).toBe(id);
});
