import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { GrantedToken } from '../src/auth/granted-token.ts';
import { grantOf, type GrantOptions } from '../src/auth/grants.ts';
import { TokenEndpoint, type Token } from '../src/auth/token-endpoint.ts';
import type { TokenStore } from '../src/auth/token-store.ts';
import { json, stubFetch, token } from './stub-fetch.ts';

const client = { clientId: 'shop', clientSecret: 's3cret&more' };
const source = (stub: { fetch: typeof fetch }, options: GrantOptions = client, store?: TokenStore) =>
  new GrantedToken(
    grantOf(options),
    new TokenEndpoint('https://example.com/oauth/token', client, stub.fetch),
    'https://example.com',
    store,
  );
const form = (stub: ReturnType<typeof stubFetch>, at: number) =>
  Object.fromEntries(new URLSearchParams(stub.requests[at]!.init.body as string));
const answer = (body: object) => json({ expires_in: 1200, token_type: 'bearer', ...body });
const secrets = { client_id: 'shop', client_secret: 's3cret&more' };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a token that is got with a grant', () => {
  test('one request for a token, however many calls wait for it', async () => {
    const stub = stubFetch(token('t1'));
    const tokens = source(stub);
    const got = await Promise.all(Array.from({ length: 10_000 }, () => tokens.token()));
    expect(new Set(got)).toEqual(new Set(['t1']));
    expect(stub.requests).toHaveLength(1);
  });

  test('is refreshed ahead of expiry in the background', async () => {
    const stub = stubFetch(token('t1'), token('t2'));
    const tokens = source(stub);
    await tokens.token();
    vi.advanceTimersByTime(1_000_000);
    expect(await tokens.token()).toBe('t1');
    expect(stub.requests).toHaveLength(1);
    vi.advanceTimersByTime(150_000);
    expect(await tokens.token()).toBe('t1');
    await vi.advanceTimersByTimeAsync(0);
    expect(await tokens.token()).toBe('t2');
    expect(stub.requests).toHaveLength(2);
  });

  test('a failed background refresh harms nobody, and is not repeated at once', async () => {
    const stub = stubFetch(token('t1'), json({}, 503), token('t3'));
    const tokens = source(stub);
    await tokens.token();
    vi.advanceTimersByTime(1_150_000);
    for (let call = 0; call < 10; call++) {
      expect(await tokens.token()).toBe('t1');
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(stub.requests).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(5_000);
    await tokens.token();
    await vi.advanceTimersByTimeAsync(0);
    expect(await tokens.token()).toBe('t3');
  });

  test('is not handed out when it is about to expire', async () => {
    const stub = stubFetch(token('t1'), token('t2'));
    const tokens = source(stub);
    await tokens.token();
    vi.advanceTimersByTime(1_191_000);
    expect(await tokens.token()).toBe('t2');
  });

  test('ten late refusals of one old token cause one refresh, not ten', async () => {
    const stub = stubFetch(token('t1'), token('t2'), token('t3'));
    const tokens = source(stub);
    await tokens.token();
    for (let late = 0; late < 10; late++) {
      tokens.discard('t1');
      expect(await tokens.token()).toBe('t2');
      await vi.advanceTimersByTimeAsync(15);
    }
    expect(stub.requests).toHaveLength(2);
  });

  test('a failed request harms only the calls that waited for it', async () => {
    const stub = stubFetch(() => Promise.reject(new TypeError('fetch failed')), token('t2'));
    const tokens = source(stub);
    const failures = await Promise.allSettled([tokens.token(), tokens.token()]);
    expect(failures.map((one) => one.status)).toEqual(['rejected', 'rejected']);
    await expect(tokens.token()).resolves.toBe('t2');
  });

  test('an aborted call stops waiting at once, and the others get their token', async () => {
    let release: (response: Response) => void = () => undefined;
    const stub = stubFetch(() => new Promise<Response>((resolve) => (release = resolve)));
    const tokens = source(stub);
    const controller = new AbortController();
    const patient = tokens.token();
    const hasty = tokens.token(controller.signal);
    controller.abort(new Error('left'));
    await expect(hasty).rejects.toThrow('left');
    release(token('t1')());
    await expect(patient).resolves.toBe('t1');
  });

  test('keeps to the clock of the server', async () => {
    const behind = new Date(Date.now() + 3_600_000).toUTCString();
    const stub = stubFetch(json({ access_token: 't1', expires_in: 1200 }, 200, { date: behind }), token('t2'));
    const tokens = source(stub);
    await tokens.token();
    vi.advanceTimersByTime(1_000_000);
    expect(await tokens.token()).toBe('t1');
    vi.advanceTimersByTime(195_000);
    expect(await tokens.token()).toBe('t2');
  });

  test.each([
    ['an empty object', '{}'],
    ['no JSON', '<html>'],
    ['a token without a lifetime', '{"access_token":"leaky"}'],
  ])('an answer with %s is no token, and is not quoted', async (_, body) => {
    const failure = (await source(stubFetch(() => new Response(body)))
      .token()
      .catch((error: unknown) => error)) as Error;
    expect(failure).toMatchObject({ outcome: 'not-sent', operation: 'oauth.token' });
    expect(failure.message).not.toContain('leaky');
  });

  test('wrong credentials are an authentication error without the secret in it', async () => {
    const stub = stubFetch(
      json({ error: 'invalid_client', error_description: 'The client credentials are invalid' }, 400),
    );
    const failure = (await source(stub)
      .token()
      .catch((error: unknown) => error)) as Error;
    expect(failure).toMatchObject({
      name: 'AuthenticationError',
      status: 400,
      error: 'invalid_client',
      outcome: 'rejected',
    });
    expect(failure.message).toContain('The client credentials are invalid');
    expect(`${failure.stack}${JSON.stringify(failure)}`).not.toContain('s3cret');
  });
});

