import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { memoryTokenStore } from '../../src/auth/stores/memory-token-store.ts';
import { SecuconnectError } from '../../src/errors/secuconnect-error.ts';
import type { RequestOptions } from '../../src/request-options.ts';
import { eventRecorder } from '../events/event-recorder.ts';
import { client, json, stubFetch, token } from '../stub-fetch.ts';
import { lostConnection } from './lost-connection.ts';
import { stalledResponse } from './stalled-response.ts';

const ok = json({ id: 'STX_1' });
const credentials = { clientId: 'shop', clientSecret: 'client-secret' };
const authorizations = (stub: ReturnType<typeof stubFetch>) =>
  stub.requests.map(({ init }) => (init.headers as Record<string, string>)['authorization']);
const failureOf = (call: PromiseLike<unknown>) =>
  Promise.resolve(call).then(
    () => undefined,
    (error: unknown) => error as SecuconnectError,
  );

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('a rejected token', () => {
  const expired = json({ error: 'ProductNotAllowedException', code: 2003 }, 403);
  const cancelWithGrant = (stub: { fetch: typeof fetch }) =>
    client(stub, { auth: credentials }).smart.transactions.cancel('STX_1');

  test.each([
    ['status 401', json({}, 401)],
    ['status 403 and code 2003', expired],
  ])('with %s is replaced, and the call is sent again', async (_, rejection) => {
    const stub = stubFetch(token('t1'), rejection, token('t2'), ok);
    await expect(cancelWithGrant(stub)).resolves.toMatchObject({ id: 'STX_1' });
    expect(authorizations(stub)).toEqual([undefined, 'Bearer t1', undefined, 'Bearer t2']);
  });

  test('is replaced once: a second rejection fails the call', async () => {
    const stub = stubFetch(token('t1'), expired, token('t2'), expired, token('t3'));
    await expect(cancelWithGrant(stub)).rejects.toMatchObject({
      name: 'AuthenticationError',
      code: 2003,
      outcome: 'no-effect',
    });
    expect(stub.requests).toHaveLength(4);
  });

  test('is not sent again if there is no other one', async () => {
    const stub = stubFetch(expired);
    await expect(client(stub).smart.transactions.cancel('STX_1')).rejects.toMatchObject({
      name: 'AuthenticationError',
    });
    expect(stub.requests).toHaveLength(1);
  });

  test('is not confused with a missing permission', async () => {
    const stub = stubFetch(token('t1'), json({ error: 'ProductNotAllowedException', code: 0 }, 403));
    await expect(cancelWithGrant(stub)).rejects.toMatchObject({ name: 'PermissionError' });
    expect(stub.requests).toHaveLength(2);
  });

  test('of the call itself is not replaced', async () => {
    const stub = stubFetch(ok, json({}, 401));
    const provider = vi.fn(() => 'of-the-client');
    const secuconnect = client(stub, { auth: { token: provider } });
    await secuconnect.smart.transactions.get('STX_1', undefined, { token: 'of-the-call' });
    expect(authorizations(stub)).toEqual(['Bearer of-the-call']);
    await expect(
      secuconnect.smart.transactions.get('STX_1', undefined, { token: 'of-the-call' }),
    ).rejects.toMatchObject({ name: 'AuthenticationError' });
    expect(stub.requests).toHaveLength(2);
    expect(provider).not.toHaveBeenCalled();
  });
});

