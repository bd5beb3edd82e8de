import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { memoryTokenStore, Secuconnect, type Auth, type SecuconnectOptions } from '../src/index.ts';
import { credentials, rejectionOf } from './auth/auth-fixture.ts';
import { json, stubFetch, token } from './stub-fetch.ts';

const baseUrl = 'https://example.com/api/v2';

/** An API that accepts one token at a time; `delayOf` says how long the response to each call takes, in ms. */
function fakeApi({ delayOf = () => 0 }: { delayOf?: (call: number) => number } = {}) {
  const counts = { tokens: 0, calls: 0, rejected: 0 };
  const state = { validToken: '', isTokenEndpointDown: false };
  const delay = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  const send: typeof fetch = async (input, init) => {
    if (String(input).endsWith('/oauth/token')) {
      counts.tokens++;
      await delay(20);
      if (state.isTokenEndpointDown) return json({}, 503)();
      state.validToken = `t${counts.tokens}`;
      return token(state.validToken)();
    }
    const isAccepted = new Headers(init?.headers).get('authorization') === `Bearer ${state.validToken}`;
    await delay(delayOf(counts.calls++));
    if (isAccepted) return json({ object: 'smart.transactions', id: 'STX_1' })();
    counts.rejected++;
    return json({ status: 'error', error: 'ProductUnauthorizedException' }, 401)();
  };
  return { counts, state, fetch: send };
}

const clientOver = (fetchLike: typeof fetch, more: Partial<SecuconnectOptions> = {}) =>
  new Secuconnect({ baseUrl, auth: credentials, fetch: fetchLike, ...more });
const call = (secuconnect: Secuconnect) => secuconnect.smart.transactions.get('STX_1').then(({ id }) => id);
const calls = (secuconnect: Secuconnect, count: number) =>
  Promise.all(Array.from({ length: count }, () => call(secuconnect)));

beforeEach(() => void vi.useFakeTimers({ loopLimit: 100_000 }));
afterEach(() => void vi.useRealTimers());

describe('the tokens of a client', () => {
  test('10,000 concurrent calls of a new client cause one token request', async () => {
    const { counts, fetch } = fakeApi();
    const all = calls(clientOver(fetch), 10_000);
    await vi.runAllTimersAsync();
    expect(new Set(await all)).toEqual(new Set(['STX_1']));
    expect(counts).toMatchObject({ tokens: 1, calls: 10_000, rejected: 0 });
  });

  test('ten rejections of one old token, spread over 150 ms, cause one refresh', async () => {
    const { counts, state, fetch } = fakeApi({ delayOf: (index) => (index <= 10 ? index * 15 : 0) });
    const secuconnect = clientOver(fetch);
    const first = call(secuconnect);
    await vi.runAllTimersAsync();
    await first;
    state.validToken = 'another login has replaced it';
    const all = calls(secuconnect, 10);
    await vi.runAllTimersAsync();
    expect(await all).toEqual(Array.from({ length: 10 }, () => 'STX_1'));
    expect(counts).toMatchObject({ tokens: 2, rejected: 10 });
  });

  test('the next call succeeds when the token endpoint has recovered from a failure', async () => {
    const { counts, state, fetch } = fakeApi();
    const secuconnect = clientOver(fetch, { maxRetries: 0 });
    state.isTokenEndpointDown = true;
    const failed = rejectionOf(call(secuconnect));
    await vi.runAllTimersAsync();
    expect(await failed).toMatchObject({ outcome: 'not-sent', operation: 'oauth.token', status: 503 });
    expect(counts.tokens).toBe(1);
    state.isTokenEndpointDown = false;
    const next = call(secuconnect);
    await vi.runAllTimersAsync();
    expect(await next).toBe('STX_1');
  });

  test.each([
    [0, 1],
    [1, 2],
    [undefined, 3],
  ])('with maxRetries %j, 100 calls send %d requests to a token endpoint that fails', async (maxRetries, requests) => {
    const { counts, state, fetch } = fakeApi();
    state.isTokenEndpointDown = true;
    const secuconnect = clientOver(fetch, { maxRetries });
    const all = Promise.all(Array.from({ length: 100 }, () => rejectionOf(call(secuconnect))));
    await vi.runAllTimersAsync();
    expect(new Set((await all).map(({ name }) => name))).toEqual(new Set(['ServerError']));
    expect(counts.tokens).toBe(requests);
  });

  test('a call that was aborted before sends nothing, even if a token is cached', async () => {
    const { counts, fetch } = fakeApi();
    const secuconnect = clientOver(fetch, { auth: { token: 't' } });
    const signal = AbortSignal.abort(new Error('left'));
    const failure = await rejectionOf(secuconnect.smart.transactions.create({}, { signal }));
    expect(failure).toMatchObject({ name: 'AbortError', outcome: 'not-sent', cause: { message: 'left' } });
    expect(counts.calls).toBe(0);
  });

  test('clients with the same memory store share one token', async () => {
    const { counts, fetch } = fakeApi();
    const tokenStore = memoryTokenStore();
    const all = Promise.all(Array.from({ length: 20 }, () => call(clientOver(fetch, { tokenStore }))));
    await vi.runAllTimersAsync();
    expect(await all).toEqual(Array.from({ length: 20 }, () => 'STX_1'));
    expect(counts.tokens).toBe(1);
  });
});

describe('authenticate()', () => {
  test('obtains the token that the next call uses', async () => {
    const { counts, fetch } = fakeApi();
    const secuconnect = clientOver(fetch);
    const authenticated = secuconnect.authenticate();
    await vi.runAllTimersAsync();
    await authenticated;
    expect(counts).toMatchObject({ tokens: 1, calls: 0 });
    const next = call(secuconnect);
    await vi.runAllTimersAsync();
    expect(await next).toBe('STX_1');
    expect(counts).toMatchObject({ tokens: 1, calls: 1, rejected: 0 });
  });

  test('rejects with an AuthenticationError when the credentials are rejected', async () => {
    const secuconnect = clientOver(stubFetch(json({ error: 'invalid_client' }, 401)).fetch);
    expect(await rejectionOf(secuconnect.authenticate())).toMatchObject({
      name: 'AuthenticationError',
      operation: 'oauth.token',
      error: 'invalid_client',
    });
  });

  test('stops waiting when its signal is aborted', async () => {
    const { fetch } = fakeApi();
    const controller = new AbortController();
    const waiting = rejectionOf(clientOver(fetch).authenticate({ signal: controller.signal }));
    controller.abort(new Error('left'));
    expect(await waiting).toMatchObject({ message: 'left' });
  });
});

describe('the constructor of a client', () => {
  test.each<[string, Auth]>([
    [
      '`auth.clientSecret` is missing, empty, or contains a control character',
      { ...credentials, clientSecret: 'hidden\n' },
    ],
    ['`auth.token` is an empty token, or one with invalid characters', { token: 'hidden\n' }],
    ['`auth.token` is an empty token', { token: '' }],
  ])('throws for credentials that cannot be sent, without quoting them: %s', (message, auth) => {
    const { fetch } = fakeApi();
    expect(() => clientOver(fetch, { auth })).toThrow(TypeError);
    expect(() => clientOver(fetch, { auth })).toThrow(message);
    expect(() => clientOver(fetch, { auth })).not.toThrow('hidden');
  });
});
