import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { globalFetch } from '../../src/internal/fetch-init.ts';
import type { RequestOptions } from '../../src/request-options.ts';
import { sendAttempt } from '../../src/transport/send-attempt.ts';
import { client, json, stubFetch } from '../stub-fetch.ts';
import { lostConnection } from './lost-connection.ts';
import { preparedRead, preparedRequest } from './prepared-request.ts';
import { stalledResponse } from './stalled-response.ts';

const ok = json({ id: 'STX_1' });
const read = (secuconnect: ReturnType<typeof client>, options?: RequestOptions) =>
  secuconnect.smart.transactions.get('STX_1', undefined, options);
const pendingOrEnded = (promise: Promise<unknown>) =>
  Promise.race([promise.catch(() => 'ended'), Promise.resolve('pending')]);

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('sendAttempt() sends', () => {
  test('the method, the body and the token, to the URL of the request', async () => {
    const stub = stubFetch(ok);
    await expect(
      client(stub).smart.transactions.prepare('STX_1', 'debit', { email: 'a@example.com' }),
    ).resolves.toMatchObject({ id: 'STX_1' });
    expect(stub.requests[0]!.url).toBe('https://example.com/api/v2/Smart/Transactions/STX_1/prepare/debit');
    expect(stub.requests[0]!.init).toMatchObject({
      method: 'POST',
      body: '{"email":"a@example.com"}',
      redirect: 'manual',
      headers: { authorization: 'Bearer secret-token', 'content-type': 'application/json' },
    });
  });

  test('the header `authorization` with the token only, and the other headers of the caller', async () => {
    const stub = stubFetch(json({}));
    await read(client(stub), { headers: { 'x-trace': '1', authorization: 'Bearer other' } });
    expect(stub.requests[0]!.init.headers).toMatchObject({ 'x-trace': '1', authorization: 'Bearer secret-token' });
  });

  test.each(['Authorization', 'authorization', 'AUTHORIZATION'])(
    'the token, not the header %s of the client or the call',
    async (name) => {
      const stub = stubFetch(ok);
      await read(client(stub, { headers: { [name]: 'Bearer one' } }), { headers: { [name]: 'Bearer two' } });
      const headers = stub.requests[0]!.init.headers as Record<string, string>;
      expect(headers['authorization']).toBe('Bearer secret-token');
    },
  );

  test('a form over the `fetch` of the runtime, whose body is ready later', async () => {
    const sent: { url: string; init: RequestInit }[] = [];
    vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
      sent.push({ url, init });
      return ok();
    });
    const body = new FormData();
    body.set('name', 'a value');
    const options = {
      timeLeft: Number.POSITIVE_INFINITY,
      onResponse: vi.fn(),
      isRaw: () => false,
      addDetails: <E>(error: E): E => error,
    };
    const { data } = await sendAttempt(preparedRequest({ fetch: globalFetch, body }), 'secret-token', options);
    vi.unstubAllGlobals();
    expect(data).toEqual({ id: 'STX_1' });
    expect(sent).toHaveLength(1);
    expect(sent[0]!.init.headers).toMatchObject({
      'content-type': expect.stringContaining('multipart/form-data') as string,
    });
  });

  test('no request after a redirect, which is an error with its status or without one', async () => {
    const stub = stubFetch(ok);
    await read(client(stub));
    await read(client(stub), { redirect: 'error' });
    expect(stub.requests.map(({ init }) => init.redirect)).toEqual(['manual', 'error']);
  });
});

describe('sendAttempt() keeps Bun from sending a request a second time on a connection that was kept alive', () => {
  test.each([
    ['if it is a write', preparedRequest(), false],
    [
      'if each response moves a scroll',
      preparedRead({ context: { id: 'smart.transactions.list', safe: true, movesScroll: true } }),
      false,
    ],
    ['but not if it is any other read', preparedRead(), undefined],
  ])('%s', async (_, request, keepalive) => {
    const stub = stubFetch(ok);
    await sendAttempt({ ...request, fetch: stub.fetch }, 'secret-token', {
      timeLeft: Number.POSITIVE_INFINITY,
      isRaw: () => false,
      onResponse: () => undefined,
      addDetails: (error) => error,
    });
    expect(stub.requests[0]!.init.keepalive).toBe(keepalive);
  });
});

describe('sendAttempt() redacts the token in the error', () => {
  test.each<[string, () => Response | Promise<Response>]>([
    ['an error response', json({ error_details: 'no secret-token here' }, 500)],
    ['a page', () => new Response('<p>secret-token</p>')],
    ['a network failure', () => Promise.reject(new TypeError('"Bearer secret-token" is invalid'))],
  ])('if %s quotes it', async (_, response) => {
    const error = await client(stubFetch(response))
      .smart.transactions.cancel('STX_1')
      .catch((failure: unknown) => failure as Error & { body?: string });
    const { message, stack, cause, body } = error as Error & { body?: string };
    const shown = [message, stack, (cause as Error | undefined)?.message, body, JSON.stringify(error)].join();
    expect(shown).not.toContain('secret-token');
    expect(shown).toContain('[redacted]');
  });

  test.each<[string, () => Response | Promise<Response>, object]>([
    [
      'an error response',
      json({ error_details: 'passcode abcdef123 is wrong' }, 500),
      { error_details: 'passcode [redacted] is wrong' },
    ],
    [
      'a network failure',
      () => Promise.reject(new Error('cannot send {"passcode":"abcdef123"}, abcdef123')),
      { cause: { message: 'cannot send {"passcode":"[redacted]"}, [redacted]' } },
    ],
  ])('with the secrets of the request body if %s quotes them', async (_, response, expected) => {
    const stub = stubFetch(response);
    const request = preparedRequest({ body: '{"passcode":"abcdef123"}', fetch: stub.fetch });
    const attempt = sendAttempt(request, 'secret-token', {
      timeLeft: Number.POSITIVE_INFINITY,
      isRaw: () => false,
      onResponse: () => undefined,
      addDetails: (error) => error,
    });
    await expect(attempt).rejects.toMatchObject(expected);
  });
});