describe('a rejected token in a client with a token store', () => {
  /** Two clients with one store, and a server that accepts certain tokens. The second client still has the token before. */
  async function clientWithOutdatedToken() {
    const accepted = new Set<string>();
    const requests = { token: 0, payment: 0 };
    const fetch = (async (url: string, init: RequestInit) => {
      if (url.endsWith('/oauth/token')) {
        accepted.add(`t${++requests.token}`);
        return token(`t${requests.token}`)();
      }
      requests.payment++;
      const { authorization } = init.headers as Record<string, string>;
      return accepted.has(authorization!.slice(7)) ? ok() : json({}, 401)();
    }) as typeof globalThis.fetch;
    const options = { auth: credentials, tokenStore: memoryTokenStore() };
    const [faster, outdated] = [client({ fetch }, options), client({ fetch }, options)];
    await Promise.all([faster.authenticate(), outdated.authenticate()]);
    accepted.delete('t1');
    await faster.smart.transactions.get('STX_1');
    Object.assign(requests, { payment: 0 });
    return { outdated, accepted, requests, options };
  }

  test('is replaced by the one from the store', async () => {
    const { outdated, requests } = await clientWithOutdatedToken();
    await expect(outdated.smart.transactions.cancel('STX_1')).resolves.toMatchObject({ id: 'STX_1' });
    expect(requests).toEqual({ token: 2, payment: 2 });
  });

  test('is replaced again, by a new one, when the one from the store is rejected too', async () => {
    const { outdated, accepted, requests } = await clientWithOutdatedToken();
    accepted.clear();
    await expect(outdated.smart.transactions.cancel('STX_1')).resolves.toMatchObject({ id: 'STX_1' });
    expect(requests).toEqual({ token: 3, payment: 3 });
  });

  test('is not replaced a third time', async () => {
    const { outdated, accepted, requests } = await clientWithOutdatedToken();
    accepted.has = () => false;
    await expect(outdated.smart.transactions.cancel('STX_1')).rejects.toMatchObject({ name: 'AuthenticationError' });
    expect(requests).toEqual({ token: 3, payment: 3 });
  });

  test('is replaced twice in all, however many tokens a store has', async () => {
    const { outdated, accepted, requests, options } = await clientWithOutdatedToken();
    accepted.has = () => false;
    let stored = 0;
    options.tokenStore.get = async () => ({
      accessToken: `s${++stored}`,
      issuedAt: Date.now(),
      expiresAt: Date.now() + 1_200_000 + stored,
    });
    await expect(outdated.smart.transactions.cancel('STX_1')).rejects.toMatchObject({ name: 'AuthenticationError' });
    expect(requests).toEqual({ token: 2, payment: 3 });
  });
});

describe('a client whose tokens are all rejected', () => {
  test('requests further ones less and less often', async () => {
    const requestedAt: number[] = [];
    const fetch = (async (url: string) => {
      if (!url.endsWith('/oauth/token')) return json({}, 401)();
      requestedAt.push(Date.now());
      return token(`t${requestedAt.length}`)();
    }) as typeof globalThis.fetch;
    vi.spyOn(Math, 'random').mockReturnValue(1);
    const { transactions } = client({ fetch }, { auth: credentials }).smart;
    const startedAt = Date.now();
    for (let call = 0; call < 10; call++) {
      const failure = failureOf(transactions.get('STX_1'));
      await vi.advanceTimersByTimeAsync(16_000);
      expect(await failure).toMatchObject({ name: 'AuthenticationError' });
    }
    const delays = requestedAt.map((at) => (at - startedAt) % 16_000);
    expect(delays.slice(0, 8)).toEqual([0, 0, 500, 1000, 1000, 2000, 2000, 4000]);
    expect(requestedAt).toHaveLength(20);
  });
});

describe('the token of a call', () => {
  test('is sent with each of its attempts', async () => {
    const stub = stubFetch(json({}, 503), ok);
    const call = client(stub).smart.transactions.get('STX_1', undefined, { token: 'of-the-call' });
    await vi.advanceTimersByTimeAsync(1_000);
    await call;
    expect(authorizations(stub)).toEqual(['Bearer of-the-call', 'Bearer of-the-call']);
  });
});

describe('a failed token request', () => {
  test('has an error that all waiting calls share, without attempts or an idempotency key of theirs', async () => {
    const secuconnect = client(stubFetch(json({ error: 'invalid_client' }, 400)), { auth: credentials });
    const [first, second] = await Promise.all(
      [1, 2].map(() => failureOf(secuconnect.smart.transactions.cancel('STX_1'))),
    );
    expect(first).toBe(second);
    expect(first).toMatchObject({ operation: 'oauth.token', attempts: [], idempotencyKey: undefined });
  });

  test('is retried if a gateway failed or the connection was lost, also for a write', async () => {
    const stub = stubFetch(json({}, 503), lostConnection('ECONNRESET'), token('t1'), ok);
    const created = client(stub, { auth: credentials }).smart.transactions.create({});
    await vi.advanceTimersByTimeAsync(60_000);
    await expect(created).resolves.toMatchObject({ id: 'STX_1' });
    expect(stub.requests.map(({ url }) => new URL(url).pathname)).toEqual([
      ...Array.from({ length: 3 }, () => '/oauth/token'),
      '/api/v2/Smart/Transactions',
    ]);
  });
});

