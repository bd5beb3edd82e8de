import { afterEach, describe, expect, test, vi } from 'vitest';
import type { SecuconnectOptions } from '../src/client-options.ts';
import { Secuconnect } from '../src/client.ts';
import { memoryTokenStore } from '../src/auth/stores/memory-token-store.ts';
import { createTransport } from '../src/create-transport.ts';
import { paging } from '../src/pagination/paging.ts';
import { SmartTransactions } from '../src/generated/index.ts';
import { optionsFromEnv } from '../src/options-from-env.ts';
import { eventRecorder } from './events/event-recorder.ts';
import { client, json, stubFetch, token } from './stub-fetch.ts';

const baseUrl = 'https://example.com/api/v2';
const ok = json({ id: 'STX_1' });
const headersOf = (stub: ReturnType<typeof stubFetch>, at = 0) =>
  stub.requests[at]!.init.headers as Record<string, string>;

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
});

describe('createTransport()', () => {
  test('is enough for single resources, without the whole client', async () => {
    const stub = stubFetch(ok);
    const transactions = new SmartTransactions(
      createTransport({ baseUrl, auth: { token: 'secret-token' }, fetch: stub.fetch }),
    );
    await expect(transactions.get('STX_1')).resolves.toEqual({ id: 'STX_1' });
  });

  test.each([
    ['no options', undefined],
    ['no auth', { baseUrl }],
    ['an auth that is null', { baseUrl, auth: null }],
    ['an auth that is a string', { baseUrl, auth: 'secret-token' }],
  ])('rejects %s, and says what to pass', (_, options) => {
    for (const create of [
      () => createTransport(options as unknown as SecuconnectOptions),
      () => new Secuconnect(options as unknown as SecuconnectOptions),
    ]) {
      expect(create).toThrow(TypeError);
      expect(create).toThrow(/^`auth` is missing: pass \{ token \}, \{ clientId, clientSecret \}, or/);
    }
  });

  test.each([
    ['an empty token', { token: '' }],
    ['an empty secret', { clientId: 'a', clientSecret: '' }],
  ])('rejects %s', (_, auth) => {
    expect(() => createTransport({ baseUrl, auth })).toThrow(TypeError);
    expect(() => new Secuconnect({ baseUrl, auth })).toThrow(TypeError);
  });
});

describe('options from a function', () => {
  const auth = { token: 'secret-token' };
  const lazily = [
    [
      'createTransport()',
      (options: () => SecuconnectOptions) => new SmartTransactions(createTransport(options, paging)),
    ],
    ['new Secuconnect()', (options: () => SecuconnectOptions) => new Secuconnect(options).smart.transactions],
  ] as const;

  test.each(lazily)('are read by the first call of %s, once', async (_, create) => {
    const stub = stubFetch(ok, ok);
    const options = vi.fn(() => ({ baseUrl, auth, fetch: stub.fetch }));
    const transactions = create(options);
    expect(options).not.toHaveBeenCalled();
    await transactions.get('STX_1');
    await transactions.get('STX_1');
    expect(options).toHaveBeenCalledOnce();
    expect(stub.requests).toHaveLength(2);
  });

  test.each(lazily)('that are invalid reject each call of %s, until they are valid', async (_, create) => {
    const stub = stubFetch(ok);
    const variables: Record<string, string> = { SECUCONNECT_BASE_URL: baseUrl };
    const transactions = create(() => ({ ...optionsFromEnv(variables), fetch: stub.fetch }));
    for (let attempt = 0; attempt < 2; attempt++) {
      const call = transactions.get('STX_1');
      await expect(call).rejects.toThrow(TypeError);
      await expect(call).rejects.toThrow('SECUCONNECT_CLIENT_ID');
    }
    await expect(transactions.list().then(({ count }) => count)).rejects.toThrow('SECUCONNECT_CLIENT_ID');
    variables['SECUCONNECT_TOKEN'] = 'secret-token';
    await expect(transactions.get('STX_1')).resolves.toEqual({ id: 'STX_1' });
  });

  test('are read by authenticate() and `api` too', async () => {
    const secuconnect = new Secuconnect(() => optionsFromEnv({}));
    await expect(secuconnect.authenticate()).rejects.toThrow('SECUCONNECT_BASE_URL');
    await expect(
      secuconnect.api.GET('/Smart/Transactions/{smartTransactionId}', {
        params: { path: { smartTransactionId: 'STX_1' } },
      }),
    ).rejects.toThrow('SECUCONNECT_BASE_URL');
  });

  test('can come from optionsFromEnv itself', async () => {
    vi.stubEnv('SECUCONNECT_BASE_URL', baseUrl);
    const secuconnect = new Secuconnect(optionsFromEnv);
    const stub = stubFetch(ok);
    vi.stubGlobal('fetch', stub.fetch);
    vi.stubEnv('SECUCONNECT_TOKEN', 'secret-token');
    await expect(secuconnect.smart.transactions.get('STX_1')).resolves.toEqual({ id: 'STX_1' });
    expect(stub.requests[0]!.url).toBe(`${baseUrl}/Smart/Transactions/STX_1`);
  });
});

