import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { RequestOptions } from '../../src/request-options.ts';
import { Secuconnect } from '../../src/client.ts';
import { retryAfter } from '../../src/internal/backoff.ts';
import { isTerminalCall } from '../../src/transport/terminal-calls.ts';
import { json, stubFetch, token } from '../stub-fetch.ts';

const baseUrl = 'https://example.com/api/v2';
const ok = json({ id: 'STX_1' });
const lost = (code: string) => () =>
  Promise.reject(new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) }));

const calls = {
  read: (one: Secuconnect, options?: RequestOptions) => one.smart.transactions.get('STX_1', undefined, options),
  write: (one: Secuconnect, options?: RequestOptions) => one.smart.transactions.create({}, options),
  replace: (one: Secuconnect, options?: RequestOptions) => one.smart.transactions.update('STX_1', {}, options),
  terminal: (one: Secuconnect, options?: RequestOptions) =>
    one.smart.transactions.start('STX_1', 'cashless', undefined, options),
};

/** How often a call reaches the server, and what comes of it. */
async function run(kind: keyof typeof calls, answers: Parameters<typeof stubFetch>, options?: RequestOptions) {
  const stub = stubFetch(...answers);
  const result = calls[kind](new Secuconnect({ baseUrl, auth: { token: 't' }, fetch: stub.fetch }), options).then(
    () => 'ok',
    (error: Error) => error.name,
  );
  await vi.advanceTimersByTimeAsync(600_000);
  return [await result, stub.requests.length];
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('a call is repeated only when that does no harm', () => {
  test.each([
    // what happened first                      read           write                          replace                        terminal
    ['502', json({}, 502), ['ok', 2], ['ServerError', 1], ['ServerError', 1], ['ServerError', 1]],
    ['503', json({}, 503), ['ok', 2], ['ServerError', 1], ['ServerError', 1], ['ServerError', 1]],
    ['504', json({}, 504), ['ok', 2], ['ServerError', 1], ['ServerError', 1], ['ServerError', 1]],
    ['500', json({}, 500), ['ServerError', 1], ['ServerError', 1], ['ServerError', 1], ['ServerError', 1]],
    [
      '500 with a validation error',
      json({ error: 'ProductFormatException' }, 500),
      ['ValidationError', 1],
      ['ValidationError', 1],
      ['ValidationError', 1],
      ['ValidationError', 1],
    ],
    ['404', json({}, 404), ['NotFoundError', 1], ['NotFoundError', 1], ['NotFoundError', 1], ['NotFoundError', 1]],
    ['429', json({}, 429), ['ok', 2], ['ok', 2], ['ok', 2], ['RateLimitError', 1]],
    ['a refused connection', lost('ECONNREFUSED'), ['ok', 2], ['ok', 2], ['ok', 2], ['ConnectionError', 1]],
    [
      'a reset connection',
      lost('ECONNRESET'),
      ['ok', 2],
      ['ConnectionError', 1],
      ['ConnectionError', 1],
      ['ConnectionError', 1],
    ],
  ])('after %s', async (_, first, read, write, replace, terminal) => {
    expect(await run('read', [first, ok])).toEqual(read);
    expect(await run('write', [first, ok])).toEqual(write);
    expect(await run('replace', [first, ok])).toEqual(replace);
    expect(await run('terminal', [first, ok])).toEqual(terminal);
  });

  test('maxRetries counts repeats, and 0 means none', async () => {
    const busy = json({}, 503);
    expect(await run('read', [busy])).toEqual(['ServerError', 3]);
    expect(await run('read', [busy], { maxRetries: 5 })).toEqual(['ServerError', 6]);
    expect(await run('read', [busy, ok], { maxRetries: 0 })).toEqual(['ServerError', 1]);
  });

  test('a token endpoint that cannot pass the request on is asked again, also for a write', async () => {
    const stub = stubFetch(json({}, 503), lost('ECONNRESET'), token('t1'), ok);
    const created = new Secuconnect({
      baseUrl,
      auth: { clientId: 'a', clientSecret: 'b' },
      fetch: stub.fetch,
    }).smart.transactions.create({});
    await vi.advanceTimersByTimeAsync(60_000);
    await expect(created).resolves.toMatchObject({ id: 'STX_1' });
    expect(stub.requests.map(({ url }) => new URL(url).pathname)).toEqual([
      ...Array.from({ length: 3 }, () => '/oauth/token'),
      '/api/v2/Smart/Transactions',
    ]);
  });
});

describe('Retry-After', () => {
  test.each([
    ['seconds', '3', 3_000],
    ['a date', new Date(10_000).toUTCString(), 10_000],
    ['a date in the past', new Date(-10_000).toUTCString(), 0],
    ['a number with something behind it', '5x', undefined],
    ['a number with something before it', 'soon 5', undefined],
    ['a fraction', '1.5', undefined],
    ['a negative number', '-1', undefined],
    ['nonsense', 'soon', undefined],
    ['nothing', '', undefined],
  ])('as %s', (_, value, expected) => {
    vi.setSystemTime(0);
    expect(retryAfter(new Headers({ 'retry-after': value }))).toBe(expected);
  });

  test('as a date is taken by the clock of the server, where the answer tells it', () => {
    vi.setSystemTime(0);
    const headers = { date: new Date(3_600_000).toUTCString(), 'retry-after': new Date(3_607_000).toUTCString() };
    expect(retryAfter(new Headers(headers))).toBe(7_000);
    expect(retryAfter(new Headers({ ...headers, date: 'today' }))).toBe(3_607_000);
  });

  test('of exactly a minute is waited for', async () => {
    expect(await run('read', [json({}, 429, { 'retry-after': '60' }), ok])).toEqual(['ok', 2]);
  });

  test('is waited for, not less and not more', async () => {
    const stub = stubFetch(json({}, 429, { 'retry-after': '7' }), ok);
    const read = calls.read(new Secuconnect({ baseUrl, auth: { token: 't' }, fetch: stub.fetch }));
    await vi.advanceTimersByTimeAsync(6_999);
    expect(stub.requests).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(stub.requests).toHaveLength(2);
    await read;
  });

  test('beyond a minute ends the call', async () => {
    expect(await run('read', [json({}, 429, { 'retry-after': '61' }), ok])).toEqual(['RateLimitError', 1]);
  });

  test('is left at once when the caller aborts', async () => {
    const controller = new AbortController();
    const stub = stubFetch(json({}, 503, { 'retry-after': '5' }), ok);
    const read = calls.read(new Secuconnect({ baseUrl, auth: { token: 't' }, fetch: stub.fetch }), {
      signal: controller.signal,
    });
    await vi.advanceTimersByTimeAsync(100);
    const before = Date.now();
    controller.abort(new Error('enough'));
    await expect(read).rejects.toMatchObject({ name: 'AbortError', outcome: 'rejected', cause: { message: 'enough' } });
    expect(Date.now()).toBe(before);
  });
});

describe('time limits', () => {
  /** A server that sends headers and then nothing more. */
  const stalls = () =>
    new Response(new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode('{"id":')) }));

  test('hold until the last byte of the body', async () => {
    const stub = stubFetch(stalls);
    const write = calls.write(new Secuconnect({ baseUrl, auth: { token: 't' }, fetch: stub.fetch }), { timeout: 500 });
    write.catch(() => undefined);
    await vi.advanceTimersByTimeAsync(499);
    expect(await Promise.race([write.catch(() => 'ended'), Promise.resolve('pending')])).toBe('pending');
    await vi.advanceTimersByTimeAsync(1);
    await expect(write).rejects.toMatchObject({ name: 'TimeoutError', timeout: 500, outcome: 'unknown' });
  });

  test('a deadline holds over all attempts and the pauses between them', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0);
    const stub = stubFetch(stalls);
    const started = Date.now();
    const read = calls.read(new Secuconnect({ baseUrl, auth: { token: 't' }, fetch: stub.fetch, maxRetries: 100 }), {
      timeout: 400,
      totalTimeout: 1_000,
    });
    read.catch(() => undefined);
    await vi.advanceTimersByTimeAsync(1_000);
    // Two whole attempts, and what is left for the third; the limit that it names is the one that was reached.
    await expect(read).rejects.toMatchObject({ name: 'TimeoutError', timeout: 1_000 });
    expect(Date.now() - started).toBe(1_000);
  });

  test('a read whose time is up is sent again, a write is not', async () => {
    const options = { timeout: 400 };
    expect(await run('read', [stalls, ok], options)).toEqual(['ok', 2]);
    expect(await run('write', [stalls, ok], options)).toEqual(['TimeoutError', 1]);
    expect(await run('read', [stalls], options)).toEqual(['TimeoutError', 3]);
  });

  test('a deadline that is over before anything was sent sends nothing', async () => {
    const stub = stubFetch(ok);
    const write = calls.write(new Secuconnect({ baseUrl, auth: { token: 't' }, fetch: stub.fetch }), {
      totalTimeout: 0,
    });
    await expect(write).rejects.toMatchObject({ name: 'TimeoutError', timeout: 0, outcome: 'not-sent', attempts: [] });
    expect(stub.requests).toEqual([]);
  });

  test('hold for a body that is handed over unread, too', async () => {
    const stub = stubFetch(stalls);
    const secuconnect = new Secuconnect({ baseUrl, auth: { token: 't' }, fetch: stub.fetch });
    const response = await calls.read(secuconnect, { timeout: 500, totalTimeout: 10_000 }).asResponse();
    const text = response.text().catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(499);
    expect(await Promise.race([text, Promise.resolve('pending')])).toBe('pending');
    await vi.advanceTimersByTimeAsync(1);
    expect(await text).toMatchObject({ name: 'TimeoutError', timeout: 500, attempts: [{ status: 200 }] });
    expect(vi.getTimerCount()).toBe(0);
  });

  test('for such a body name the limit that was reached', async () => {
    const secuconnect = new Secuconnect({ baseUrl, auth: { token: 't' }, fetch: stubFetch(stalls).fetch });
    const response = await calls.read(secuconnect, { timeout: 500, totalTimeout: 300 }).asResponse();
    const text = response.text().catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(300);
    expect(await text).toMatchObject({ name: 'TimeoutError', timeout: 300 });
  });

  test('are over when such a body has been read', async () => {
    const secuconnect = new Secuconnect({ baseUrl, auth: { token: 't' }, fetch: stubFetch(ok).fetch });
    const response = await calls.read(secuconnect).asResponse();
    expect(vi.getTimerCount()).toBe(1);
    expect(await response.json()).toEqual({ id: 'STX_1' });
    expect(vi.getTimerCount()).toBe(0);
  });

  test.each([
    ['a success', [ok]],
    ['a refusal', [json({}, 404)]],
    ['a lost connection', [lost('ECONNRESET')]],
  ])('leave no timer behind after %s, nor after waiting for a token', async (_, answers) => {
    const auth = { token: () => Promise.resolve('some-token') };
    const one = new Secuconnect({ baseUrl, auth, fetch: stubFetch(...answers).fetch, maxRetries: 0 });
    await calls.write(one, { totalTimeout: 5_000 }).catch(() => undefined);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('a call that waits for a terminal has more than five minutes', async () => {
    const stub = stubFetch(stalls);
    const start = calls.terminal(new Secuconnect({ baseUrl, auth: { token: 't' }, fetch: stub.fetch, timeout: 1_000 }));
    start.catch(() => undefined);
    await vi.advanceTimersByTimeAsync(300_000);
    expect(await Promise.race([start.catch(() => 'ended'), Promise.resolve('pending')])).toBe('pending');
    await vi.advanceTimersByTimeAsync(30_000);
    await expect(start).rejects.toMatchObject({ name: 'TimeoutError', timeout: 330_000 });
    expect(stub.requests).toHaveLength(1);
  });

  test('leave no listener on a long-lived signal, and no timer', async () => {
    const controller = new AbortController();
    const add = vi.spyOn(controller.signal, 'addEventListener');
    const remove = vi.spyOn(controller.signal, 'removeEventListener');
    const secuconnect = new Secuconnect({ baseUrl, auth: { token: 't' }, fetch: stubFetch(ok).fetch });
    for (let call = 0; call < 100; call++) await calls.read(secuconnect, { signal: controller.signal });
    expect(add.mock.calls.length).toBeGreaterThanOrEqual(100);
    expect(remove.mock.calls.length).toBe(add.mock.calls.length);
    expect(vi.getTimerCount()).toBe(0);
  });
});