describe('a call that has waited for its token', () => {
  test('leaves neither a timer nor a listener on the signal of its caller', async () => {
    const { signal } = new AbortController();
    const [add, remove] = [vi.spyOn(signal, 'addEventListener'), vi.spyOn(signal, 'removeEventListener')];
    const auth = { token: async () => 't1' };
    await client(stubFetch(ok), { auth }).smart.transactions.get('STX_1', undefined, { signal });
    expect(vi.getTimerCount()).toBe(0);
    const listeners = add.mock.calls.map(([, listener]) => listener);
    expect(remove.mock.calls.map(([, listener]) => listener)).toEqual(expect.arrayContaining(listeners));
  });

  test('in place of a rejected one, and whose time is then up, had no effect', async () => {
    let runs = 0;
    const auth = { token: () => (++runs === 1 ? 't1' : new Promise<string>(() => undefined)) };
    const call = client(stubFetch(json({}, 401)), { auth }).smart.transactions.create({}, { totalTimeout: 500 });
    const failure = failureOf(call);
    await vi.advanceTimersByTimeAsync(500);
    expect(await failure).toMatchObject({ name: 'TimeoutError', outcome: 'no-effect', attempts: [{ status: 401 }] });
  });
});

describe('a token provider that fails', () => {
  const callsWith = (provider: () => Promise<string>) => {
    const stub = stubFetch(json({}));
    return { stub, transactions: client(stub, { auth: { token: provider } }).smart.transactions };
  };

  test('fails the call, which is not sent, with a redacted message', async () => {
    const { stub, transactions } = callsWith(() => Promise.reject(new RangeError('the vault said Bearer abc-def')));
    await expect(transactions.cancel('STX_1')).rejects.toMatchObject({
      name: 'SecuconnectError',
      operation: 'smart.transactions.cancel',
      outcome: 'not-sent',
      attempts: [],
      message:
        'smart.transactions.cancel was not sent: there is no token for it (RangeError: the vault said Bearer [redacted]).',
      cause: { name: 'RangeError' },
    });
    await expect(transactions.get('STX_1')).rejects.toMatchObject({ outcome: 'no-effect', attempts: [] });
    expect(stub.requests).toEqual([]);
  });

  test('with an error of this SDK rejects with that error', async () => {
    const error = new SecuconnectError('The vault is closed.', { outcome: 'not-sent' });
    await expect(callsWith(() => Promise.reject(error)).transactions.cancel('STX_1')).rejects.toBe(error);
  });
});

