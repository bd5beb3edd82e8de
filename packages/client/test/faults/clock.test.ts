import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Secuconnect, type RequestOptions, type SecuconnectOptions } from '../../src/index.ts';
import { json, stubFetch, token } from '../stub-fetch.ts';

const baseUrl = 'https://example.com/api/v2';
const encoder = new TextEncoder();
const object = json({ id: 'STX_1' });
const lost = () =>
  Promise.reject(new TypeError('fetch failed', { cause: Object.assign(new Error('reset'), { code: 'ECONNRESET' }) }));
const refused = () =>
  Promise.reject(
    new TypeError('fetch failed', { cause: Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }) }),
  );
/** Headers and the beginning of a body, and nothing more. */
const stalls =
  (status = 200) =>
  (): Response =>
    new Response(new ReadableStream({ start: (controller) => controller.enqueue(encoder.encode('{"id":')) }), {
      status,
    });
/** Never answers, and does not listen to its signal either. */
const silent = () => new Promise<Response>(() => undefined);

const client = (stub: { fetch: typeof fetch }, options: Partial<SecuconnectOptions> = {}) =>
  new Secuconnect({ baseUrl, auth: { token: 'a-token' }, fetch: stub.fetch, ...options });
const granted = { auth: { clientId: 'shop', clientSecret: 'secret' } };
const reads = (one: Secuconnect, options?: RequestOptions) => one.smart.transactions.get('STX_1', undefined, options);
const writes = (one: Secuconnect, options?: RequestOptions) => one.smart.transactions.create({}, options);

const notSent = { name: 'AbortError', outcome: 'not-sent', attempts: [], cause: { message: 'before' } };

/** What has become of a promise by now, without a tick of the clock. */
function watch(promise: Promise<unknown>): { state: string; error?: unknown; at?: number } {
  const watched: { state: string; error?: unknown; at?: number } = { state: 'pending' };
  promise.then(
    () => Object.assign(watched, { state: 'done', at: Date.now() }),
    (error: unknown) => Object.assign(watched, { state: 'failed', error, at: Date.now() }),
  );
  return watched;
}

type Watched = ReturnType<typeof watch>;

/** What a call is a millisecond before its time, and what it has become when it is due. */
async function endOf(watched: Watched, due: number): Promise<Watched & { before: string }> {
  await vi.advanceTimersByTimeAsync(due - 1 - Date.now());
  const before = watched.state;
  await vi.advanceTimersByTimeAsync(1);
  return { before, ...watched };
}

/** The same for a call whose caller leaves it after 100 ms. */
async function leave(watched: Watched, controller: AbortController): Promise<Watched & { before: string }> {
  await vi.advanceTimersByTimeAsync(100);
  const before = watched.state;
  controller.abort(new Error('enough'));
  await vi.advanceTimersByTimeAsync(0);
  return { before, ...watched };
}

const ended = (at: number, error: object): object => ({ before: 'pending', state: 'failed', at, error });
const aborted = (outcome: string): object => ended(100, { name: 'AbortError', outcome, cause: { message: 'enough' } });

beforeEach(() => void vi.useFakeTimers({ now: 0 }));
afterEach(() => {
  const left = vi.getTimerCount();
  vi.restoreAllMocks();
  vi.useRealTimers();
  if (left > 0) throw new Error(`${left} timers are left, which would keep a process alive.`);
});

describe('the caller’s signal ends a call in the same tick', () => {
  test.each([
    ['a read that waits after status 503', reads, json({}, 503, { 'retry-after': '5' }), 'rejected'],
    ['a read that waits after status 429', reads, json({}, 429, { 'retry-after': '5' }), 'rejected'],
    ['a write that waits after status 429', writes, json({}, 429, { 'retry-after': '5' }), 'rejected'],
    ['a read that waits after a lost connection', reads, lost, 'unknown'],
    ['a write that waits after a refused connection', writes, refused, 'not-sent'],
    ['a write that waits for its answer', writes, silent, 'unknown'],
    ['a write whose answer has stalled', writes, stalls(), 'unknown'],
    ['a write whose refusal has stalled', writes, stalls(429), 'unknown'],
  ])('%s', async (_, call, first, outcome) => {
    vi.spyOn(Math, 'random').mockReturnValue(0.9);
    const controller = new AbortController();
    const stub = stubFetch(first, object);
    const watched = watch(call(client(stub), { signal: controller.signal }));
    expect(await leave(watched, controller)).toMatchObject(aborted(outcome));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(stub.requests).toHaveLength(1);
  });

  test('a call that waits for its token has not been sent', async () => {
    const controller = new AbortController();
    const stub = stubFetch(silent);
    const watched = watch(writes(client(stub, granted), { signal: controller.signal }));
    expect(await leave(watched, controller)).toMatchObject(aborted('not-sent'));
    expect(stub.requests).toHaveLength(1);
  });

  test('a call that waits for a new token, after its old one was refused, has been rejected', async () => {
    const controller = new AbortController();
    const stub = stubFetch(token('t1'), json({}, 401), silent);
    const watched = watch(writes(client(stub, granted), { signal: controller.signal }));
    expect(await leave(watched, controller)).toMatchObject(aborted('rejected'));
  });

  test.each([
    ['with a given token', {}, {}],
    ['with a token of its own', {}, { token: 'own' }],
    ['that needs a token', granted, {}],
  ])('a call %s is not sent when the signal was aborted before', async (_, settings, options) => {
    const stub = stubFetch(object);
    const left = { signal: AbortSignal.abort(new Error('before')), ...options };
    await expect(writes(client(stub, settings), left)).rejects.toMatchObject(notSent);
    expect(stub.requests.filter(({ url }) => !url.endsWith('/oauth/token'))).toEqual([]);
  });

  test('a call that has its token at hand is not sent when the signal was aborted before', async () => {
    const stub = stubFetch(token('t1'), object);
    const secuconnect = client(stub, granted);
    await secuconnect.authenticate();
    const left = { signal: AbortSignal.abort(new Error('before')) };
    await expect(writes(secuconnect, left)).rejects.toMatchObject(notSent);
    expect(stub.requests).toHaveLength(1);
  });
});