test('waitsForTerminal is told by the table and by the value of the path parameter', () => {
  const base = { id: 'a.b.c', method: 'POST', path: '/A/{id}/start/{how}', safe: false } as const;
  expect(isTerminalCall(base, ['1', 'cash'])).toBe(false);
  expect(isTerminalCall({ ...base, waitsForTerminal: true }, ['1', 'cash'])).toBe(true);
  expect(isTerminalCall({ ...base, waitsForTerminal: { parameter: 'how', values: ['card'] } }, ['1', 'card'])).toBe(
    true,
  );
  expect(isTerminalCall({ ...base, waitsForTerminal: { parameter: 'how', values: ['card'] } }, ['1', 'cash'])).toBe(
    false,
  );
});

test('a platform that failed leaves the outcome of a write open, and says so', async () => {
  const write = calls.write(
    new Secuconnect({
      baseUrl,
      auth: { token: 't' },
      fetch: stubFetch(json({ error: 'ProductInternalException', code: 1003 }, 500)).fetch,
    }),
  );
  await expect(write).rejects.toMatchObject({
    outcome: 'unknown',
    message: expect.stringContaining('look for it with smart.transactions before trying again'),
  });
  const read = calls.read(new Secuconnect({ baseUrl, auth: { token: 't' }, fetch: stubFetch(json({}, 500)).fetch }));
  await expect(read).rejects.toMatchObject({ outcome: 'rejected' });
});