describe('retries', () => {
  /** The name of the error or `'ok'`, and the number of requests. */
  async function resultOf(
    kind: 'get' | 'create',
    responses: Parameters<typeof stubFetch>,
    options?: RequestOptions,
  ): Promise<[string, number]> {
    const stub = stubFetch(...responses);
    const { transactions } = client(stub).smart;
    const failure = failureOf(
      kind === 'get' ? transactions.get('STX_1', undefined, options) : transactions.create({}, options),
    );
    await vi.advanceTimersByTimeAsync(600_000);
    return [(await failure)?.name ?? 'ok', stub.requests.length];
  }

  test('are counted by maxRetries, and 0 means none', async () => {
    const unavailable = json({}, 503);
    expect(await resultOf('get', [unavailable])).toEqual(['ServerError', 3]);
    expect(await resultOf('get', [unavailable], { maxRetries: 5 })).toEqual(['ServerError', 6]);
    expect(await resultOf('get', [unavailable, ok], { maxRetries: 0 })).toEqual(['ServerError', 1]);
  });

  test('follow a timeout of a read, not of a write', async () => {
    const options = { timeout: 400 };
    expect(await resultOf('get', [stalledResponse, ok], options)).toEqual(['ok', 2]);
    expect(await resultOf('create', [stalledResponse, ok], options)).toEqual(['TimeoutError', 1]);
    expect(await resultOf('get', [stalledResponse], options)).toEqual(['TimeoutError', 3]);
  });

  test('wait as long as Retry-After asks for, up to a minute', async () => {
    expect(await resultOf('get', [json({}, 429, { 'retry-after': '60' }), ok])).toEqual(['ok', 2]);
    expect(await resultOf('get', [json({}, 429, { 'retry-after': '61' }), ok])).toEqual(['RateLimitError', 1]);
  });

  test('are sent exactly when Retry-After has passed', async () => {
    const stub = stubFetch(json({}, 429, { 'retry-after': '7' }), ok);
    const call = client(stub).smart.transactions.get('STX_1');
    await vi.advanceTimersByTimeAsync(6_999);
    expect(stub.requests).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(stub.requests).toHaveLength(2);
    await call;
  });

  test('end at once when the caller aborts during a delay', async () => {
    const controller = new AbortController();
    const stub = stubFetch(json({}, 503, { 'retry-after': '5' }), ok);
    const call = client(stub).smart.transactions.get('STX_1', undefined, { signal: controller.signal });
    await vi.advanceTimersByTimeAsync(100);
    const abortedAt = Date.now();
    controller.abort(new Error('enough'));
    await expect(call).rejects.toMatchObject({
      name: 'AbortError',
      outcome: 'no-effect',
      cause: { message: 'enough' },
    });
    expect(Date.now()).toBe(abortedAt);
  });
});

describe('the total timeout', () => {
  test('covers all attempts and the delays between them', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0);
    const startedAt = Date.now();
    const call = client(stubFetch(stalledResponse), { maxRetries: 100 }).smart.transactions.get('STX_1', undefined, {
      timeout: 400,
      totalTimeout: 1_000,
    });
    call.catch(() => undefined);
    await vi.advanceTimersByTimeAsync(1_000);
    // Two whole attempts, and the rest of the time for the third. The error names the timeout that passed.
    await expect(call).rejects.toMatchObject({
      name: 'TimeoutError',
      timeout: 1_000,
      attempts: [{ duration: 400 }, { duration: 400 }, expect.anything()],
    });
    expect(Date.now() - startedAt).toBe(1_000);
  });

  test('that has passed before the first request fails the call, which is not sent', async () => {
    const stub = stubFetch(ok);
    const call = client(stub).smart.transactions.create({}, { totalTimeout: 0 });
    await expect(call).rejects.toMatchObject({ name: 'TimeoutError', timeout: 0, outcome: 'not-sent', attempts: [] });
    expect(stub.requests).toEqual([]);
  });

  test('covers the wait for a token', async () => {
    const auth = { token: () => new Promise<string>(() => undefined) };
    const call = client(stubFetch(ok), { auth }).smart.transactions.create({}, { totalTimeout: 500 });
    const failure = failureOf(call);
    await vi.advanceTimersByTimeAsync(500);
    expect(await failure).toMatchObject({ name: 'TimeoutError', timeout: 500, outcome: 'not-sent', attempts: [] });
  });

  test('ends the call with its last error if a retry would begin too late', async () => {
    const stub = stubFetch(json({}, 503, { 'retry-after': '5' }), ok);
    const call = client(stub).smart.transactions.get('STX_1', undefined, { totalTimeout: 5_000 });
    await expect(call).rejects.toMatchObject({ name: 'ServerError', status: 503 });
    expect(stub.requests).toHaveLength(1);
  });
});