describe('a time limit ends a call when it is due, and not later', () => {
  test.each([
    ['no answer', silent],
    ['a body that stalls', stalls()],
    ['the body of a refusal that stalls', stalls(500)],
  ])('with %s', async (_, first) => {
    const watched = watch(writes(client(stubFetch(first)), { timeout: 500 }));
    expect(await endOf(watched, 500)).toMatchObject(
      ended(500, {
        name: 'TimeoutError',
        timeout: 500,
        outcome: 'unknown',
        attempts: [{ duration: 500 }],
      }),
    );
  });

  test('in the body of a response that was asked for unread', async () => {
    const response = await writes(client(stubFetch(stalls())), { timeout: 500 }).asResponse();
    await vi.advanceTimersByTimeAsync(200);
    const watched = watch(response.text());
    expect(await endOf(watched, 500)).toMatchObject(
      ended(500, { name: 'TimeoutError', timeout: 500, outcome: 'unknown' }),
    );
  });

  test('in the body of a response that nobody has begun to read', async () => {
    const response = await writes(client(stubFetch(stalls())), { timeout: 500 }).asResponse();
    await vi.advanceTimersByTimeAsync(600);
    const watched = watch(response.text());
    await vi.advanceTimersByTimeAsync(0);
    expect(watched).toMatchObject({ state: 'failed', at: 600, error: { name: 'TimeoutError', timeout: 500 } });
  });

  test('and the caller ends the body of a response that was asked for unread', async () => {
    const controller = new AbortController();
    const response = await writes(client(stubFetch(stalls())), { signal: controller.signal }).asResponse();
    const watched = watch(response.text());
    expect(await leave(watched, controller)).toMatchObject(aborted('unknown'));
  });

  test('while a token is awaited: the deadline', async () => {
    const stub = stubFetch(silent);
    const watched = watch(writes(client(stub, granted), { totalTimeout: 700, timeout: 100 }));
    expect(await endOf(watched, 700)).toMatchObject(
      ended(700, { name: 'TimeoutError', timeout: 700, outcome: 'not-sent', attempts: [] }),
    );
  });

  test('over several attempts: the deadline, which names itself', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0);
    const stub = stubFetch(silent);
    const watched = watch(reads(client(stub), { timeout: 400, totalTimeout: 1_000, maxRetries: 10 }));
    expect(await endOf(watched, 1_000)).toMatchObject(ended(1_000, { name: 'TimeoutError', timeout: 1_000 }));
    expect(stub.requests).toHaveLength(3);
  });

  test('a pause that would end after the deadline is not begun', async () => {
    const stub = stubFetch(json({}, 429, { 'retry-after': '5' }));
    const watched = watch(writes(client(stub), { totalTimeout: 4_000 }));
    await vi.advanceTimersByTimeAsync(0);
    expect(watched).toMatchObject({ state: 'failed', at: 0, error: { name: 'RateLimitError', outcome: 'rejected' } });
  });

  test.each([0, -5])('a deadline of %i ms is over before anything is sent', async (totalTimeout) => {
    const stub = stubFetch(object);
    const watched = watch(writes(client(stub), { totalTimeout }));
    await vi.advanceTimersByTimeAsync(0);
    expect(watched).toMatchObject({ state: 'failed', at: 0, error: { name: 'TimeoutError', outcome: 'not-sent' } });
    expect(stub.requests).toEqual([]);
  });
});