describe('the token endpoint of a client', () => {
  const auth = { clientId: 'shop', clientSecret: 'client-secret' };
  const call = async (options: Partial<SecuconnectOptions>) => {
    const stub = stubFetch(token('t1'), ok);
    await client(stub, { auth, ...options }).smart.transactions.get('STX_1');
    return stub.requests.map(({ url }) => url);
  };

  test('is below the path of a gateway, beside /api/v2', async () => {
    expect(await call({ baseUrl: 'https://gateway.example.com/secuconnect/api/v2' })).toEqual([
      'https://gateway.example.com/secuconnect/oauth/token',
      'https://gateway.example.com/secuconnect/api/v2/Smart/Transactions/STX_1',
    ]);
  });

  test('is the custom one', async () => {
    expect(await call({ tokenUrl: 'https://login.example.com/token' })).toEqual([
      'https://login.example.com/token',
      'https://example.com/api/v2/Smart/Transactions/STX_1',
    ]);
  });

  test('decides which clients share a token of a store: two gateways on one host do not', async () => {
    const keys: string[] = [];
    const tokenStore = { ...memoryTokenStore(), get: async (key: string) => void keys.push(key) };
    delete (tokenStore as Partial<typeof tokenStore>).lock;
    const targets = [
      {},
      { baseUrl: 'https://example.com/a/api/v2' },
      { baseUrl: 'https://example.com/b/api/v2' },
      { tokenUrl: 'https://login.example.com/token' },
    ];
    for (const target of targets) await call({ tokenStore: tokenStore as never, ...target });
    expect([...new Set(keys)]).toEqual([
      'https://example.com:client_credentials:shop',
      'https://example.com/a:client_credentials:shop',
      'https://example.com/b:client_credentials:shop',
      'https://login.example.com/token:client_credentials:shop',
    ]);
  });

  test('has the timeout of the client, if that is shorter than 30 s', async () => {
    vi.useFakeTimers();
    const stub = stubFetch(() => new Promise<Response>(() => undefined));
    const failure = client(stub, { auth, timeout: 5_000, maxRetries: 0 })
      .smart.transactions.get('STX_1')
      .then(undefined, (error: unknown) => error);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await failure).toMatchObject({ name: 'ConnectionError', operation: 'oauth.token', outcome: 'not-sent' });
  });
});

describe('a client without the option `fetch`', () => {
  test('looks up the global fetch with each call, not when it is created', async () => {
    const secuconnect = new Secuconnect({ baseUrl, auth: { token: 't' } });
    const stub = stubFetch(ok);
    vi.stubGlobal('fetch', stub.fetch);
    await secuconnect.smart.transactions.get('STX_1');
    expect(stub.requests).toHaveLength(1);
  });

  test('does not touch the global fetch when the package is imported or the client is created', async () => {
    vi.resetModules();
    const original = Object.getOwnPropertyDescriptor(globalThis, 'fetch')!;
    const touched = vi.fn();
    Object.defineProperty(globalThis, 'fetch', {
      configurable: true,
      get: () => {
        touched();
        return undefined;
      },
    });
    const { Secuconnect: Imported } = await import('../src/index.ts');
    void new Imported({ environment: 'testing', auth: { token: 'secret-token' } });
    Object.defineProperty(globalThis, 'fetch', original);
    expect(touched).not.toHaveBeenCalled();
  });
});

