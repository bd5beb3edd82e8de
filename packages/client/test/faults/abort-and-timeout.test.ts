import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Secuconnect, type RequestOptions, type SecuconnectOptions } from '../../src/index.ts';
import { json, stubFetch, token } from '../stub-fetch.ts';

const baseUrl = 'https://example.com/api/v2';
const encoder = new TextEncoder();
const object = json({ id: 'STX_1' });
const resets = () =>
  Promise.reject(new TypeError('fetch failed', { cause: Object.assign(new Error('reset'), { code: 'ECONNRESET' }) }));
const connectionRefused = () =>
  Promise.reject(
    new TypeError('fetch failed', { cause: Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }) }),
  );
/** Sends headers and the start of a body, then nothing more. */
const stalls =
  (status = 200) =>
  (): Response =>
    new Response(new ReadableStream({ start: (controller) => controller.enqueue(encoder.encode('{"id":')) }), {
      status,
    });
/** Never responds, and ignores its signal too. */
const hangs = () => new Promise<Response>(() => undefined);

const clientOver = (stub: { fetch: typeof fetch }, options: Partial<SecuconnectOptions> = {}) =>
  new Secuconnect({ baseUrl, auth: { token: 'a-token' }, fetch: stub.fetch, ...options });
const withCredentials = { auth: { clientId: 'shop', clientSecret: 'secret' } };
const read = (client: Secuconnect, options?: RequestOptions) =>
  client.smart.transactions.get('STX_1', undefined, options);
const write = (client: Secuconnect, options?: RequestOptions) => client.smart.transactions.create({}, options);

interface Settlement {
  state: 'pending' | 'fulfilled' | 'rejected';
  error?: unknown;
  /** When it settled, by the fake clock. */
  at?: number;
}

/** Tells the state of a promise at any time, without waiting for it. */
function observe(promise: Promise<unknown>): Settlement {
  const settlement: Settlement = { state: 'pending' };
  promise.then(
    () => Object.assign(settlement, { state: 'fulfilled', at: Date.now() }),
    (error: unknown) => Object.assign(settlement, { state: 'rejected', error, at: Date.now() }),
  );
  return settlement;
}

type Observed = Settlement & { stateBefore: string };

/** The state of a call a millisecond before it is due to end, and at that time. */
async function endAt(settlement: Settlement, due: number): Promise<Observed> {
  await vi.advanceTimersByTimeAsync(due - 1 - Date.now());
  const stateBefore = settlement.state;
  await vi.advanceTimersByTimeAsync(1);
  return { stateBefore, ...settlement };
}

/** The state of a call before and after its caller aborts it, which happens after 100 ms. */
async function abortAfter100Ms(settlement: Settlement, controller: AbortController): Promise<Observed> {
  await vi.advanceTimersByTimeAsync(100);
  const stateBefore = settlement.state;
  controller.abort(new Error('enough'));
  await vi.advanceTimersByTimeAsync(0);
  return { stateBefore, ...settlement };
}

const rejectedAt = (at: number, error: object): object => ({ stateBefore: 'pending', state: 'rejected', at, error });
const abortedWith = (outcome: string): object =>
  rejectedAt(100, { name: 'AbortError', outcome, cause: { message: 'enough' } });

beforeEach(() => void vi.useFakeTimers({ now: 0 }));
afterEach(() => {
  const timers = vi.getTimerCount();
  vi.restoreAllMocks();
  vi.useRealTimers();
  if (timers > 0) throw new Error(`${timers} timers are left, which would keep a process alive.`);
});

describe('the caller’s signal ends a call in the same tick', () => {
  test.each([
    ['a read in the backoff delay after status 503', read, json({}, 503, { 'retry-after': '5' }), 'no-effect'],
    ['a read in the backoff delay after status 429', read, json({}, 429, { 'retry-after': '5' }), 'no-effect'],
    ['a write in the backoff delay after status 429', write, json({}, 429, { 'retry-after': '5' }), 'no-effect'],
    ['a read in the backoff delay after a lost connection', read, resets, 'no-effect'],
    ['a write in the backoff delay after a refused connection', write, connectionRefused, 'not-sent'],
    ['a write that waits for its response', write, hangs, 'unknown'],
    ['a write whose response body stalls', write, stalls(), 'unknown'],
    ['a write whose error response stalls', write, stalls(429), 'unknown'],
  ])('the caller’s signal ends %s at once', async (_, call, response, outcome) => {
    vi.spyOn(Math, 'random').mockReturnValue(0.9);
    const controller = new AbortController();
    const stub = stubFetch(response, object);
    const settlement = observe(call(clientOver(stub), { signal: controller.signal }));
    expect(await abortAfter100Ms(settlement, controller)).toMatchObject(abortedWith(outcome));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(stub.requests).toHaveLength(1);
  });

  test.each([
    ['a write', write, 'not-sent'],
    ['a read', read, 'no-effect'],
  ])('the caller’s signal ends %s that waits for a token, and it is not sent', async (_, call, outcome) => {
    const controller = new AbortController();
    const stub = stubFetch(hangs);
    const settlement = observe(call(clientOver(stub, withCredentials), { signal: controller.signal }));
    expect(await abortAfter100Ms(settlement, controller)).toMatchObject(abortedWith(outcome));
    expect(stub.requests).toHaveLength(1);
  });

  test('a write that is aborted while its rejected token is replaced had no effect', async () => {
    const controller = new AbortController();
    const stub = stubFetch(token('t1'), json({}, 401), hangs);
    const settlement = observe(write(clientOver(stub, withCredentials), { signal: controller.signal }));
    expect(await abortAfter100Ms(settlement, controller)).toMatchObject(abortedWith('no-effect'));
  });
});