describe('sendAttempt() reports the response', () => {
  test('before its body is read, also if it is an error', async () => {
    const bodyUsed: boolean[] = [];
    const attempt = sendAttempt(preparedRequest({ fetch: stubFetch(json({}, 404)).fetch }), 'secret-token', {
      timeLeft: Number.POSITIVE_INFINITY,
      isRaw: () => false,
      onResponse: (response) => void bodyUsed.push(response.bodyUsed),
      addDetails: (error) => error,
    });
    await expect(attempt).rejects.toMatchObject({ name: 'NotFoundError' });
    expect(bodyUsed).toEqual([false]);
  });
});

describe('the timeout of an attempt', () => {
  beforeEach(() => void vi.useFakeTimers());

  test('applies to the response', async () => {
    const neverResponds = ((_, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => reject(init.signal!.reason as Error));
      })) as typeof fetch;
    const failure = client({ fetch: neverResponds })
      .smart.transactions.cancel('STX_1', { timeout: 5 })
      .catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(5);
    expect(await failure).toMatchObject({
      name: 'TimeoutError',
      timeout: 5,
      outcome: 'unknown',
      operation: 'smart.transactions.cancel',
    });
  });

  test('applies until the last byte of the body', async () => {
    const write = client(stubFetch(stalledResponse)).smart.transactions.create({}, { timeout: 500 });
    write.catch(() => undefined);
    await vi.advanceTimersByTimeAsync(499);
    expect(await pendingOrEnded(write)).toBe('pending');
    await vi.advanceTimersByTimeAsync(1);
    await expect(write).rejects.toMatchObject({ name: 'TimeoutError', timeout: 500, outcome: 'unknown' });
  });

  test('applies to a body that the caller reads', async () => {
    const secuconnect = client(stubFetch(stalledResponse));
    const response = await read(secuconnect, { timeout: 500, totalTimeout: 10_000 }).asResponse();
    const text = response.text().catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(499);
    expect(await pendingOrEnded(text)).toBe('pending');
    await vi.advanceTimersByTimeAsync(1);
    expect(await text).toMatchObject({ name: 'TimeoutError', timeout: 500, attempts: [{ status: 200 }] });
    expect(vi.getTimerCount()).toBe(0);
  });

  test('gives way to a shorter total timeout, which the error then names, also for a body that the caller reads', async () => {
    const response = await read(client(stubFetch(stalledResponse)), { timeout: 500, totalTimeout: 300 }).asResponse();
    const text = response.text().catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(300);
    expect(await text).toMatchObject({ name: 'TimeoutError', timeout: 300 });
  });

  test('ends when the caller has read the body', async () => {
    const response = await read(client(stubFetch(ok))).asResponse();
    expect(vi.getTimerCount()).toBe(1);
    expect(await response.json()).toEqual({ id: 'STX_1' });
    expect(vi.getTimerCount()).toBe(0);
  });

  test.each([
    ['a success', ok],
    ['an error response', json({}, 404)],
    ['a lost connection', lostConnection('ECONNRESET')],
  ])('leaves no timer after %s, nor does the wait for a token', async (_, response) => {
    const auth = { token: () => Promise.resolve('some-token') };
    const secuconnect = client(stubFetch(response), { auth, maxRetries: 0 });
    await secuconnect.smart.transactions.create({}, { totalTimeout: 5_000 }).catch(() => undefined);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('is more than five minutes for a call that waits for a terminal', async () => {
    const stub = stubFetch(stalledResponse);
    const start = client(stub, { timeout: 1_000 }).smart.transactions.start('STX_1', 'cashless');
    start.catch(() => undefined);
    await vi.advanceTimersByTimeAsync(300_000);
    expect(await pendingOrEnded(start)).toBe('pending');
    await vi.advanceTimersByTimeAsync(30_000);
    await expect(start).rejects.toMatchObject({ name: 'TimeoutError', timeout: 330_000 });
    expect(stub.requests).toHaveLength(1);
  });

  test('leaves no listener on a long-lived signal, and no timer', async () => {
    const controller = new AbortController();
    const add = vi.spyOn(controller.signal, 'addEventListener');
    const remove = vi.spyOn(controller.signal, 'removeEventListener');
    const secuconnect = client(stubFetch(ok));
    for (let call = 0; call < 100; call++) await read(secuconnect, { signal: controller.signal });
    expect(add.mock.calls.length).toBeGreaterThanOrEqual(100);
    expect(remove.mock.calls.length).toBe(add.mock.calls.length);
    expect(vi.getTimerCount()).toBe(0);
  });
});
