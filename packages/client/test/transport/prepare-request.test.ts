import { describe, expect, test, vi } from 'vitest';
import type { Operation } from '@secuconnect/api';
import type { Secuconnect } from '../../src/client.ts';
import type { RequestOptions } from '../../src/request-options.ts';
import { prepareRequest, type CallDefaults } from '../../src/transport/prepare-request.ts';
import { client, json, stubFetch } from '../stub-fetch.ts';
import { cancel, get } from './prepared-request.ts';

const ok = json({ id: 'STX_1' });
const headersOf = (stub: ReturnType<typeof stubFetch>, at = 0) =>
  stub.requests[at]!.init.headers as Record<string, string>;
const defaultsWith = (parts: Partial<CallDefaults> = {}): CallDefaults => ({
  baseUrl: 'https://example.com/api/v2',
  headers: {},
  fetch: stubFetch(ok).fetch,
  ...parts,
});
const prepare = (options: RequestOptions = {}, defaults: Partial<CallDefaults> = {}, operation: Operation = cancel) =>
  prepareRequest(defaultsWith(defaults), operation, { path: ['STX_1'] }, options);

describe('prepareRequest() sets the headers', () => {
  test('those of a call replace those of the client, in upper or lower case', async () => {
    const stub = stubFetch(ok);
    const secuconnect = client(stub, { headers: { 'X-Shop': 'client', 'X-Both': 'client' }, language: 'de' });
    await secuconnect.smart.transactions.get('STX_1', undefined, { headers: { 'x-both': 'call' }, language: 'en' });
    await secuconnect.smart.transactions.get('STX_1');
    expect(headersOf(stub)).toMatchObject({ 'x-shop': 'client', 'x-both': 'call', 'accept-language': 'en' });
    expect(headersOf(stub, 1)).toMatchObject({ 'x-shop': 'client', 'x-both': 'client', 'accept-language': 'de' });
    expect(Object.keys(headersOf(stub)).every((name) => name === name.toLowerCase())).toBe(true);
  });

  test('`accept` is the media type of the response', async () => {
    const stub = stubFetch(ok);
    await client(stub).smart.transactions.get('STX_1');
    await client(stub).document.uploads.download('DUP_1');
    expect(headersOf(stub)['accept']).toBe('application/json');
    expect(headersOf(stub, 1)['accept']).toMatch(/^[^,]+, application\/json$/);
  });

  test('`content-type` only if there is a body', async () => {
    const stub = stubFetch(json({}));
    await client(stub).smart.transactions.cancel('STX_1');
    await client(stub).smart.transactions.create({});
    expect(stub.requests[0]!.init.body).toBeUndefined();
    expect(headersOf(stub)).not.toHaveProperty('content-type');
    expect(headersOf(stub, 1)['content-type']).toBe('application/json');
  });
});

describe('prepareRequest() sends the parameters of the operation', () => {
  const operation: Operation = { ...cancel, headers: true, cookies: true, queryStyles: { ids: 'comma' } };
  const input = { path: ['STX_1'], headers: { 'X-Till': 7 }, cookies: { session: 'a b' }, query: { ids: ['a', 'b'] } };

  test('in headers, cookies and the query', () => {
    const request = prepareRequest(defaultsWith({ headers: { 'x-till': 'of the client' } }), operation, input, {});
    expect(request.headers).toMatchObject({ 'x-till': '7', cookie: 'session=a%20b' });
    expect(request.url).toBe('https://example.com/api/v2/Smart/Transactions/STX_1/cancel?ids=a,b');
  });

  test('and lets the headers of the call replace them', () => {
    const { headers } = prepareRequest(defaultsWith(), operation, input, { headers: { 'x-till': '8' } });
    expect(headers['x-till']).toBe('8');
  });

  test('and checks header values like all others', () => {
    const split = { ...input, headers: { 'X-Till': '7\r\nx-other: 1' } };
    expect(() => prepareRequest(defaultsWith(), operation, split, {})).toThrow(
      /^The value of the header X-Till cannot be sent/,
    );
  });

  test('and asks for text where the operation returns it, without conditions on its encoding', () => {
    const { headers } = prepareRequest(defaultsWith(), { ...get, responseType: 'text/csv' }, input, {});
    expect(headers['accept']).toBe('text/csv, application/json');
    expect(headers).not.toHaveProperty('accept-encoding');
  });
});

