import { describe, expect, test } from 'vitest';
import { createApi, createPathClient, operations, ResponseError } from '../src/index.ts';

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
