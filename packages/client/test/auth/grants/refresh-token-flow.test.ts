import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { deviceGrant } from '../../../src/auth/grants/device.ts';
import { refreshTokenGrant } from '../../../src/auth/grants/refresh-token.ts';
import { memoryTokenStore } from '../../../src/auth/stores/memory-token-store.ts';
import {
  APP_USER_KEY,
  appUser,
  credentials,
  DEVICE_KEY,
  deviceCodeResponse,
  deviceOptions,
  expiredToken,
  grantTokenSource,
  hanging,
  networkError,
  oauthError,
  recordReports,
  rejectionOf,
  sentGrants,
  startRequest,
  storedToken,
  tokenResponse,
} from '../auth-fixture.ts';
import { json, stubFetch, token } from '../../stub-fetch.ts';

beforeEach(() => {
  vi.useFakeTimers();
  // No jitter: the refresh is due 90 s before expiry.
  vi.spyOn(Math, 'random').mockReturnValue(0);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('a refresh token', () => {
  test('from a login is used until a response brings another one', async () => {
    const stub = stubFetch(
      tokenResponse({ access_token: 't1', refresh_token: 'r1' }),
      tokenResponse({ access_token: 't2' }),
      tokenResponse({ access_token: 't3', refresh_token: 'r2' }),
      tokenResponse({ access_token: 't4' }),
    );
    const tokens = grantTokenSource(stub, appUser);
    for (const expected of ['t1', 't2', 't3', 't4']) {
      expect(await tokens.token()).toBe(expected);
      tokens.invalidate(expected);
    }
    expect(sentGrants(stub)).toEqual(['appuser', 'r1', 'r1', 'r2']);
  });

  test.each([
    ['the clock of this host was set back', -3_600_000, 1200],
    ['the new token lives shorter', 0, 60],
  ])('that a response brings is used even if %s', async (_, jump, expires_in) => {
    const stub = stubFetch(
      tokenResponse({ access_token: 't1', refresh_token: 'r1' }),
      tokenResponse({ access_token: 't2', refresh_token: 'r2', expires_in }),
      tokenResponse({ access_token: 't3', refresh_token: 'r3' }),
    );
    const tokens = grantTokenSource(stub, appUser);
    tokens.invalidate(await tokens.token());
    vi.setSystemTime(Date.now() + jump);
    tokens.invalidate(await tokens.token());
    await tokens.token();
    expect(sentGrants(stub)).toEqual(['appuser', 'r1', 'r2']);
  });

  test('that was rejected is not sent again, and the login starts over', async () => {
    const stub = stubFetch(
      tokenResponse({ access_token: 't1', refresh_token: 'r1' }),
      oauthError('invalid_grant'),
      token('t3'),
      token('t4'),
    );
    const tokens = grantTokenSource(stub, appUser);
    for (const expected of ['t1', 't3', 't4']) {
      expect(await tokens.token()).toBe(expected);
      tokens.invalidate(expected);
    }
    expect(sentGrants(stub)).toEqual(['appuser', 'r1', 'appuser', 'appuser']);
  });

  test('that is the only way to a token is sent once for each attempt, and each rejection is final', async () => {
    const stub = stubFetch(oauthError('invalid_grant'), oauthError('invalid_grant'), token('t3'));
    const tokens = grantTokenSource(stub, refreshTokenGrant({ ...credentials, refreshToken: 'r1' }));
    for (const requests of [1, 2]) {
      expect(await rejectionOf(tokens.token())).toMatchObject({ name: 'AuthenticationError', error: 'invalid_grant' });
      expect(stub.requests).toHaveLength(requests);
    }
    expect(await tokens.token()).toBe('t3');
  });

  test('of the options that was rejected is not sent again, once a login has taken its place', async () => {
    const stub = stubFetch(
      oauthError('invalid_grant'),
      deviceCodeResponse(),
      token('t1'),
      deviceCodeResponse(),
      token('t2'),
    );
    const tokens = grantTokenSource(stub, deviceGrant({ ...deviceOptions, refreshToken: 'r1' }));
    for (const expected of ['t1', 't2']) {
      const waiting = tokens.token();
      await vi.advanceTimersByTimeAsync(5_000);
      expect(await waiting).toBe(expected);
      tokens.invalidate(expected);
    }
    expect(sentGrants(stub)).toEqual(['r1', 'device', 'device', 'device', 'device']);
  });

  test('is not sent again when the last call that waited for it has left', async () => {
    const stub = stubFetch(json({}, 503, { 'retry-after': '5' }), token('t1'));
    const grant = refreshTokenGrant({ ...credentials, refreshToken: 'r1' });
    const controller = new AbortController();
    const waiting = rejectionOf(grantTokenSource(stub, grant, { maxRetries: 5 }).token(controller.signal));
    await vi.advanceTimersByTimeAsync(0);
    controller.abort(new Error('left'));
    await waiting;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(stub.requests).toHaveLength(1);
  });

  test.each([
    ['the client is rejected', oauthError('invalid_client')],
    ['the client is not authorised for the grant', oauthError('unauthorized_client', 401)],
    ['a gateway rejects the request', json({}, 403)],
    ['the endpoint fails', json({}, 503)],
    ['the endpoint fails with an exception', json({ error: 'ProductInternalException' }, 500)],
    ['there is no response', networkError],
  ])('stays in use when %s', async (_, failing) => {
    const stub = stubFetch(tokenResponse({ access_token: 't1', refresh_token: 'r1' }), failing, token('t3'));
    const store = { ...memoryTokenStore(), delete: vi.fn(async () => undefined) };
    const tokens = grantTokenSource(stub, appUser, { store });
    await tokens.token();
    tokens.invalidate('t1');
    await rejectionOf(tokens.token());
    expect(await tokens.token()).toBe('t3');
    expect(sentGrants(stub)).toEqual(['appuser', 'r1', 'r1']);
    expect(store.delete).not.toHaveBeenCalled();
  });
});

describe('a refresh token in a store', () => {
  test('is used, also by a client that has none', async () => {
    const store = memoryTokenStore();
    await store.set(APP_USER_KEY, expiredToken('r0'));
    const stub = stubFetch(token('t1'));
    expect(await grantTokenSource(stub, appUser, { store }).token()).toBe('t1');
    expect(sentGrants(stub)).toEqual(['r0']);
  });

  test('is tried before the one of the options, which follows when it is rejected', async () => {
    const store = memoryTokenStore();
    await store.set(DEVICE_KEY, expiredToken('r0'));
    const stub = stubFetch(oauthError('invalid_grant'), token('t1'));
    const grant = deviceGrant({ ...deviceOptions, refreshToken: 'r1' });
    expect(await grantTokenSource(stub, grant, { store }).token()).toBe('t1');
    expect(sentGrants(stub)).toEqual(['r0', 'r1']);
    expect(await store.get(DEVICE_KEY)).toMatchObject({ accessToken: 't1', refreshToken: 'r1' });
  });

  test('is deleted when it is rejected, before the login starts over', async () => {
    const store = memoryTokenStore();
    await store.set(APP_USER_KEY, expiredToken('r0'));
    let entryDuringLogin: unknown = 'not read';
    const stub = stubFetch(oauthError('invalid_grant'), async () => {
      entryDuringLogin = await store.get(APP_USER_KEY);
      return token('t1')();
    });
    expect(await grantTokenSource(stub, appUser, { store }).token()).toBe('t1');
    expect(entryDuringLogin).toBeUndefined();
    expect(sentGrants(stub)).toEqual(['r0', 'appuser']);
  });

  test('is not used again after it was exchanged, although the new one could not be written and the clock was set back', async () => {
    const store = { ...memoryTokenStore(), set: () => Promise.reject(new Error('read-only')) };
    store.get = async () => storedToken('t0', { issuedAt: Date.now() + 3_600_000, refreshToken: 'r1' });
    const stub = stubFetch(
      tokenResponse({ access_token: 't1', refresh_token: 'r2' }),
      tokenResponse({ access_token: 't2' }),
    );
    const tokens = grantTokenSource(stub, appUser, { store });
    tokens.invalidate('t0');
    tokens.invalidate(await tokens.token());
    await tokens.token();
    expect(sentGrants(stub)).toEqual(['r1', 'r2']);
  });

  test('does not replace a newer one that could not be written, even if that came with a token that lives shorter', async () => {
    const store = { ...memoryTokenStore(), set: () => Promise.reject(new Error('read-only')) };
    const stub = stubFetch(
      tokenResponse({ access_token: 't1', refresh_token: 'r2', expires_in: 60 }),
      tokenResponse({ access_token: 't2' }),
    );
    store.get = async () => storedToken('t0', { issuedAt: Date.now() - 5_000, refreshToken: 'r1' });
    const tokens = grantTokenSource(stub, appUser, { store });
    tokens.invalidate('t0');
    await vi.advanceTimersByTimeAsync(1_000);
    tokens.invalidate(await tokens.token());
    await tokens.token();
    expect(sentGrants(stub)).toEqual(['r1', 'r2']);
  });

  test('does not replace a newer one that could not be written', async () => {
    const inner = memoryTokenStore();
    const store = { ...inner, set: () => Promise.reject(new Error('disk full')) };
    await inner.set(APP_USER_KEY, expiredToken('r0'));
    const stub = stubFetch(tokenResponse({ access_token: 't1', refresh_token: 'r1' }), token('t2'));
    const tokens = grantTokenSource(stub, appUser, { store });
    await tokens.token();
    tokens.invalidate('t1');
    await tokens.token();
    expect(sentGrants(stub)).toEqual(['r0', 'r1']);
  });
});

describe('the latest refresh token', () => {
  const { lock: _, ...unlocked } = memoryTokenStore();
  beforeEach(() => unlocked.delete(APP_USER_KEY));
  /** A client that has logged in, and received a refresh token. */
  const loggedIn = async () => {
    const stub = stubFetch(tokenResponse({ access_token: 't1', refresh_token: 'r1' }), token('t2'));
    const tokens = grantTokenSource(stub, appUser, { store: unlocked });
    await tokens.token();
    return { stub, tokens };
  };

  test('stays in use when the store has an older entry again, as after the restore of a backup', async () => {
    const { stub, tokens } = await loggedIn();
    await unlocked.set(APP_USER_KEY, expiredToken('r0'));
    tokens.invalidate('t1');
    expect(await tokens.token()).toBe('t2');
    expect(sentGrants(stub)).toEqual(['appuser', 'r1']);
  });

  test('stays in use when the store has a newer token without a refresh token', async () => {
    const { stub, tokens } = await loggedIn();
    await unlocked.set(APP_USER_KEY, storedToken('other'));
    tokens.invalidate('t1');
    expect(await tokens.token()).toBe('other');
    tokens.invalidate('other');
    expect(await tokens.token()).toBe('t2');
    expect(sentGrants(stub)).toEqual(['appuser', 'r1']);
  });

  test('is used as soon as it has arrived, even if its request had counted as dead and the store is slow', async () => {
    let respond: (response: Response) => void = () => undefined;
    const stub = stubFetch(() => new Promise((resolve) => (respond = resolve)), token('t2'));
    await unlocked.set(APP_USER_KEY, expiredToken('r1'));
    const tokens = grantTokenSource(stub, appUser, { store: { ...unlocked, set: hanging } });
    const request = startRequest();
    void tokens.token();
    await vi.advanceTimersByTimeAsync(0);
    request.end();
    await vi.advanceTimersByTimeAsync(15_000);
    respond(tokenResponse({ access_token: 't1', refresh_token: 'r2' })());
    await vi.advanceTimersByTimeAsync(0);
    void tokens.token();
    await vi.advanceTimersByTimeAsync(0);
    expect(sentGrants(stub)).toEqual(['r1', 'r2']);
  });
});

describe('a refresh token that another process has exchanged, in a store without a lock', () => {
  const { lock: _, ...store } = memoryTokenStore();
  /** Rejects the refresh token, after another process has stored its own. */
  const exchangeElsewhere = (entry: object) => async () => {
    await store.set(APP_USER_KEY, storedToken('other', { refreshToken: 'r9', ...entry }));
    return oauthError('invalid_grant')();
  };
  beforeEach(() => store.set(APP_USER_KEY, expiredToken('r0')));

  test('is given up for the token of the other process', async () => {
    const stub = stubFetch(exchangeElsewhere({}));
    expect(await grantTokenSource(stub, appUser, { store }).token()).toBe('other');
    expect(sentGrants(stub)).toEqual(['r0']);
  });

  test('is given up for the refresh token of the other process, even if that came with an older token', async () => {
    const stub = stubFetch(
      tokenResponse({ access_token: 't1', refresh_token: 'r1' }),
      exchangeElsewhere({ issuedAt: 0, expiresAt: 1 }),
      token('t3'),
    );
    const tokens = grantTokenSource(stub, appUser, { store });
    await tokens.token();
    tokens.invalidate('t1');
    expect(await tokens.token()).toBe('t3');
    expect(sentGrants(stub)).toEqual(['r0', 'r1', 'r9']);
  });

  test('is given up for the refresh token of the other process when the token of that process has expired', async () => {
    const stub = stubFetch(exchangeElsewhere({ issuedAt: 0, expiresAt: 1 }), token('t2'));
    expect(await grantTokenSource(stub, appUser, { store }).token()).toBe('t2');
    expect(sentGrants(stub)).toEqual(['r0', 'r9']);
  });

  test('leaves the entry of the other process in the store, even if the next request fails', async () => {
    const stub = stubFetch(exchangeElsewhere({ issuedAt: 0, expiresAt: 1 }), networkError);
    await rejectionOf(grantTokenSource(stub, appUser, { store }).token());
    expect(await store.get(APP_USER_KEY)).toMatchObject({ refreshToken: 'r9' });
  });
});

describe('a login that needs a person', () => {
  const connected = tokenResponse({ access_token: 't1', refresh_token: 'r1' });
  const logIn = async (stub: ReturnType<typeof stubFetch>, onUserCode = vi.fn(), reports = recordReports()) => {
    const tokens = grantTokenSource(stub, deviceGrant({ ...deviceOptions, onUserCode }), reports);
    const first = tokens.token();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await first).toBe('t1');
    return tokens;
  };

  test('does not start in the background, but with the next call without a token', async () => {
    const onUserCode = vi.fn();
    const stub = stubFetch(
      deviceCodeResponse(),
      connected,
      oauthError('invalid_grant'),
      deviceCodeResponse({ user_code: 'NEW' }),
      token('t2'),
    );
    const reports = recordReports();
    const tokens = await logIn(stub, onUserCode, reports);
    await vi.advanceTimersByTimeAsync(1_150_000);
    expect(tokens.cached()).toBe('t1');
    await vi.advanceTimersByTimeAsync(30_000);
    expect(tokens.cached()).toBe('t1');
    await vi.advanceTimersByTimeAsync(0);
    expect(stub.requests).toHaveLength(3);
    expect(onUserCode).toHaveBeenCalledTimes(1);
    expect(reports.tokens).toHaveLength(2);
    expect(reports.tokens[1]).toMatchObject({
      reason: 'proactive',
      success: false,
      error: {
        name: 'SecuconnectError',
        message: 'A person has to connect the device again: the next call without a token shows a code.',
        outcome: 'not-sent',
        cause: { error: 'invalid_grant' },
      },
    });
    // A call that needs a token shows the code, and does not send the rejected refresh token again.
    await vi.advanceTimersByTimeAsync(10_000);
    const next = tokens.token();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await next).toBe('t2');
    expect(onUserCode).toHaveBeenCalledTimes(2);
    expect(sentGrants(stub)).toEqual(['device', 'device', 'r1', 'device', 'device']);
  });

  test('starts when a call waits for a refresh that began in the background', async () => {
    let respond: (response: Response) => void = () => undefined;
    const onUserCode = vi.fn();
    const stub = stubFetch(
      deviceCodeResponse(),
      connected,
      () => new Promise<Response>((resolve) => (respond = resolve)),
      deviceCodeResponse(),
      token('t2'),
    );
    const tokens = await logIn(stub, onUserCode);
    await vi.advanceTimersByTimeAsync(1_150_000);
    expect(tokens.cached()).toBe('t1');
    tokens.invalidate('t1');
    const waiting = tokens.token();
    await vi.advanceTimersByTimeAsync(0);
    respond(oauthError('invalid_grant')());
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await waiting).toBe('t2');
    expect(onUserCode).toHaveBeenCalledTimes(2);
  });
});