describe('prepareRequest() asks for a file', () => {
  test('without compression, so that one that was cut can be told by its length', () => {
    const { headers } = prepare({}, {}, { ...get, responseType: 'application/pdf' });
    expect(headers).toMatchObject({ accept: 'application/pdf, application/json', 'accept-encoding': 'identity' });
  });
});

describe('prepareRequest() lets a form bring its own content type', () => {
  const upload: Operation = {
    id: 'a.b.upload',
    method: 'POST',
    path: '/A/B',
    safe: false,
    bodyTypes: ['application/json', 'multipart/form-data'],
  };
  const prepareForm = (options: RequestOptions, defaults: Partial<CallDefaults> = {}) =>
    prepareRequest(defaultsWith(defaults), upload, { path: [], body: { file: new Blob(['a']) } }, options);

  test('also if the headers of the call or of the client have another one', () => {
    const asJson = { 'content-type': 'application/json' };
    expect(prepareForm({ headers: asJson }).headers).not.toHaveProperty('content-type');
    expect(prepareForm({}, { headers: asJson }).headers).not.toHaveProperty('content-type');
    const encoded = new Blob(['--x--'], { type: 'multipart/form-data; boundary=x' });
    expect(
      prepareRequest(defaultsWith(), upload, { path: [], body: encoded }, { headers: asJson }).headers['content-type'],
    ).toBe('multipart/form-data; boundary=x');
  });
});

describe('prepareRequest() rejects values that cannot be sent as they are, before anything is sent', () => {
  test.each<[string, (secuconnect: Secuconnect) => PromiseLike<unknown>, string]>([
    ['an amount', ({ payment }) => payment.transactions.cancel('PCI_1', { reduce_amount_by: Number.NaN }), 'field reduce_amount_by cannot be NaN'],
    ['a nested amount', ({ smart }) => smart.transactions.create({ basket_info: { sum: Infinity, currency: 'EUR' } }), 'field basket_info.sum cannot be Infinity'],
    ['a date', ({ smart }) => smart.transactions.create({ note: new Date(Number.NaN) } as object), 'field note cannot be Invalid Date'],
    ['an array as an id', ({ smart }) => smart.transactions.cancel(['..'] as unknown as string), 'The path parameter smartTransactionId of /Smart/Transactions/{smartTransactionId}/cancel cannot be of type Array'],
    ['two arrays in a path', ({ smart }) => smart.transactions.start(['..'] as unknown as string, ['..'] as unknown as string), 'cannot be of type Array'],
    ['a promise as an id', ({ smart }) => smart.transactions.get(Promise.resolve('STX_1') as unknown as string), 'cannot be of type Promise'],
    ['an id of an untyped call', ({ api }) => api.GET('/Smart/Transactions/{smartTransactionId}', { params: { path: { smartTransactionId: [] as unknown as string } } }), 'cannot be of type Array'],
    ['a number in a query', (secuconnect) => secuconnect.request('GET', '/A', { query: { count: Number.NaN } }), 'The query parameter count cannot be NaN'],
    ['an unlisted query', (secuconnect) => secuconnect.request('GET', '/A', { query: { from: new URL('https://shop.example') } }), 'The query parameter from cannot be of type URL'],
    ['an unlisted body', (secuconnect) => secuconnect.request('POST', '/A', { body: { list: [5n] } }), 'field list.0 cannot be of type bigint'],
  ])('%s', async (_, call, message) => {
    const stub = stubFetch(ok);
    const result = Promise.resolve(call(client(stub)));
    await expect(result).rejects.toThrow(TypeError);
    await expect(result).rejects.toThrow(message);
    expect(stub.requests).toEqual([]);
  }); // prettier-ignore

  test('but a date in a query is sent in ISO 8601', async () => {
    const stub = stubFetch(json([]));
    const query = { from: new Date('2026-01-01'), to: '2026-02-01' };
    await client(stub).request('GET', '/Payment/Transactions', { query });
    expect(new URL(stub.requests[0]!.url).search).toBe('?from=2026-01-01T00%3A00%3A00.000Z&to=2026-02-01');
  });
});

