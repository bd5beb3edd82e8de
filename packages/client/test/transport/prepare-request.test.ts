import { afterEach, describe, expect, test, vi } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { createTransport } from '../../src/create-transport.ts';
import { SmartTransactions } from '../../src/generated/index.ts';
import { client, json, stubFetch } from '../stub-fetch.ts';

const ok = json({ id: 'STX_1' }, 200, { 'content-language': 'de_DE' });
const headers = (stub: ReturnType<typeof stubFetch>, at = 0) =>
  stub.requests[at]!.init.headers as Record<string, string>;

afterEach(() => void vi.unstubAllGlobals());

test('a redirect is an error with its status, or without one, and never followed', async () => {
  const stub = stubFetch(ok);
  await client(stub).smart.transactions.get('STX_1');
  await client(stub).smart.transactions.get('STX_1', undefined, { redirect: 'error' });
  expect(stub.requests.map(({ init }) => init.redirect)).toEqual(['manual', 'error']);
});

describe('headers', () => {
  test('name the SDK, its version and the program that uses it', async () => {
    const stub = stubFetch(ok);
    await client(stub).smart.transactions.get('STX_1');
    await client(stub, { appInfo: { name: 'shop' } }).smart.transactions.get('STX_1');
    await client(stub, {
      appInfo: { name: 'shop', version: '2.1', url: 'https://shop.example' },
    }).smart.transactions.get('STX_1');
    const sdk = `secuconnect-client-js/${packageJson.version}`;
    expect([0, 1, 2].map((at) => headers(stub, at)['user-agent'])).toEqual([
      sdk,
      `${sdk} (shop)`,
      `${sdk} (shop/2.1; https://shop.example)`,
    ]);
  });

  test('leave it to browsers to name themselves', async () => {
    vi.stubGlobal('document', {});
    const stub = stubFetch(ok);
    await client(stub).smart.transactions.get('STX_1');
    expect(headers(stub)).not.toHaveProperty('user-agent');
  });

  test('of a call take the place of those of the client, whatever their case', async () => {
    const stub = stubFetch(ok);
    const one = client(stub, { headers: { 'X-Shop': 'client', 'X-Both': 'client' }, language: 'de' });
    await one.smart.transactions.get('STX_1', undefined, { headers: { 'x-both': 'call' }, language: 'en' });
    await one.smart.transactions.get('STX_1');
    expect(headers(stub)).toMatchObject({ 'x-shop': 'client', 'x-both': 'call', 'accept-language': 'en' });
    expect(headers(stub, 1)).toMatchObject({ 'x-shop': 'client', 'x-both': 'client', 'accept-language': 'de' });
    expect(Object.keys(headers(stub)).every((name) => name === name.toLowerCase())).toBe(true);
  });

  test.each(['Authorization', 'authorization', 'AUTHORIZATION'])('cannot replace the token as %s', async (name) => {
    const stub = stubFetch(ok);
    await client(stub, { headers: { [name]: 'Bearer one' } }).smart.transactions.get('STX_1', undefined, {
      headers: { [name]: 'Bearer two' },
    });
    expect(headers(stub)['authorization']).toBe('Bearer secret-token');
  });

  test.each([
    ['a line break', 'a\r\nx-evil: 1'],
    ['a line break at the end', 'abc\n'],
    ['a space at an end', ' a'],
    ['a character outside of Latin-1', '€'],
    ['a NUL', 'a\0b'],
  ])('with %s are refused without being quoted, and nothing is sent', async (_, value) => {
    const stub = stubFetch(ok);
    const call = client(stub).smart.transactions.get('STX_1', undefined, { headers: { 'x-own': value } });
    await expect(call).rejects.toThrow(TypeError);
    await expect(call).rejects.toThrow('The header x-own has a value that cannot be sent as it is');
    expect(stub.requests).toEqual([]);
    expect(() => client(stub, { headers: { 'x-own': value } })).toThrow(TypeError);
  });

  test('with the name __proto__ arrive like others', async () => {
    const stub = stubFetch(ok);
    const own = JSON.parse('{"__proto__":"1"}') as Record<string, string>;
    await client(stub).smart.transactions.get('STX_1', undefined, { headers: own });
    expect(Object.entries(headers(stub))).toContainEqual(['__proto__', '1']);
  });

  test('with a name that is none are refused', async () => {
    const call = client(stubFetch(ok)).smart.transactions.get('STX_1', undefined, { headers: { 'a b': '1' } });
    await expect(call).rejects.toThrow('"a b" cannot be the name of a header.');
  });

  test.each(['', 'a', 'a b\tc', 'Größe', '!~'])('with the value %j arrive', async (value) => {
    const stub = stubFetch(ok);
    await client(stub).smart.transactions.get('STX_1', undefined, { headers: { 'x-own': value } });
    expect(headers(stub)['x-own']).toBe(value);
  });

  test('ask for the media type of the answer', async () => {
    const stub = stubFetch(ok);
    await client(stub).smart.transactions.get('STX_1');
    await client(stub).document.uploads.download('DUP_1');
    expect(headers(stub)['accept']).toBe('application/json');
    expect(headers(stub, 1)['accept']).toMatch(/^[^,]+, application\/json$/);
  });
});