describe('a call that its caller aborts', () => {
  test('before its first request is not sent, although there is a token', async () => {
    const stub = stubFetch(ok);
    const signal = AbortSignal.abort(new Error('left'));
    await expect(client(stub).smart.transactions.cancel('STX_1', { signal })).rejects.toMatchObject({
      name: 'AbortError',
      outcome: 'not-sent',
      cause: { message: 'left' },
      attempts: [],
    });
    expect(stub.requests).toEqual([]);
  });

  test('rejects at once, with the reason of the signal as its cause', async () => {
    const neverResponds = ((_, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => reject(init.signal!.reason as Error));
      })) as typeof fetch;
    const { transactions } = client({ fetch: neverResponds }).smart;
    const controller = new AbortController();
    const { signal } = controller;
    const [read, write] = [
      failureOf(transactions.get('STX_1', undefined, { signal })),
      failureOf(transactions.cancel('STX_1', { signal })),
    ];
    await vi.advanceTimersByTimeAsync(1);
    controller.abort(new Error('closed the tab'));
    const aborted = { name: 'AbortError', cause: { message: 'closed the tab' } };
    expect(await read).toMatchObject({ ...aborted, outcome: 'no-effect' });
    expect(await write).toMatchObject({ ...aborted, outcome: 'unknown' });
  });
});

describe('the error of a call', () => {
  test('has its attempts and its idempotency key, for a retry by the caller', async () => {
    const stub = stubFetch(json({}, 500));
    await expect(client(stub).smart.transactions.cancel('STX_1', { idempotencyKey: 'mine' })).rejects.toMatchObject({
      idempotencyKey: 'mine',
      attempts: [{ status: 500, error: 'status 500' }],
    });
    await expect(client(stub).smart.transactions.get('STX_1')).rejects.toMatchObject({ idempotencyKey: undefined });
  });

  test.each([
    ['a lost connection', lostConnection('ECONNRESET'), 'ECONNRESET'],
    ['a connection error without a code', () => Promise.reject(new Error('')), 'ConnectionError'],
    ['a body that is not JSON', () => new Response('<html>'), 'DecodeError'],
    ['an exception of the API', json({ error: 'ProductInternalException' }, 500), 'ProductInternalException'],
    ['a sentence of the server', json({ error: 'Max Müller has no account' }, 500), 'status 500'],
    ['a name that is too long', json({ error: 'x'.repeat(65) }, 500), 'status 500'],
  ])('names %s in one word in its attempts and events', async (_, response, error) => {
    const { listeners, ofType } = eventRecorder();
    const failure = await failureOf(client(stubFetch(response), { listeners }).smart.transactions.create({}));
    expect(failure!.attempts).toMatchObject([{ error }]);
    expect(ofType('response')).toMatchObject([{ error }]);
  });

  test('leaves the outcome of a write open if the API failed, and says so', async () => {
    const failed = json({ error: 'ProductInternalException', code: 1003 }, 500);
    await expect(client(stubFetch(failed)).smart.transactions.create({})).rejects.toMatchObject({
      outcome: 'unknown',
      message: expect.stringContaining('look for it with smart.transactions before you retry'),
    });
    await expect(client(stubFetch(json({}, 500))).smart.transactions.get('STX_1')).rejects.toMatchObject({
      outcome: 'no-effect',
    });
  });
});

describe('a deprecated operation', () => {
  test('is reported once per client', async () => {
    const { listeners, ofType } = eventRecorder();
    const deprecated = json({ id: 'STX_1' }, 200, { deprecation: 'true', sunset: 'Sat, 01 Jan 2028 00:00:00 GMT' });
    const secuconnect = client(stubFetch(deprecated), { listeners });
    for (let time = 0; time < 3; time++) await secuconnect.smart.transactions.get('STX_1');
    await secuconnect.smart.transactions.cancel('STX_1');
    expect(ofType('deprecated')).toMatchObject([
      { operation: 'smart.transactions.get', sunset: 'Sat, 01 Jan 2028 00:00:00 GMT' },
      { operation: 'smart.transactions.cancel' },
    ]);
  });

  test('is reported without a date if the server names none', async () => {
    const { listeners, ofType } = eventRecorder();
    await client(stubFetch(json({}, 200, { deprecation: 'true' })), { listeners }).smart.transactions.get('STX_1');
    expect(ofType('deprecated')).toHaveLength(1);
    expect(ofType('deprecated')[0]).not.toHaveProperty('sunset');
  });
});