describe('prepareRequest() adds an idempotency key to writes, in X-Action', () => {
  const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

  test('a new one for each call, and the same for each of its attempts', async () => {
    vi.useFakeTimers();
    const stub = stubFetch(json({}, 401), json({}, 429, { 'retry-after': '0' }), ok);
    const tokens = ['first-token', 'second-token'];
    const secuconnect = client(stub, { auth: { token: () => tokens.shift() ?? 'third-token' } });
    const call = secuconnect.smart.transactions.cancel('STX_1');
    await vi.advanceTimersByTimeAsync(100);
    await call;
    await secuconnect.smart.transactions.cancel('STX_1');
    vi.useRealTimers();
    const keys = stub.requests.map((_, at) => headersOf(stub, at)['x-action']);
    expect(keys[0]).toMatch(uuid);
    expect(keys.slice(0, 3)).toEqual([keys[0], keys[0], keys[0]]);
    expect(keys[3]).toMatch(uuid);
    expect(keys[3]).not.toBe(keys[0]);
  });

  test('not to reads', async () => {
    const stub = stubFetch(ok);
    await client(stub).smart.transactions.get('STX_1');
    await client(stub).payment.transactions.getPaymentInstructions('PCI_1');
    expect(headersOf(stub)).not.toHaveProperty('x-action');
    expect(headersOf(stub, 1)).not.toHaveProperty('x-action');
  });

  test('not if that is switched off for the client or for the call', async () => {
    const stub = stubFetch(ok);
    await client(stub, { idempotencyKey: false }).smart.transactions.cancel('STX_1');
    await client(stub).smart.transactions.cancel('STX_1', { idempotencyKey: false });
    await client(stub, { idempotencyKey: false }).smart.transactions.cancel('STX_1', { idempotencyKey: 'mine' });
    await client(stub, { idempotencyKey: true }).smart.transactions.cancel('STX_1');
    expect(stub.requests.map((_, at) => headersOf(stub, at)['x-action'])).toEqual([
      undefined,
      undefined,
      'mine',
      expect.stringMatching(uuid),
    ]);
  });

  test.each([
    ['an object', { 'X-Action': 'mine' }],
    ['Headers', new Headers({ 'X-Action': 'mine' })],
    ['pairs', [['x-ACTION', 'mine']] as [string, string][]],
  ])('which is that of the header X-Action, if the call has one in %s', async (_, headers) => {
    const stub = stubFetch(json({}, 429, { 'retry-after': '0' }), json({}, 500));
    const call = client(stub).smart.transactions.cancel('STX_1', { headers });
    await expect(call).rejects.toMatchObject({ idempotencyKey: 'mine' });
    expect([headersOf(stub)['x-action'], headersOf(stub, 1)['x-action']]).toEqual(['mine', 'mine']);
    const switchedOff = stubFetch(json({}));
    await client(switchedOff, { idempotencyKey: false }).smart.transactions.cancel('STX_1', { headers });
    expect(headersOf(switchedOff)['x-action']).toBe('mine');
  });

  test.each<[RequestOptions]>([
    [{ idempotencyKey: 'a', headers: { 'x-action': 'b' } }],
    [{ idempotencyKey: 'a', headers: new Map([['X-Action', 'a']]) }],
    [{ idempotencyKey: false, headers: { 'x-action': 'b' } }],
  ])('and rejects both the option and the header: %o', (options) => {
    expect(() => prepare(options)).toThrow(
      new TypeError('The header X-Action is the `idempotencyKey`: pass only one of them.'),
    );
  });

  test.each<[unknown, RequestOptions]>([
    ['', { idempotencyKey: '' }],
    ['', { headers: { 'X-Action': '' } }],
    [5, { idempotencyKey: 5 } as object],
    [{}, { idempotencyKey: {} } as object],
    [['a'], { idempotencyKey: ['a'] } as object],
  ])('and rejects the key %o, which would not protect the write', (_, options) => {
    expect(() => prepare(options)).toThrow(new TypeError('`idempotencyKey` must be a non-empty string, or `false`.'));
  });

  test('and rejects a key that cannot be sent unchanged', async () => {
    await expect(client(stubFetch(ok)).smart.transactions.cancel('STX_1', { idempotencyKey: 'a\nb' })).rejects.toThrow(
      TypeError,
    );
  });
});

