import { createApi, createPathClient } from '@secuconnect/api';
import { expect, test } from 'vitest';

/** openapi-fetch, which `createApi` uses. Its `error` is falsy for some failures, so `createApi` asks the response. */
const over = (respond: () => Response) => ({ baseUrl: 'https://example.org', fetch: async () => respond() });
const path = { params: { path: { smartTransactionId: 'STX_1' } } };

test.each([
  ['without a length', undefined, ''],
  ['with length 0', { 'content-length': '0' }, undefined],
])('a failure without a body, %s, has a falsy error, and is rejected all the same', async (_, headers, error) => {
  const options = over(() => new Response(null, { status: 500, ...(headers && { headers }) }));
  const result = await createPathClient(options).GET('/Smart/Transactions/{smartTransactionId}', path);
  expect(result.error).toBe(error);
  await expect(createApi(options).smart.transactions.get('STX_1')).rejects.toMatchObject({
    name: 'ResponseError',
    response: { status: 500 },
  });
});

test('a success that is no JSON is a SyntaxError', async () => {
  const options = over(() => new Response('<html>', { headers: { 'content-type': 'text/html' } }));
  await expect(createApi(options).smart.transactions.get('STX_1')).rejects.toBeInstanceOf(SyntaxError);
});