describe('the status decides whether a call is sent again, the body never', () => {
  const claims = [{ code: 2003 }, { code: '2003' }, { error: 'ProductUnauthorizedException' }];
  const statuses = [302, 303, 409, 500, 502, 503, 504, 520];

  test.each(statuses.flatMap((status) => claims.map((claim) => [status, claim] as const)))(
    'a write with status %i and %j is sent once, and its outcome is unknown',
    async (status, claim) => {
      const stub = stubFetch(token('t1'), json(claim, status), token('t2'), ok);
      const error = await failureOf(client(stub, { auth: credentials }).smart.transactions.cancel('STX_1'));
      expect(error).toMatchObject({ outcome: 'unknown', status });
      expect(authorizations(stub)).toEqual([undefined, 'Bearer t1']);
    },
  );

  test.each(statuses.filter((status) => status < 502))(
    'a read with status %i and code 2003 is sent once, and the next call uses the same token',
    async (status) => {
      const stub = stubFetch(token('t1'), json({ code: 2003 }, status), ok);
      const { transactions } = client(stub, { auth: credentials }).smart;
      expect(await failureOf(transactions.get('STX_1'))).toMatchObject({ outcome: 'no-effect', status });
      await transactions.get('STX_1');
      expect(authorizations(stub)).toEqual([undefined, 'Bearer t1', 'Bearer t1']);
    },
  );

  test.each(statuses.filter((status) => status < 502))(
    'a terminal call with status %i and code 2003 is sent once',
    async (status) => {
      const stub = stubFetch(token('t1'), json({ code: 2003 }, status), token('t2'), ok);
      await failureOf(client(stub, { auth: credentials }).smart.transactions.start('STX_1', 'cashless'));
      expect(authorizations(stub)).toEqual([undefined, 'Bearer t1']);
    },
  );

  test('a terminal call whose token is rejected late is not sent again: the terminal may have asked by then', async () => {
    const late = async (): Promise<Response> => {
      await new Promise((resolve) => void setTimeout(resolve, 5_000));
      return json({}, 401)();
    };
    const stub = stubFetch(token('t1'), late, token('t2'), ok);
    const call = failureOf(client(stub, { auth: credentials }).smart.transactions.start('STX_1', 'cashless'));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await call).toMatchObject({ name: 'AuthenticationError', outcome: 'unknown' });
    expect(authorizations(stub)).toEqual([undefined, 'Bearer t1']);
  });

  const lateStatuses = [401, 403].flatMap((status) => [1_900, 2_100].map((delay) => [status, delay] as const));
  test.each(lateStatuses)(
    'status %i after %i ms: a terminal call with its own token has no effect only if it was rejected at once',
    async (status, delay) => {
      const late = async (): Promise<Response> => {
        await new Promise((resolve) => void setTimeout(resolve, delay));
        return json({}, status)();
      };
      const options = { token: 'token-of-call' };
      const calls = client(stubFetch(late, late), { auth: credentials }).smart.transactions;
      const terminalCall = failureOf(calls.start('STX_1', 'cashless', undefined, options));
      const write = failureOf(calls.cancel('STX_1', options));
      await vi.advanceTimersByTimeAsync(delay);
      expect(await terminalCall).toMatchObject({ status, outcome: delay > 2_000 ? 'unknown' : 'no-effect' });
      expect(await write).toMatchObject({ status, outcome: 'no-effect' });
    },
  );
});