describe('a call that writes is named in X-Action', () => {
  const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

  test('anew for each call, and the same for each attempt of it', async () => {
    vi.useFakeTimers();
    const stub = stubFetch(json({}, 401), json({}, 429, { 'retry-after': '0' }), ok);
    const tokens = ['first-token', 'second-token'];
    const one = client(stub, { auth: { token: () => tokens.shift() ?? 'third-token' } });
    const call = one.smart.transactions.cancel('STX_1');
    await vi.advanceTimersByTimeAsync(100);
    await call;
    await one.smart.transactions.cancel('STX_1');
    vi.useRealTimers();
    const names = stub.requests.map((_, at) => headers(stub, at)['x-action']);
    expect(names[0]).toMatch(uuid);
    expect(names.slice(0, 3)).toEqual([names[0], names[0], names[0]]);
    expect(names[3]).toMatch(uuid);
    expect(names[3]).not.toBe(names[0]);
  });

  test('but a call that only reads is not', async () => {
    const stub = stubFetch(ok);
    await client(stub).smart.transactions.get('STX_1');
    await client(stub).payment.transactions.getPaymentInstructions('PCI_1');
    expect(headers(stub)).not.toHaveProperty('x-action');
    expect(headers(stub, 1)).not.toHaveProperty('x-action');
  });

  test('unless that is switched off, for the client or for the call', async () => {
    const stub = stubFetch(ok);
    await client(stub, { idempotencyKey: false }).smart.transactions.cancel('STX_1');
    await client(stub).smart.transactions.cancel('STX_1', { idempotencyKey: false });
    await client(stub, { idempotencyKey: false }).smart.transactions.cancel('STX_1', { idempotencyKey: 'mine' });
    await client(stub, { idempotencyKey: true }).smart.transactions.cancel('STX_1');
    expect(stub.requests.map((_, at) => headers(stub, at)['x-action'])).toEqual([
      undefined,
      undefined,
      'mine',
      expect.stringMatching(uuid),
    ]);
  });

  test('and an error tells the name, so that a repeat by hand can use it', async () => {
    const stub = stubFetch(json({}, 500));
    await expect(client(stub).smart.transactions.cancel('STX_1', { idempotencyKey: 'mine' })).rejects.toMatchObject({
      actionId: 'mine',
      attempts: [{ status: 500, failure: 'status 500' }],
    });
    await expect(client(stub).smart.transactions.get('STX_1')).rejects.toMatchObject({ actionId: undefined });
  });

  test('with a name that cannot be sent is refused', async () => {
    await expect(client(stubFetch(ok)).smart.transactions.cancel('STX_1', { idempotencyKey: 'a\nb' })).rejects.toThrow(
      TypeError,
    );
  });
});

