import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { decodeBody, errorOf, isReadAtOnce } from '../../src/transport/decode-response.ts';
import { streamedResponse } from '../internal/streamed-response.ts';
import { createTransport } from '../../src/create-transport.ts';
import { client, json, stubFetch } from '../stub-fetch.ts';
import { cancel, preparedRequest } from './prepared-request.ts';

const where = { baseUrl: 'https://example.com/api/v2', auth: { token: 't' } };
const noSecrets = (): string[] => [];

test.each([
  ['json', 10, { 'content-length': '10' }, true],
  ['text', 10, { 'content-length': '10' }, true],
  ['json', 9, { 'content-length': '10' }, false],
  ['json', 10, {}, false],
  ['bytes', 10, { 'content-length': '10' }, false],
] as const)(
  '%s of at most %d bytes with the headers %j is read at once: %s',
  (responseKind, maxResponseBytes, headers, expected) => {
    const response = new Response('{"id":"1"}', { headers });
    expect(isReadAtOnce(preparedRequest({ responseKind, maxResponseBytes }), response)).toBe(expected);
  },
);

describe('decodeBody()', () => {
  test.each([204, 205])(
    'decodes a success with status %i, which says that it is empty, as undefined',
    async (status) => {
      await expect(
        client(stubFetch(() => new Response(null, { status }))).smart.transactions.get('STX_1'),
      ).resolves.toBeUndefined();
    },
  );

  test('decodes the empty success of an operation that returns nothing as undefined', async () => {
    const secuconnect = client(stubFetch(() => new Response('', { status: 202 })));
    await expect(secuconnect.general.contracts.revokeAccrual('GCR_1')).resolves.toBeUndefined();
    await expect(secuconnect.request('POST', '/Smart/Transactions/STX_1/new')).resolves.toBeUndefined();
  });

  test.each<[string, () => Response]>([
    ['without a length', () => new Response('')],
    ['with the length 0', () => new Response('', { headers: { 'content-length': '0' } })],
    ['without a body', () => new Response(null)],
    ['with status 201', () => new Response('', { status: 201 })],
    ['with a byte order mark only', () => new Response('\uFEFF')],
  ])('rejects an empty success %s where an object is due, because the response may have been cut', async (_, empty) => {
    const { transactions } = client(stubFetch(empty)).smart;
    await expect(transactions.create({})).rejects.toMatchObject({
      name: 'DecodeError',
      outcome: 'unknown',
      body: '',
      message: expect.stringMatching(/^smart\.transactions\.create responded with status 20\d and an empty body\./),
    });
    await expect(transactions.get('STX_1')).rejects.toMatchObject({ name: 'DecodeError', outcome: 'no-effect' });
    await expect(transactions.get('STX_1').asResponse()).resolves.toBeInstanceOf(Response);
  });

  test.each([
    ['an object that is not in the spec', '{"object":"other","sum":"a lot"}'],
    ['an error', '{"status":"error","error":"ProductInternalException"}'],
    ['null', 'null'],
  ])('returns the JSON of a success unchanged, also if it is %s', async (_, text) => {
    await expect(client(stubFetch(() => new Response(text))).smart.transactions.get('STX_1')).resolves.toEqual(
      JSON.parse(text),
    );
  });

  test('loses the last digits of an integer above 2^53, which the unread response still has', async () => {
    const stub = stubFetch(() => new Response('{"cardnumber":9276004424242439}'));
    const card = client(stub).request<{ cardnumber: number }>('GET', '/Loyalty/Cards/CRD_1');
    expect(await card).toEqual({ cardnumber: 9276004424242440 });
    const unread = await client(stub).request('GET', '/Loyalty/Cards/CRD_1').asResponse();
    expect(await unread.text()).toBe('{"cardnumber":9276004424242439}');
  });

  test('rejects a body that is not JSON, and the outcome of a write is then unknown', async () => {
    const page = () =>
      new Response('<html>Sign in to the network</html>', { headers: { 'content-type': 'text/html' } });
    await expect(client(stubFetch(page)).smart.transactions.cancel('STX_1')).rejects.toMatchObject({
      name: 'DecodeError',
      status: 200,
      outcome: 'unknown',
      body: '<html>Sign in to the network</html>',
      message:
        'smart.transactions.cancel responded with status 200 and a body that is not JSON. It may have succeeded: check STX_1 with smart.transactions before you retry.',
    });
    await expect(client(stubFetch(page)).smart.transactions.get('STX_1')).rejects.toMatchObject({
      outcome: 'no-effect',
    });
  });

  test('rejects a body that is larger than the limit of the call or of the client', async () => {
    const large = () => new Response(JSON.stringify({ id: 'x'.repeat(100) }), { headers: { 'content-length': '109' } });
    await expect(client(stubFetch(large)).smart.transactions.get('STX_1')).resolves.toBeDefined();
    const call = client(stubFetch(large)).smart.transactions.get('STX_1', undefined, { maxResponseBytes: 50 });
    await expect(call).rejects.toMatchObject({
      name: 'DecodeError',
      message: expect.stringContaining('more than 50 bytes'),
    });
    await expect(
      client(stubFetch(large), { maxResponseBytes: 50 }).smart.transactions.get('STX_1'),
    ).rejects.toMatchObject({
      body: expect.stringMatching(/^\{"id":"x+$/),
    });
  });

  test('returns a Blob where the operation returns a file, of any size', async () => {
    const request = preparedRequest({ operation: { ...cancel, responseType: 'application/pdf' }, maxResponseBytes: 1 });
    const blob = await decodeBody(request, new Response('%PDF'), noSecrets);
    expect(blob).toBeInstanceOf(Blob);
    await expect((blob as Blob).text()).resolves.toBe('%PDF');
  });

  test('rejects a part of a file, which the operation did not ask for', async () => {
    const request = preparedRequest({ operation: { ...cancel, responseType: 'application/pdf' } });
    await expect(decodeBody(request, new Response('%P', { status: 206 }), noSecrets)).rejects.toMatchObject({
      name: 'DecodeError',
      message: expect.stringContaining('responded with status 206 and a part of the file.'),
    });
  });

  test('rejects a file that has fewer bytes than the server announced, and takes one that has all of them', async () => {
    const request = preparedRequest({ operation: { ...cancel, responseType: 'application/pdf' } });
    const announced = (length: number) => new Response('%PDF', { headers: { 'content-length': String(length) } });
    await expect(decodeBody(request, announced(5), noSecrets)).rejects.toMatchObject({
      name: 'ConnectionError',
      cause: { message: 'the body ended after 4 of 5 bytes' },
    });
    expect(await decodeBody(request, announced(4), noSecrets)).toBeInstanceOf(Blob);
  });

  test('returns a string where the operation returns text, up to the limit', async () => {
    const operation = { ...cancel, responseType: 'text/csv' };
    const decode = (text: string) =>
      decodeBody(preparedRequest({ operation, maxResponseBytes: 5 }), new Response(text), noSecrets);
    expect(await decode('a;b')).toBe('a;b');
    expect(await decode('')).toBe('');
    await expect(decode('a;b;c;d')).rejects.toMatchObject({ name: 'DecodeError' });
  });

  test('reads other types of JSON like JSON', async () => {
    const request = preparedRequest({ operation: { ...cancel, responseType: 'application/hal+json' } });
    expect(await decodeBody(request, new Response('{"a":1}'), noSecrets)).toEqual({ a: 1 });
  });

  test('redacts the secrets in the body of its error', async () => {
    const decoded = decodeBody(preparedRequest(), new Response('<p>abcdef123</p>'), () => ['abcdef123']);
    await expect(decoded).rejects.toMatchObject({ body: '<p>[redacted]</p>' });
  });
});

describe('a custom `fetch` whose responses are not those of the runtime', () => {
  /** As node-fetch and cross-fetch make them: the body is a stream of Node. */
  const nodeResponse =
    (status: number, text: string, headers = {}) =>
    () =>
      ({
        status,
        ok: status < 300,
        statusText: '',
        headers: new Headers(headers),
        body: Readable.from([Buffer.from(text.slice(0, 5)), Buffer.from(text.slice(5))]),
        text: () => Promise.resolve(text),
      }) as unknown as Response;
  const taken = (status: number) => async () => {
    const response = new Response('{"id":"STX_1"}', { status });
    await response.text();
    return response;
  };

  test('a success with a stream of Node resolves', async () => {
    const stub = stubFetch(nodeResponse(200, '{"id":"STX_1"}'));
    await expect(client(stub).smart.transactions.cancel('STX_1')).resolves.toEqual({ id: 'STX_1' });
  });

  test.each([
    [404, 'ProductNotFoundException', 'NotFoundError'],
    [400, 'ProductFormatException', 'ValidationError'],
    [500, 'ProductInternalException', 'ServerError'],
  ])('status %d with a stream of Node rejects with its error', async (status, error, name) => {
    const stub = stubFetch(nodeResponse(status, JSON.stringify({ error })));
    await expect(client(stub).smart.transactions.cancel('STX_1')).rejects.toMatchObject({ name, status, error });
  });

  test('status 429 with a stream of Node is retried after its Retry-After', async () => {
    const stub = stubFetch(nodeResponse(429, '{}', { 'retry-after': '0' }), nodeResponse(200, '{"id":"STX_1"}'));
    await expect(client(stub).smart.transactions.cancel('STX_1')).resolves.toEqual({ id: 'STX_1' });
  });

  test('a stream of Node that is larger than the limit is rejected', async () => {
    const stub = stubFetch(nodeResponse(200, JSON.stringify('x'.repeat(100))));
    await expect(client(stub, { maxResponseBytes: 50 }).smart.transactions.get('STX_1')).rejects.toMatchObject({
      name: 'DecodeError',
      status: 200,
    });
  });

  test('a raw response with a stream of Node can be read', async () => {
    const stub = stubFetch(nodeResponse(200, '{"id":"STX_1"}'));
    const response = await client(stub).smart.transactions.get('STX_1').asResponse();
    expect(await response.json()).toEqual({ id: 'STX_1' });
  });

  test('a token that arrives in a stream of Node is used', async () => {
    const stub = stubFetch(nodeResponse(200, '{"access_token":"t","expires_in":1200}'), json({ id: 'STX_1' }));
    const auth = { clientId: 'a', clientSecret: 'b-secret' };
    await expect(client(stub, { auth }).smart.transactions.get('STX_1')).resolves.toEqual({ id: 'STX_1' });
  });

  test('a success whose body was already read keeps its status, and the error names the probable reader', async () => {
    await expect(client(stubFetch(taken(200))).smart.transactions.cancel('STX_1')).rejects.toMatchObject({
      name: 'DecodeError',
      status: 200,
      outcome: 'unknown',
      message: expect.stringContaining('a body that was read before, perhaps by a custom `fetch`.'),
    });
  });

  test.each<[string, Record<string, string>, string]>([
    ['of known size', { 'content-length': '14' }, 'application/json'],
    ['of unknown size', {}, 'application/json'],
    ['that is a file', {}, 'application/pdf'],
  ])('a success with a body %s that has another reader is an error that names it', async (_, headers, responseType) => {
    const response = new Response('{"id":"STX_1"}', { headers });
    response.body!.getReader();
    const operation = { ...cancel, responseType };
    const call = createTransport({ ...where, fetch: async () => response }).call(operation, { path: ['STX_1'] });
    await expect(call).rejects.toMatchObject({
      name: 'DecodeError',
      outcome: 'unknown',
      message: expect.stringContaining('a body that was read before, perhaps by a custom `fetch`.'),
    });
  });

  test('an error response whose body was already read, or breaks off, keeps its status and outcome, without a body', async () => {
    const broken = () =>
      streamedResponse([new TextEncoder().encode('{"err'), new Error('cut')], {}, { status: 404 }).response;
    for (const respond of [taken(404), broken])
      await expect(client(stubFetch(respond)).smart.transactions.cancel('STX_1')).rejects.toMatchObject({
        name: 'NotFoundError',
        status: 404,
        outcome: 'no-effect',
        body: '',
      });
  });
});

describe('errorOf()', () => {
  test('returns the error for an error response, redacted', async () => {
    const response = json({ error: 'ProductNotFoundException', error_details: 'abcdef123' }, 404)();
    expect(await errorOf(preparedRequest(), response, () => ['abcdef123'], 0)).toMatchObject({
      name: 'NotFoundError',
      operation: 'smart.transactions.cancel',
      error_details: '[redacted]',
    });
  });

  test.each([
    [2_000, 'no-effect'],
    [2_001, 'unknown'],
  ])('leaves a terminal call whose token is rejected after %i ms with the outcome %s', async (elapsed, outcome) => {
    const request = preparedRequest({ waitsForTerminal: true });
    expect(await errorOf(request, json({}, 401)(), noSecrets, elapsed)).toMatchObject({
      name: 'AuthenticationError',
      outcome,
    });
  });

  test('reads one MiB of an error response at most', async () => {
    const chunk = new Uint8Array(256 * 1024).fill(97);
    const { response, recorded } = streamedResponse(
      Array.from({ length: 8 }, () => chunk),
      {},
      { status: 500 },
    );
    expect(await errorOf(preparedRequest(), response, noSecrets, 0)).toMatchObject({
      name: 'ServerError',
      body: expect.stringMatching(/^a{1048576}$/),
    });
    expect(recorded).toEqual({ cancelReason: 'without a reason', pulls: 5 });
  });
});