describe('on the wire', () => {
  test('client credentials', async () => {
    const stub = stubFetch(token('t1'));
    await source(stub).token();
    expect(stub.requests[0]).toMatchObject({
      url: 'https://example.com/oauth/token',
      init: { method: 'POST', redirect: 'error' },
    });
    expect(form(stub, 0)).toEqual({ grant_type: 'client_credentials', ...secrets });
  });

  test('application user', async () => {
    const stub = stubFetch(token('t1'));
    await source(stub, {
      ...client,
      grant: 'appuser',
      username: 'erika',
      password: 'p',
      device: 'phone-1',
      deviceName: 'Phone',
    }).token();
    expect(form(stub, 0)).toEqual({
      grant_type: 'appuser',
      username: 'erika',
      password: 'p',
      device: 'phone-1',
      'deviceinfo[name]': 'Phone',
      ...secrets,
    });
  });

  test('refresh token, which stays when the answer has no other', async () => {
    const stub = stubFetch(token('t1'), token('t2'));
    const tokens = source(stub, { ...client, grant: 'refresh_token', refreshToken: 'r1' });
    await tokens.token();
    tokens.discard('t1');
    await tokens.token();
    const expected = { grant_type: 'refresh_token', refresh_token: 'r1', ...secrets };
    expect([form(stub, 0), form(stub, 1)]).toEqual([expected, expected]);
  });

  test('a refresh token that came with a login is used, and when it is refused the grant starts anew', async () => {
    const stub = stubFetch(
      answer({ access_token: 't1', refresh_token: 'r1' }),
      answer({ access_token: 't2' }),
      json({ error: 'invalid_grant' }, 400),
      token('t4'),
    );
    const tokens = source(stub, { ...client, grant: 'appuser', username: 'erika', password: 'p', device: 'd' });
    for (const expected of ['t1', 't2', 't4']) {
      const got = await tokens.token();
      expect(got).toBe(expected);
      tokens.discard(got);
    }
    expect([0, 1, 2, 3].map((at) => form(stub, at)['grant_type'])).toEqual([
      'appuser',
      'refresh_token',
      'refresh_token',
      'appuser',
    ]);
  });
});