describe('a call whose signal is already aborted is not sent', () => {
  const aborted = () => ({ signal: AbortSignal.abort(new Error('before')) });
  const notSent = { name: 'AbortError', outcome: 'not-sent', attempts: [], cause: { message: 'before' } };

  test.each([
    ['with a given token', {}, {}],
    ['with a token in its options', {}, { token: 'call-token' }],
    ['that needs a token', withCredentials, {}],
  ])('a call %s is not sent if its signal is already aborted', async (_, settings, options) => {
    const stub = stubFetch(object);
    await expect(write(clientOver(stub, settings), { ...aborted(), ...options })).rejects.toMatchObject(notSent);
    expect(stub.requests.filter(({ url }) => !url.endsWith('/oauth/token'))).toEqual([]);
  });

  test('a call with a cached token is not sent if its signal is already aborted', async () => {
    const stub = stubFetch(token('t1'), object);
    const secuconnect = clientOver(stub, withCredentials);
    await secuconnect.authenticate();
    await expect(write(secuconnect, aborted())).rejects.toMatchObject(notSent);
    expect(stub.requests).toHaveLength(1);
  });
});

describe('a timeout ends a call exactly when it is due', () => {
  test.each([
    ['no response', hangs],
    ['a body that stalls', stalls()],
    ['an error response that stalls', stalls(500)],
  ])('the timeout ends a write with %s', async (_, response) => {
    const settlement = observe(write(clientOver(stubFetch(response)), { timeout: 500 }));
    expect(await endAt(settlement, 500)).toMatchObject(
      rejectedAt(500, {
        name: 'TimeoutError',
        timeout: 500,
        outcome: 'unknown',
        attempts: [{ duration: 500 }],
      }),
    );
  });

  test('the timeout covers the body of a response that the caller reads', async () => {
    const response = await write(clientOver(stubFetch(stalls())), { timeout: 500 }).asResponse();
    await vi.advanceTimersByTimeAsync(200);
    const settlement = observe(response.text());
    expect(await endAt(settlement, 500)).toMatchObject(
      rejectedAt(500, { name: 'TimeoutError', timeout: 500, outcome: 'unknown' }),
    );
  });

  test('a body that the caller starts to read after the timeout fails at once', async () => {
    const response = await write(clientOver(stubFetch(stalls())), { timeout: 500 }).asResponse();
    await vi.advanceTimersByTimeAsync(600);
    const settlement = observe(response.text());
    await vi.advanceTimersByTimeAsync(0);
    expect(settlement).toMatchObject({ state: 'rejected', at: 600, error: { name: 'TimeoutError', timeout: 500 } });
  });

  test('the caller’s signal ends the body of a response that the caller reads', async () => {
    const controller = new AbortController();
    const response = await write(clientOver(stubFetch(stalls())), { signal: controller.signal }).asResponse();
    const settlement = observe(response.text());
    expect(await abortAfter100Ms(settlement, controller)).toMatchObject(abortedWith('unknown'));
  });

  test.each([
    ['a write', write, 'not-sent'],
    ['a read', read, 'no-effect'],
  ])('the total timeout ends %s that waits for a token', async (_, call, outcome) => {
    const stub = stubFetch(hangs);
    const settlement = observe(call(clientOver(stub, withCredentials), { totalTimeout: 700, timeout: 100 }));
    expect(await endAt(settlement, 700)).toMatchObject(
      rejectedAt(700, { name: 'TimeoutError', timeout: 700, outcome, attempts: [] }),
    );
  });

  test('the total timeout covers all attempts of a call, and its error names the total timeout', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0);
    const stub = stubFetch(hangs);
    const settlement = observe(read(clientOver(stub), { timeout: 400, totalTimeout: 1_000, maxRetries: 10 }));
    expect(await endAt(settlement, 1_000)).toMatchObject(rejectedAt(1_000, { name: 'TimeoutError', timeout: 1_000 }));
    expect(stub.requests).toHaveLength(3);
  });

  test('a call fails at once if its backoff delay would end after the total timeout', async () => {
    const stub = stubFetch(json({}, 429, { 'retry-after': '5' }));
    const settlement = observe(write(clientOver(stub), { totalTimeout: 4_000 }));
    await vi.advanceTimersByTimeAsync(0);
    expect(settlement).toMatchObject({
      state: 'rejected',
      at: 0,
      error: { name: 'RateLimitError', outcome: 'no-effect' },
    });
  });

  test.each([0, -5])('a call with a total timeout of %i ms fails before it is sent', async (totalTimeout) => {
    const stub = stubFetch(object);
    const settlement = observe(write(clientOver(stub), { totalTimeout }));
    await vi.advanceTimersByTimeAsync(0);
    expect(settlement).toMatchObject({
      state: 'rejected',
      at: 0,
      error: { name: 'TimeoutError', outcome: 'not-sent' },
    });
    expect(stub.requests).toEqual([]);
  });
});