describe('the headers of every request', () => {
  test.each<[string, string, object]>([
    ['a page', 'document', {}],
    // Firefox would ask the server's permission for the header.
    ['a worker of a page', 'navigator', { userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:153.0)' }],
  ])('have no user agent in %s, because browsers send their own', async (_, name, value) => {
    vi.stubGlobal(name, value);
    const stub = stubFetch(ok);
    await client(stub).smart.transactions.get('STX_1');
    expect(headersOf(stub)).not.toHaveProperty('user-agent');
  });

  test('have the language of the client, and its headers', async () => {
    const stub = stubFetch(ok);
    await client(stub, { language: 'de', headers: { 'X-Shop': '1' } }).smart.transactions.get('STX_1');
    expect(headersOf(stub)).toMatchObject({ accept: 'application/json', 'accept-language': 'de', 'x-shop': '1' });
  });
});

describe('the idempotency key', () => {
  test.each<[string, object]>([
    ['the header X-Action in an object', { headers: { 'X-Action': 'mine' } }],
    ['the header X-Action in Headers', { headers: new Headers({ 'x-action': 'mine' }) }],
    ['the option with a string', { idempotencyKey: 'mine' }],
    ['the option with an empty string', { idempotencyKey: '' }],
  ])('is not taken from %s of a client, because the API would execute one write only', (_, options) => {
    expect(() => client(stubFetch(json({})), options)).toThrow(
      new TypeError('A client cannot have an idempotency key, or the header X-Action: pass it to a call.'),
    );
  });
});

describe('the events of a client', () => {
  const auth = { clientId: 'shop', clientSecret: 'client-secret-1' };

  test('report each token request, why it was sent, and the name of its error', async () => {
    vi.useFakeTimers();
    vi.setSystemTime(1_000_000);
    const { listeners, ofType } = eventRecorder();
    const stub = stubFetch(
      json({ error: 'invalid_client' }, 400),
      token('first-token'),
      ok,
      json({}, 401),
      token('second-token'),
      ok,
    );
    const { transactions } = client(stub, { listeners, auth }).smart;
    await transactions.get('STX_1').catch(() => undefined);
    await transactions.get('STX_1');
    await transactions.get('STX_1');
    const shared = { type: 'token', timestamp: 1_000_000, source: 'endpoint', duration: 0 };
    expect(ofType('token')).toEqual([
      { ...shared, reason: 'initial', success: false, error: 'AuthenticationError' },
      { ...shared, reason: 'initial', success: true },
      { ...shared, reason: 'rejected', success: true },
    ]);
  });

  test.each([
    ['an error', 'get', new RangeError('private'), 'RangeError'],
    ['something else', 'set', 'private', 'string'],
  ] as const)(
    'report that the token store failed with %s, without its content, and the call succeeds',
    async (_, action, failure, error) => {
      vi.useFakeTimers();
      vi.setSystemTime(1_000_000);
      const { listeners, ofType } = eventRecorder();
      const tokenStore = {
        get: () => Promise.resolve(undefined),
        set: () => Promise.resolve(),
        delete: () => Promise.resolve(),
        // oxlint-disable-next-line prefer-promise-reject-errors -- custom stores may reject with anything.
        [action]: () => Promise.reject(failure),
      };
      const { transactions } = client(stubFetch(token('first-token'), ok), { listeners, tokenStore, auth }).smart;
      await expect(transactions.get('STX_1')).resolves.toEqual({ id: 'STX_1' });
      const failures = ofType('tokenStore');
      expect(failures[0]).toEqual({ type: 'tokenStore', timestamp: 1_000_000, action, error });
      expect(JSON.stringify(failures)).not.toContain('private');
    },
  );

  test('go to the listeners and to the logger', async () => {
    const { listeners, types } = eventRecorder();
    const debug = vi.fn();
    await client(stubFetch(ok), { listeners, logger: { debug }, logLevel: 'debug' }).smart.transactions.get('STX_1');
    expect(types()).toEqual(['start', 'request', 'response', 'end']);
    expect(debug).toHaveBeenCalledTimes(3);
  });
});
