import { describe, expect, test } from 'vitest';
import { createFakeApi, fixtures } from '../../src/testing/index.ts';
import { parseRequest } from '../../src/testing/incoming-request.ts';
import { Routes } from '../../src/testing/routes.ts';
import { transaction } from './fake-calls.ts';

describe('a logged call', () => {
  test('a logged call has what was sent, decoded', async () => {
    const fake = createFakeApi();
    fake.on('payment.transactions.cancel').reply([fixtures.paymentTransaction()]);
    fake.on('document.uploads.create').reply(fixtures.documentUpload());
    const secuconnect = fake.client({ headers: { 'X-Shop': '7' }, language: 'de' });
    await secuconnect.payment.transactions.cancel('PCI_1', { reduce_amount_by: 500 }, { idempotencyKey: 'refund-1' });
    await secuconnect.document.uploads.create({ file: new File(['abc'], 'id.pdf') });
    const [cancel, upload] = fake.calls();
    expect(cancel).toEqual({
      operation: 'payment.transactions.cancel',
      method: 'POST',
      path: { paymentTransactionId: 'PCI_1' },
      query: undefined,
      body: { reduce_amount_by: 500 },
      headers: expect.objectContaining({ 'x-shop': '7', 'x-action': 'refund-1', 'accept-language': 'de' }),
      attempts: [{ status: 200 }],
    });
    expect(await (upload!.body as { file: File }).file.text()).toBe('abc');
  });

  test('a logged list call has its whole query, with numbers as numbers', async () => {
    const fake = createFakeApi();
    fake.on('payment.transactions.list').replyWithItems([]);
    const query = { q: 'a:b & c', sort: 'created:desc', count: 5, aggregate: { field: 'status' } } as object;
    await fake.client().payment.transactions.list(query);
    expect(fake.calls('payment.transactions.list')[0]!.query).toEqual(query);
  });

  test('a logged token request has no secrets, and a logged call has no token', async () => {
    const fake = createFakeApi();
    fake.on('smart.transactions.get').reply(transaction(''));
    await fake.client({ auth: { clientId: 'me', clientSecret: 'top-secret' } }).smart.transactions.get('a');
    expect(fake.calls('oauth.token')[0]!.body).toEqual({
      grant_type: 'client_credentials',
      client_id: 'me',
      client_secret: '[redacted]',
    });
    expect(JSON.stringify([fake.calls(), fake.calls('oauth.token')])).not.toMatch(/top-secret|fake-1/);
  });
});

describe('parseRequest()', () => {
  const url = 'https://host/api/v2/Smart/Transactions/STX_1';
  const routes = new Routes();

  test('parseRequest() reads a Request, whose parts the init can replace', async () => {
    const request = new Request(url, {
      method: 'PUT',
      body: '{"a":1}',
      headers: { 'content-type': 'application/json' },
    });
    const incoming = await parseRequest(routes, request, { headers: { 'content-type': 'text/plain' } });
    expect(incoming).toMatchObject({
      method: 'PUT',
      signal: request.signal,
      match: {
        endpoint: { id: 'smart.transactions.update' },
        request: { body: '{"a":1}', headers: { 'content-type': 'text/plain' } },
      },
    });
  });

  test('parseRequest() accepts a URL, and defaults to GET with an empty query', async () => {
    const incoming = await parseRequest(routes, new URL(url));
    expect(incoming.match?.request).toEqual({
      operation: 'smart.transactions.get',
      method: 'GET',
      path: { smartTransactionId: 'STX_1' },
      query: {},
      body: undefined,
      headers: {},
    });
  });

  test('parseRequest() returns other bodies as they are', async () => {
    const body = new Blob(['%PDF']);
    const incoming = await parseRequest(routes, url, { method: 'put', body });
    expect(incoming.match?.request.body).toBe(body);
  });

  test.each([
    ['a Blob', () => new Blob(['{"a":1}'])],
    ['a stream', () => new Blob(['{"a":1}']).stream()],
    ['bytes', () => new TextEncoder().encode('{"a":1}')],
  ])('parseRequest() decodes JSON that is sent as %s', async (_, body) => {
    const headers = { 'content-type': 'application/json' };
    const incoming = await parseRequest(routes, url, { method: 'put', headers, body: body() });
    expect(incoming.match?.request.body).toEqual({ a: 1 });
  });

  test('parseRequest() takes an empty stream for no body, and JSON that cannot be parsed for a string', async () => {
    const empty = await parseRequest(routes, url, { method: 'put', body: new Blob([]).stream() });
    expect(empty.match?.request.body).toBeUndefined();
    const headers = { 'content-type': 'application/json' };
    const broken = await parseRequest(routes, url, { method: 'put', headers, body: '{"a":' });
    expect(broken.match?.request.body).toBe('{"a":');
  });

  test('parseRequest() finds no match for an endpoint that the API does not have', async () => {
    const { match, method } = await parseRequest(routes, 'https://host/api/v2/Smart/Things', { method: 'post' });
    expect([match, method]).toEqual([undefined, 'POST']);
  });
});
