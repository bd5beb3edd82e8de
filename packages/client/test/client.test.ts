import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { memoryTokenStore, Secuconnect, type Auth, type SecuconnectOptions } from '../src/index.ts';
import { client, failureOf } from './auth/auth-fixture.ts';
import { json, token } from './stub-fetch.ts';

const baseUrl = 'https://example.com/api/v2';

/** A platform that takes one token at a time, and answers after as long as a test says. */
function platform({ delayOf = () => 0 }: { delayOf?: (call: number) => number } = {}) {
  const seen = { tokens: 0, calls: 0, refused: 0 };
  const state = { valid: '', failing: false };
  const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  const send: typeof fetch = async (input, init) => {
    if (String(input).endsWith('/oauth/token')) {
      seen.tokens++;
      await wait(20);
      if (state.failing) return json({}, 503)();
      state.valid = `t${seen.tokens}`;
      return token(state.valid)();
    }
    const good = new Headers(init?.headers).get('authorization') === `Bearer ${state.valid}`;
    await wait(delayOf(seen.calls++));
    if (good) return json({ object: 'smart.transactions', id: 'STX_1' })();
    seen.refused++;
    return json({ status: 'error', error: 'ProductUnauthorizedException' }, 401)();
  };
  return { seen, state, fetch: send };
}

const make = (fetchLike: typeof fetch, more: Partial<SecuconnectOptions> = {}) =>
  new Secuconnect({ baseUrl, auth: client, fetch: fetchLike, ...more });
const call = (secuconnect: Secuconnect) => secuconnect.smart.transactions.get('STX_1').then(({ id }) => id);
const calls = (secuconnect: Secuconnect, count: number) =>
  Promise.all(Array.from({ length: count }, () => call(secuconnect)));

beforeEach(() => void vi.useFakeTimers({ loopLimit: 100_000 }));
afterEach(() => void vi.useRealTimers());

describe('a client', () => {
  test('10,000 calls at once on a cold client cause one token request', async () => {
    const { seen, fetch } = platform();
    const all = calls(make(fetch), 10_000);
    await vi.runAllTimersAsync();
    expect(new Set(await all)).toEqual(new Set(['STX_1']));
    expect(seen).toMatchObject({ tokens: 1, calls: 10_000, refused: 0 });
  });

  test('ten refusals of one old token, spread over 150 ms, cause one refresh', async () => {
    const { seen, state, fetch } = platform({ delayOf: (number) => (number <= 10 ? number * 15 : 0) });
    const secuconnect = make(fetch);
    const first = call(secuconnect);
    await vi.runAllTimersAsync();
    await first;
    state.valid = 'another login has replaced it';
    const all = calls(secuconnect, 10);
    await vi.runAllTimersAsync();
    expect(await all).toEqual(Array.from({ length: 10 }, () => 'STX_1'));
    expect(seen).toMatchObject({ tokens: 2, refused: 10 });
  });

  test('a token endpoint that fails and recovers leaves no trace: the next call succeeds', async () => {
    const { seen, state, fetch } = platform();
    const secuconnect = make(fetch, { maxRetries: 0 });
    state.failing = true;
    const failed = failureOf(call(secuconnect));
    await vi.runAllTimersAsync();
    expect(await failed).toMatchObject({ outcome: 'not-sent', operation: 'oauth.token', status: 503 });
    expect(seen.tokens).toBe(1);
    state.failing = false;
    const next = call(secuconnect);
    await vi.runAllTimersAsync();
    expect(await next).toBe('STX_1');
  });

  test.each([
    [0, 1],
    [1, 2],
    [undefined, 3],
  ])('with maxRetries %j asks a failing token endpoint %d times for all its calls', async (maxRetries, times) => {
    const { seen, state, fetch } = platform();
    state.failing = true;
    const secuconnect = make(fetch, { maxRetries });
    const all = Promise.all(Array.from({ length: 100 }, () => failureOf(call(secuconnect))));
    await vi.runAllTimersAsync();
    expect(new Set((await all).map((one) => one.name))).toEqual(new Set(['ServerError']));
    expect(seen.tokens).toBe(times);
  });

  test('sends nothing for a call that was aborted before, also when it has a token at hand', async () => {
    const { seen, fetch } = platform();
    const secuconnect = make(fetch, { auth: { token: 't' } });
    const signal = AbortSignal.abort(new Error('left'));
    const failure = await failureOf(secuconnect.smart.transactions.create({}, { signal }));
    expect(failure).toMatchObject({ name: 'AbortError', outcome: 'not-sent', cause: { message: 'left' } });
    expect(seen.calls).toBe(0);
  });

  test('shares a memory store with other clients of the process', async () => {
    const { seen, fetch } = platform();
    const tokenStore = memoryTokenStore();
    const all = Promise.all(Array.from({ length: 20 }, () => call(make(fetch, { tokenStore }))));
    await vi.runAllTimersAsync();
    expect(await all).toEqual(Array.from({ length: 20 }, () => 'STX_1'));
    expect(seen.tokens).toBe(1);
  });

  test.each<[string, Auth]>([
    ['`auth.clientSecret` is missing, empty, or has a control character', { ...client, clientSecret: 'hidden\n' }],
    ['`auth.token` is empty, or has characters that cannot be sent', { token: 'hidden\n' }],
    ['`auth.token` is empty', { token: '' }],
  ])('is not made with what cannot be sent, which is not quoted: %s', (message, auth) => {
    const { fetch } = platform();
    expect(() => make(fetch, { auth })).toThrow(TypeError);
    expect(() => make(fetch, { auth })).toThrow(message);
    expect(() => make(fetch, { auth })).not.toThrow('hidden');
  });
});