describe('prepareRequest() takes the options of the call', () => {
  test.each(['', 'with a space', 'with-a-line-break\n'])(
    'and rejects the token %j without quoting it',
    async (invalid) => {
      const stub = stubFetch(ok);
      const call = client(stub).smart.transactions.get('STX_1', undefined, { token: invalid });
      await expect(call).rejects.toThrow(TypeError);
      await expect(call).rejects.toThrow(
        /^The token of the call is an empty token, or one with invalid characters\. Does it end with a line break\?$/,
      );
      expect(stub.requests).toEqual([]);
    },
  );

  test('its `fetch` sends the request instead of that of the client', async () => {
    const [ofClient, ofCall] = [stubFetch(ok), stubFetch(json({ id: 'STX_2' }))];
    await expect(client(ofClient).smart.transactions.get('STX_2', undefined, { fetch: ofCall.fetch })).resolves.toEqual(
      { id: 'STX_2' },
    );
    expect(ofClient.requests).toEqual([]);
  });

  test('otherwise those of the client, otherwise the defaults', () => {
    const defaults = {
      timeout: 60_000,
      totalTimeout: Number.POSITIVE_INFINITY,
      maxRetries: 2,
      maxResponseBytes: 67_108_864,
    };
    const ofClient = { timeout: 1, totalTimeout: 2, maxRetries: 3, maxResponseBytes: 4 };
    const ofCall = { timeout: 5, totalTimeout: 6, maxRetries: 7, maxResponseBytes: 8 };
    expect(prepare()).toMatchObject({ ...defaults, redirect: 'manual', waitsForTerminal: false });
    expect(prepare({}, ofClient)).toMatchObject(ofClient);
    expect(prepare(ofCall, ofClient)).toMatchObject(ofCall);
  });

  test('a timeout of 0 ms means none', () => {
    expect(prepare({ timeout: 0 }).timeout).toBe(Number.POSITIVE_INFINITY);
    expect(prepare({}, { timeout: 0 }).timeout).toBe(Number.POSITIVE_INFINITY);
  });

  test('a call that waits for a terminal ignores the timeout of the client, which may be too short', () => {
    const terminal: Operation = { ...cancel, waitsForTerminal: true };
    expect(prepare({}, { timeout: 1 }, terminal)).toMatchObject({ timeout: 330_000, waitsForTerminal: true });
    expect(prepare({ timeout: 5 }, {}, terminal).timeout).toBe(5);
  });
});

describe('prepareRequest() describes the call for its errors', () => {
  test('with the operation, and the object in the path', () => {
    expect(prepare().context).toEqual({ id: 'smart.transactions.cancel', safe: false, object: 'STX_1' });
    expect(prepare({}, {}, get).context).toMatchObject({ id: 'smart.transactions.get', safe: true });
  });

  test('without an object if the path names none', () => {
    const operation = { ...get, path: '/General/Merchants/{merchantId}' };
    expect(prepareRequest(defaultsWith(), operation, { path: ['me'] }, {}).context.object).toBeUndefined();
    expect(
      prepareRequest(defaultsWith(), { ...get, path: '/Smart/Transactions' }, { path: [] }, {}).context.object,
    ).toBeUndefined();
  });
});