describe('a single call', () => {
  test('can have a token of its own, and its refusal stands', async () => {
    const stub = stubFetch(ok, json({}, 401));
    const provider = vi.fn(() => 'of-the-client');
    const one = client(stub, { auth: { token: provider } });
    await one.smart.transactions.get('STX_1', undefined, { token: 'of-the-call' });
    expect(headers(stub)['authorization']).toBe('Bearer of-the-call');
    await expect(one.smart.transactions.get('STX_1', undefined, { token: 'of-the-call' })).rejects.toMatchObject({
      name: 'AuthenticationError',
    });
    expect(stub.requests).toHaveLength(2);
    expect(provider).not.toHaveBeenCalled();
  });

  test.each(['', 'with a space', 'with-a-line-break\n'])('refuses the token %j without quoting it', async (own) => {
    const stub = stubFetch(ok);
    const call = client(stub).smart.transactions.get('STX_1', undefined, { token: own });
    await expect(call).rejects.toThrow(TypeError);
    await expect(call).rejects.toThrow(/^The token of the call is empty, or has characters that cannot be sent/);
    expect(stub.requests).toEqual([]);
  });

  test('can be sent by a fetch of its own', async () => {
    const [ofClient, ofCall] = [stubFetch(ok), stubFetch(json({ id: 'STX_2' }))];
    await expect(client(ofClient).smart.transactions.get('STX_2', undefined, { fetch: ofCall.fetch })).resolves.toEqual(
      { id: 'STX_2' },
    );
    expect(ofClient.requests).toEqual([]);
  });

  test('has its own limit of what may come back', async () => {
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
      text: expect.stringMatching(/^\{"id":"x+$/),
    });
  });

  test('hands over its response', async () => {
    const answered = await client(stubFetch(ok)).smart.transactions.get('STX_1').withResponse();
    const { data, response } = answered;
    expect(Object.keys(answered)).toEqual(['data', 'response']);
    expect([data.id, response.status, response.headers.get('content-language')]).toEqual(['STX_1', 200, 'de_DE']);
  });

  test('hands over its response unread', async () => {
    const response = await client(stubFetch(ok)).smart.transactions.get('STX_1').asResponse();
    expect(response.bodyUsed).toBe(false);
    expect(await response.json()).toEqual({ id: 'STX_1' });
  });

  test('that is refused rejects even when its response is wanted', async () => {
    await expect(
      client(stubFetch(json({}, 404)))
        .smart.transactions.get('STX_1')
        .asResponse(),
    ).rejects.toMatchObject({
      name: 'NotFoundError',
    });
  });
});

test('single resources work without the whole client', async () => {
  const stub = stubFetch(ok);
  const transactions = new SmartTransactions(
    createTransport({ baseUrl: 'https://example.com/api/v2', auth: { token: 'secret-token' }, fetch: stub.fetch }),
  );
  await expect(transactions.get('STX_1')).resolves.toEqual({ id: 'STX_1' });
});

describe('a client can get its token before the first call', () => {
  test('to check its credentials', async () => {
    const stub = stubFetch(json({ error: 'invalid_client' }, 400));
    const one = client(stub, { auth: { clientId: 'shop', clientSecret: 'wrong-secret' } });
    await expect(one.authenticate()).rejects.toMatchObject({ name: 'AuthenticationError', operation: 'oauth.token' });
  });

  test('and stop waiting for it', async () => {
    const one = client(stubFetch(ok), { auth: { token: () => new Promise<string>(() => undefined) } });
    await expect(one.authenticate({ signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow('enough');
  });
});

test('importing the package does not touch the global fetch', async () => {
  vi.resetModules();
  const own = Object.getOwnPropertyDescriptor(globalThis, 'fetch')!;
  const touched = vi.fn();
  Object.defineProperty(globalThis, 'fetch', {
    configurable: true,
    get: () => {
      touched();
      return undefined;
    },
  });
  const { Secuconnect: Fresh } = await import('../../src/index.ts');
  void new Fresh({ environment: 'testing', auth: { token: 'secret-token' } });
  Object.defineProperty(globalThis, 'fetch', own);
  expect(touched).not.toHaveBeenCalled();
});