describe('the device grant', () => {
  const code = json({
    device_code: 'dc',
    user_code: 'ABCD1234',
    verification_url: 'https://www.example.com',
    expires_in: 60,
    interval: 5,
  });
  const pending = json({ error: 'authorization_pending' }, 401);
  const device = (onUserCode = vi.fn()) => ({
    ...client,
    grant: 'device' as const,
    uuid: '/vendor/x/cashier/1',
    onUserCode,
  });

  test('shows the code and asks in the given interval until it was entered', async () => {
    const stub = stubFetch(code, pending, pending, answer({ access_token: 't1', refresh_token: 'r1' }));
    const options = device();
    const waiting = source(stub, options).token();
    await vi.advanceTimersByTimeAsync(14_999);
    expect(stub.requests).toHaveLength(3);
    await vi.advanceTimersByTimeAsync(1);
    await expect(waiting).resolves.toBe('t1');
    expect(options.onUserCode).toHaveBeenCalledExactlyOnceWith({
      userCode: 'ABCD1234',
      verificationUrl: 'https://www.example.com',
      expiresIn: 60_000,
    });
    expect([form(stub, 0), form(stub, 1)]).toEqual([
      { grant_type: 'device', uuid: '/vendor/x/cashier/1', ...secrets },
      { grant_type: 'device', code: 'dc', ...secrets },
    ]);
  });

  test('slows down for good when told so', async () => {
    const stub = stubFetch(code, json({ error: 'slow_down' }, 400), pending, token('t1'));
    const waiting = source(stub, device()).token();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(stub.requests).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(stub.requests).toHaveLength(3);
    await vi.advanceTimersByTimeAsync(9_999);
    expect(stub.requests).toHaveLength(3);
    await vi.advanceTimersByTimeAsync(1);
    await expect(waiting).resolves.toBe('t1');
  });

  test('ends when the code expires unused', async () => {
    const waiting = source(stubFetch(code, pending), device()).token();
    waiting.catch(() => undefined);
    await vi.advanceTimersByTimeAsync(60_000);
    await expect(waiting).rejects.toThrow('before its code expired');
  });

  test('ends at once when the login is refused', async () => {
    const waiting = source(stubFetch(code, json({ error: 'access_denied' }, 400)), device()).token();
    waiting.catch(() => undefined);
    await vi.advanceTimersByTimeAsync(5_000);
    await expect(waiting).rejects.toMatchObject({ name: 'AuthenticationError', error: 'access_denied' });
  });
});

describe('a store', () => {
  function memory(): TokenStore & { entries: Map<string, Token> } {
    const entries = new Map<string, Token>();
    return {
      entries,
      get: (key) => Promise.resolve(entries.get(key)),
      set: (key, value) => Promise.resolve(void entries.set(key, value)),
      delete: (key) => Promise.resolve(void entries.delete(key)),
    };
  }

  test('lets processes share one token', async () => {
    const [store, stub] = [memory(), stubFetch(token('t1'), token('t2'))];
    expect([await source(stub, client, store).token(), await source(stub, client, store).token()]).toEqual([
      't1',
      't1',
    ]);
    expect([...store.entries.keys()]).toEqual(['https://example.com:client_credentials:shop']);
    expect(stub.requests).toHaveLength(1);
  });

  test('never brings a refused token back', async () => {
    const [store, stub] = [memory(), stubFetch(token('t1'), token('t2'))];
    const tokens = source(stub, client, store);
    await tokens.token();
    tokens.discard('t1');
    expect(await tokens.token()).toBe('t2');
  });

  test('that fails is skipped', async () => {
    const broken = () => Promise.reject(new Error('disk full'));
    await expect(
      source(stubFetch(token('t1')), client, { get: broken, set: broken, delete: broken }).token(),
    ).resolves.toBe('t1');
  });

  test('with a lock keeps others waiting, who then find the token', async () => {
    const store = memory();
    let turn = Promise.resolve();
    const locked: TokenStore = {
      ...store,
      lock: (_, run) => {
        const mine = turn.then(run);
        turn = mine.then(() => undefined);
        return mine;
      },
    };
    const stub = stubFetch(token('t1'), token('t2'));
    const all = await Promise.all(Array.from({ length: 20 }, () => source(stub, client, locked).token()));
    expect(new Set(all)).toEqual(new Set(['t1']));
    expect(stub.requests).toHaveLength(1);
  });
});

test.each([
  ['clientId', { ...client, clientId: '' }],
  ['clientSecret', { ...client, clientSecret: '' }],
  ['username', { ...client, grant: 'appuser', username: '', password: 'p', device: 'd' }],
  ['uuid', { ...client, grant: 'device', uuid: '', onUserCode: () => undefined }],
  ['refreshToken', { ...client, grant: 'refresh_token', refreshToken: '' }],
  ['Unknown grant', { ...client, grant: 'password' }],
])('refuses options without %s', (name, options) => {
  expect(() => grantOf(options as GrantOptions)).toThrow(name);
});