describe('what ended a call decides, not what the reason looks like', () => {
  const claim = () =>
    new SecuconnectError('Nothing was sent.', { outcome: 'not-sent', operation: 'smart.transactions.cancel' });
  const never = () => new Promise<never>(() => undefined);
  const reasons = [
    'left',
    null,
    new Error('left'),
    new DOMException('late', 'TimeoutError'),
    claim(),
    { outcome: 'not-sent' },
  ];

  test.each(reasons)(
    'a write that is aborted in flight with %o is an AbortError with an unknown outcome',
    async (reason) => {
      const controller = new AbortController();
      const call = failureOf(
        client(stubFetch(never)).smart.transactions.cancel('STX_1', { signal: controller.signal }),
      );
      await vi.advanceTimersByTimeAsync(1);
      controller.abort(reason);
      const error = await call;
      expect(error).toMatchObject({ name: 'AbortError', outcome: 'unknown', operation: 'smart.transactions.cancel' });
      expect(error!.attempts).toHaveLength(1);
      expect(error!.cause).toBe(reason);
    },
  );

  test.each(reasons)(
    'a call that waits for a token and is aborted with %o is an AbortError that was not sent',
    async (reason) => {
      const controller = new AbortController();
      const call = failureOf(
        client(stubFetch(never), { auth: credentials }).smart.transactions.cancel('STX_1', {
          signal: controller.signal,
        }),
      );
      await vi.advanceTimersByTimeAsync(1);
      controller.abort(reason);
      expect(await call).toMatchObject({ name: 'AbortError', outcome: 'not-sent' });
    },
  );

  test.each(reasons)('a backoff delay that is aborted with %o ends as an AbortError', async (reason) => {
    const controller = new AbortController();
    const call = failureOf(
      client(stubFetch(json({}, 429))).smart.transactions.cancel('STX_1', { signal: controller.signal }),
    );
    await vi.advanceTimersByTimeAsync(0);
    controller.abort(reason);
    expect(await call).toMatchObject({ name: 'AbortError', outcome: 'no-effect' });
  });

  test('the error of another call that aborts this one is not written to', async () => {
    const controller = new AbortController();
    const first = (await failureOf(
      client(stubFetch(json({}, 404))).smart.transactions.cancel('STX_1', { idempotencyKey: 'first' }),
    ))!;
    const attempts = first.attempts;
    const second = failureOf(
      client(stubFetch(never)).smart.transactions.cancel('STX_2', {
        idempotencyKey: 'second',
        signal: controller.signal,
      }),
    );
    await vi.advanceTimersByTimeAsync(1);
    controller.abort(first);
    expect(await second).toMatchObject({ name: 'AbortError', idempotencyKey: 'second', cause: first });
    expect(first).toMatchObject({ idempotencyKey: 'first' });
    expect(first.attempts).toBe(attempts);
  });
});

describe('a custom fetch', () => {
  test('that throws the error of an earlier call changes nothing of that error', async () => {
    const first = (await failureOf(
      client(stubFetch(json({}, 404))).smart.transactions.cancel('STX_1', { idempotencyKey: 'first' }),
    ))!;
    const { attempts } = first;
    const stub = stubFetch(() => Promise.reject(first));
    const second = await failureOf(client(stub).smart.transactions.cancel('STX_2', { idempotencyKey: 'second' }));
    expect(second).toBe(first);
    expect(first.idempotencyKey).toBe('first');
    expect(first.attempts).toBe(attempts);
  });

  /** As in browsers and Workers: it works only without a receiver, or with the global object. */
  function strictFetch(this: unknown): Promise<Response> {
    if (this !== undefined && this !== globalThis) throw new TypeError('Illegal invocation');
    return Promise.resolve(Response.json({ id: 'STX_1', access_token: 't1', expires_in: 1200 }));
  }

  test('is called without a receiver, for calls and for tokens', async () => {
    const secuconnect = client({ fetch: strictFetch as typeof fetch }, { auth: credentials });
    await expect(secuconnect.smart.transactions.cancel('STX_1')).resolves.toMatchObject({ id: 'STX_1' });
  });

  test('of a single call is called without a receiver', async () => {
    const call = client(stubFetch()).smart.transactions.cancel('STX_1', { fetch: strictFetch as typeof fetch });
    await expect(call).resolves.toMatchObject({ id: 'STX_1' });
  });
});

describe('the total timeout', () => {
  test.each([-3_600_000, 3_600_000])('goes by a monotonic clock: the wall clock may jump by %i ms', async (jump) => {
    const call = failureOf(
      client(stubFetch(json({}, 503))).smart.transactions.get('STX_1', undefined, {
        totalTimeout: 2_500,
        maxRetries: 100,
      }),
    );
    await vi.advanceTimersByTimeAsync(1_000);
    vi.setSystemTime(Date.now() + jump);
    const startOfRest = performance.now();
    await vi.advanceTimersByTimeAsync(1_500);
    expect(await call).toBeDefined();
    expect(performance.now() - startOfRest).toBe(1_500);
  });
});
