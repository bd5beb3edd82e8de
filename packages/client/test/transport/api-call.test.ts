import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
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
