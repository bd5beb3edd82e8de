import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { deviceGrant } from '../../../src/auth/grants/device.ts';
import { memoryTokenStore } from '../../../src/auth/stores/memory-token-store.ts';
import {
  credentialFields,
  DEVICE_KEY,
  deviceCodeResponse,
  deviceOptions,
  grantTokenSource,
  hanging,
  networkError,
  oauthError,
  rejectionOf,
  sentForm,
  tokenResponse,
} from '../auth-fixture.ts';
import { json, stubFetch, token } from '../../stub-fetch.ts';

const code = deviceCodeResponse();
const pending = oauthError('authorization_pending', 401);
const device = (onUserCode: () => void | Promise<void> = () => undefined) =>
  deviceGrant({ ...deviceOptions, onUserCode });

/** Advances the clock, and returns how many requests had been sent at each of these moments, in seconds. */
async function requestsAt(stub: ReturnType<typeof stubFetch>, ...moments: number[]): Promise<number[]> {
  const counts: number[] = [];
  let now = 0;
  for (const moment of moments) {
    await vi.advanceTimersByTimeAsync(Math.round((moment - now) * 1000));
    now = moment;
    counts.push(stub.requests.length);
  }
  return counts;
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a device login', () => {
  test('shows the code and polls in the given interval until it was entered', async () => {
    const stub = stubFetch(code, pending, pending, tokenResponse({ access_token: 't1', refresh_token: 'r1' }));
    const onUserCode = vi.fn();
    const expiresAt = new Date(Date.now() + 60_000);
    const waiting = grantTokenSource(stub, device(onUserCode)).token();
    expect(await requestsAt(stub, 4.999, 5, 9.999, 10, 14.999, 15)).toEqual([1, 2, 2, 3, 3, 4]);
    await expect(waiting).resolves.toBe('t1');
    expect(onUserCode).toHaveBeenCalledExactlyOnceWith({
      userCode: 'ABCD1234',
      verificationUri: 'https://www.example.com',
      expiresAt,
    });
    expect([sentForm(stub, 0), sentForm(stub, 1)]).toEqual([
      { grant_type: 'device', uuid: '/vendor/x/cashier/1', ...credentialFields },
      { grant_type: 'device', code: 'dc', ...credentialFields },
    ]);
  });

  test.each([[undefined], [0], [-1], ['often'], [null], ['1e999']])(
    'polls every five seconds when the interval is %j',
    async (interval) => {
      const stub = stubFetch(deviceCodeResponse({ interval }), pending);
      void rejectionOf(grantTokenSource(stub, device()).token());
      expect(await requestsAt(stub, 4.999, 5, 10)).toEqual([1, 2, 3]);
    },
  );

  test('polls in another interval when the server asks for one', async () => {
    const stub = stubFetch(deviceCodeResponse({ interval: '2' }), pending);
    void rejectionOf(grantTokenSource(stub, device()).token());
    expect(await requestsAt(stub, 1.999, 2, 4)).toEqual([1, 2, 3]);
  });

  test.each([[0.001], ['1e-9'], [0.999]])('never polls more often than every second: interval %j', async (interval) => {
    const stub = stubFetch(deviceCodeResponse({ interval }), pending);
    void rejectionOf(grantTokenSource(stub, device()).token());
    expect(await requestsAt(stub, 0.999, 1, 2)).toEqual([1, 2, 3]);
  });

  test.each([[301], [3_000_000], [1e300]])('polls at least every five minutes: interval %j', async (interval) => {
    const stub = stubFetch(deviceCodeResponse({ interval, expires_in: 10_000_000 }), pending);
    void rejectionOf(grantTokenSource(stub, device()).token());
    expect(await requestsAt(stub, 299.999, 300, 600)).toEqual([1, 2, 3]);
  });

  test('treats a code that lives longer than a day as one that lives a day', async () => {
    const onUserCode = vi.fn();
    const stub = stubFetch(deviceCodeResponse({ interval: 300, expires_in: 1e300 }), pending);
    const waiting = rejectionOf(grantTokenSource(stub, device(onUserCode)).token());
    await vi.advanceTimersByTimeAsync(0);
    expect(onUserCode).toHaveBeenCalledWith(expect.objectContaining({ expiresAt: new Date(Date.now() + 86_400_000) }));
    await vi.advanceTimersByTimeAsync(86_400_000);
    expect((await waiting).message).toContain('The device code expired');
  });

  test('is not polled every few milliseconds when an overloaded server asks for a delay of months', async () => {
    const overloaded = json({}, 429, { 'retry-after': '30000000' });
    const stub = stubFetch(deviceCodeResponse({ expires_in: 1e9 }), overloaded, token('t1'));
    const waiting = rejectionOf(grantTokenSource(stub, device()).token());
    expect(await requestsAt(stub, 5, 6)).toEqual([2, 2]);
    expect((await waiting).message).toContain('The device code expired');
  });

  test.each([
    ['ahead', 3_600_000],
    ['back', -3_600_000],
  ])('ends when the code expires, although the clock of this host is set %s', async (_, jump) => {
    const stub = stubFetch(code, pending);
    const waiting = rejectionOf(grantTokenSource(stub, device()).token());
    await vi.advanceTimersByTimeAsync(12_000);
    vi.setSystemTime(Date.now() + jump);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(stub.requests).toHaveLength(9);
    await vi.advanceTimersByTimeAsync(18_000);
    expect((await waiting).message).toContain('The device code expired');
    expect(stub.requests).toHaveLength(12);
  });

  test('shows an empty address when the server sends none', async () => {
    const onUserCode = vi.fn();
    const stub = stubFetch(deviceCodeResponse({ verification_url: null }));
    void rejectionOf(grantTokenSource(stub, device(onUserCode)).token());
    await vi.advanceTimersByTimeAsync(0);
    expect(onUserCode).toHaveBeenCalledWith(expect.objectContaining({ verificationUri: '' }));
  });

  test.each([
    ['no device code', { device_code: undefined }],
    ['an empty device code', { device_code: '' }],
    ['a device code that is not a string', { device_code: 7 }],
    ['no user code', { user_code: 7 }],
    ['an empty user code', { user_code: '' }],
    ['a code that has expired', { expires_in: 0 }],
    ['a code without an expiry', { expires_in: undefined }],
  ])('fails, and shows nothing, when the response has %s', async (_, more) => {
    const onUserCode = vi.fn();
    const tokens = grantTokenSource(stubFetch(deviceCodeResponse(more)), device(onUserCode));
    expect(await rejectionOf(tokens.token())).toMatchObject({
      message: 'oauth.token responded without a usable device code.',
      outcome: 'not-sent',
      operation: 'oauth.token',
    });
    expect(onUserCode).not.toHaveBeenCalled();
  });

  test('polls more slowly for the rest of the login after slow_down', async () => {
    const stub = stubFetch(code, oauthError('slow_down'), pending, pending, token('t1'));
    const waiting = grantTokenSource(stub, device()).token();
    expect(await requestsAt(stub, 5, 14.999, 15, 24.999, 25, 34.999, 35)).toEqual([2, 2, 3, 3, 4, 4, 5]);
    await expect(waiting).resolves.toBe('t1');
  });

  test('polls more slowly after each slow_down', async () => {
    const slowDown = oauthError('slow_down');
    const stub = stubFetch(deviceCodeResponse({ expires_in: 600 }), slowDown, slowDown, pending);
    void rejectionOf(grantTokenSource(stub, device()).token());
    expect(await requestsAt(stub, 5, 15, 29.999, 30, 44.999, 45)).toEqual([2, 3, 3, 4, 4, 5]);
  });

  test.each([
    ['a network error', networkError],
    ['status 429', json({}, 429)],
    ['status 500', json({}, 500)],
    ['status 503', json({}, 503)],
  ])('polls again after %s, with a delay that doubles until the server responds', async (_, failing) => {
    const stub = stubFetch(deviceCodeResponse({ expires_in: 600 }), failing, failing, pending, token('t1'));
    const waiting = grantTokenSource(stub, device(), { maxRetries: 2 }).token();
    expect(await requestsAt(stub, 5, 14.999, 15, 34.999, 35, 39.999, 40)).toEqual([2, 2, 3, 3, 4, 4, 5]);
    await expect(waiting).resolves.toBe('t1');
  });

  test('never delays a poll for more than a minute, unless the interval is longer', async () => {
    const stub = stubFetch(deviceCodeResponse({ expires_in: 6000, interval: 40 }), networkError);
    void rejectionOf(grantTokenSource(stub, device()).token());
    expect(await requestsAt(stub, 40, 99.999, 100, 160)).toEqual([2, 2, 3, 4]);
    const slow = stubFetch(deviceCodeResponse({ expires_in: 6000, interval: 70 }), networkError);
    void rejectionOf(grantTokenSource(slow, device()).token());
    expect(await requestsAt(slow, 70, 139.999, 140)).toEqual([2, 2, 3]);
  });

  test('delays a poll for as long as an overloaded server asks for', async () => {
    const overloaded = json({}, 429, { 'retry-after': '90' });
    const stub = stubFetch(deviceCodeResponse({ expires_in: 600 }), overloaded, token('t1'));
    void rejectionOf(grantTokenSource(stub, device()).token());
    expect(await requestsAt(stub, 5, 94.999, 95)).toEqual([2, 2, 3]);
  });

  test('treats authorization_pending as pending with any status', async () => {
    const stub = stubFetch(code, oauthError('authorization_pending', 500), token('t1'));
    void rejectionOf(grantTokenSource(stub, device()).token());
    expect(await requestsAt(stub, 5, 9.999, 10)).toEqual([2, 2, 3]);
  });

  test('fails when the code expires, without a poll after that', async () => {
    const stub = stubFetch(code, pending);
    const waiting = rejectionOf(grantTokenSource(stub, device()).token());
    expect(await requestsAt(stub, 54.999, 55, 70)).toEqual([11, 12, 12]);
    expect(await waiting).toMatchObject({
      name: 'SecuconnectError',
      message: 'The device code expired before it was entered. The next call starts again, with a new code.',
      outcome: 'not-sent',
      operation: 'oauth.token',
    });
  });

  test('fails when the server says that the code has expired', async () => {
    const stub = stubFetch(code, oauthError('expired_token'));
    const waiting = rejectionOf(grantTokenSource(stub, device()).token());
    await vi.advanceTimersByTimeAsync(5_000);
    const failure = await waiting;
    expect(failure).toMatchObject({ name: 'SecuconnectError', cause: { error: 'expired_token' } });
    expect(failure.message).toContain('expired before it was entered');
  });

  test('fails at once when a person denies it', async () => {
    const stub = stubFetch(code, oauthError('access_denied'));
    const waiting = rejectionOf(grantTokenSource(stub, device()).token());
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await waiting).toMatchObject({
      name: 'SecuconnectError',
      message: 'The device login was denied. The next call starts again, with a new code.',
      outcome: 'not-sent',
      cause: { name: 'AuthenticationError', error: 'access_denied' },
    });
    expect(stub.requests).toHaveLength(2);
  });

  test.each([
    ['any other OAuth error', oauthError('invalid_grant'), 'AuthenticationError'],
    ['a success without a token', json({}), 'DecodeError'],
    ['an unexpected status', json({}, 404), 'ApiError'],
  ])('fails at once after %s', async (_, response, name) => {
    const waiting = rejectionOf(grantTokenSource(stubFetch(code, response), device()).token());
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await waiting).toMatchObject({ name });
  });

  test('starts again with a new code in the call after one that failed', async () => {
    const newCode = deviceCodeResponse({ user_code: 'NEW' });
    const stub = stubFetch(code, oauthError('access_denied'), newCode, token('t1'));
    const onUserCode = vi.fn();
    const tokens = grantTokenSource(stub, device(onUserCode));
    const first = rejectionOf(tokens.token());
    await vi.advanceTimersByTimeAsync(5_000);
    await first;
    const second = tokens.token();
    await vi.advanceTimersByTimeAsync(5_000);
    await expect(second).resolves.toBe('t1');
    expect(onUserCode).toHaveBeenLastCalledWith(expect.objectContaining({ userCode: 'NEW' }));
  });
});

describe('the callback onUserCode', () => {
  test.each([
    [
      'throws',
      () => {
        throw new Error('no paper');
      },
    ],
    ['rejects', () => Promise.reject(new Error('no paper'))],
  ])('ends the login with its failure as the cause when it %s', async (_, onUserCode) => {
    const stub = stubFetch(code, token('t1'));
    const failure = await rejectionOf(grantTokenSource(stub, device(onUserCode)).token());
    expect(failure).toMatchObject({
      name: 'SecuconnectError',
      message: '`onUserCode` failed, so the device was not connected. The next call starts again, with a new code.',
      outcome: 'not-sent',
      cause: { message: 'no paper' },
    });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(stub.requests).toHaveLength(1);
  });

  test('ends before the first poll is sent', async () => {
    let shown: () => void = () => undefined;
    const stub = stubFetch(code, token('t1'));
    const waiting = grantTokenSource(
      stub,
      device(() => new Promise((resolve) => (shown = resolve))),
    ).token();
    expect(await requestsAt(stub, 20)).toEqual([1]);
    shown();
    expect(await requestsAt(stub, 4.999, 5)).toEqual([1, 2]);
    await expect(waiting).resolves.toBe('t1');
  });

  test('leaves no time for a poll when it takes until the code expires', async () => {
    let shown: () => void = () => undefined;
    const stub = stubFetch(code, token('t1'));
    const waiting = rejectionOf(
      grantTokenSource(
        stub,
        device(() => new Promise((resolve) => (shown = resolve))),
      ).token(),
    );
    await vi.advanceTimersByTimeAsync(55_000);
    shown();
    expect((await waiting).message).toContain('expired before it was entered');
    expect(stub.requests).toHaveLength(1);
  });
});

describe('a device login whose last waiting call is aborted', () => {
  const abortable = () => {
    const controller = new AbortController();
    return { signal: controller.signal, abort: () => controller.abort(new Error('left')) };
  };
  /** A response that arrives when a test sends it. */
  const lateResponse = () => {
    let arrive: (response: Response) => void = () => undefined;
    return {
      respond: () => new Promise<Response>((resolve) => (arrive = resolve)),
      arrive: (response: Response) => arrive(response),
    };
  };

  test('ends with the last call that waits for it, and not before', async () => {
    const stub = stubFetch(code, pending);
    const tokens = grantTokenSource(stub, device());
    const [one, two] = [abortable(), abortable()];
    const waiting = [rejectionOf(tokens.token(one.signal)), rejectionOf(tokens.token(two.signal))];
    expect(await requestsAt(stub, 5)).toEqual([2]);
    one.abort();
    expect(await waiting[0]).toMatchObject({ message: 'left' });
    expect(await requestsAt(stub, 5)).toEqual([3]);
    two.abort();
    expect(await waiting[1]).toMatchObject({ message: 'left' });
    expect(await requestsAt(stub, 60)).toEqual([3]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('aborts the request for a code, as no person needs it', async () => {
    const stub = stubFetch(hanging);
    const { signal, abort } = abortable();
    const waiting = rejectionOf(grantTokenSource(stub, device()).token(signal));
    await vi.advanceTimersByTimeAsync(0);
    abort();
    await waiting;
    expect(stub.requests[0]!.init.signal!.aborted).toBe(true);
  });

  test('does not start when the refresh token, whose request goes on, turns out to be invalid', async () => {
    const late = lateResponse();
    const stub = stubFetch(late.respond, code);
    const tokens = grantTokenSource(stub, deviceGrant({ ...deviceOptions, refreshToken: 'r1' }));
    const { signal, abort } = abortable();
    const waiting = rejectionOf(tokens.token(signal));
    await vi.advanceTimersByTimeAsync(0);
    abort();
    await waiting;
    late.arrive(oauthError('invalid_grant')());
    await vi.advanceTimersByTimeAsync(10_000);
    expect(stub.requests).toHaveLength(1);
  });

  test('ends while the code is being shown', async () => {
    const stub = stubFetch(code, pending);
    const tokens = grantTokenSource(
      stub,
      device(() => new Promise(() => undefined)),
    );
    const { signal, abort } = abortable();
    const waiting = rejectionOf(tokens.token(signal));
    await vi.advanceTimersByTimeAsync(0);
    abort();
    await waiting;
    void rejectionOf(tokens.token());
    await vi.advanceTimersByTimeAsync(0);
    expect(stub.requests).toHaveLength(2);
  });

  test('does not abort a poll under way, and caches the token that it brings', async () => {
    const late = lateResponse();
    const stub = stubFetch(code, late.respond);
    const tokens = grantTokenSource(stub, device());
    const { signal, abort } = abortable();
    const waiting = rejectionOf(tokens.token(signal));
    await vi.advanceTimersByTimeAsync(5_000);
    abort();
    await waiting;
    expect(stub.requests[1]!.init.signal!.aborted).toBe(false);
    late.arrive(tokenResponse({ access_token: 't1', refresh_token: 'r1' })());
    await vi.advanceTimersByTimeAsync(0);
    expect(tokens.cached()).toBe('t1');
    expect(stub.requests).toHaveLength(2);
  });

  test('does not fail a call that joins while it ends: that call starts another login', async () => {
    const late = lateResponse();
    const stub = stubFetch(code, late.respond, deviceCodeResponse({ user_code: 'NEW' }), token('t2'));
    const onUserCode = vi.fn();
    const tokens = grantTokenSource(stub, device(onUserCode));
    const { signal, abort } = abortable();
    const aborted = rejectionOf(tokens.token(signal));
    await vi.advanceTimersByTimeAsync(5_000);
    abort();
    await aborted;
    const joined = tokens.token();
    late.arrive(pending());
    await vi.advanceTimersByTimeAsync(5_000);
    await expect(joined).resolves.toBe('t2');
    expect(onUserCode).toHaveBeenCalledTimes(2);
  });

  test('fails a call that joins while it ends when a person denies it', async () => {
    const late = lateResponse();
    const stub = stubFetch(code, late.respond);
    const tokens = grantTokenSource(stub, device());
    const { signal, abort } = abortable();
    const aborted = rejectionOf(tokens.token(signal));
    await vi.advanceTimersByTimeAsync(5_000);
    abort();
    await aborted;
    const joined = rejectionOf(tokens.token());
    late.arrive(oauthError('access_denied')());
    expect((await joined).message).toContain('The device login was denied.');
    expect(stub.requests).toHaveLength(2);
  });

  test('does not start when the call is aborted while it waits for the lock of the store', async () => {
    const store = memoryTokenStore();
    let release: () => void = () => undefined;
    void store.lock!(DEVICE_KEY, () => new Promise<void>((resolve) => (release = resolve)));
    const stub = stubFetch(code, pending);
    const { signal, abort } = abortable();
    const waiting = rejectionOf(grantTokenSource(stub, device(), { store }).token(signal));
    await vi.advanceTimersByTimeAsync(0);
    abort();
    await waiting;
    release();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(stub.requests).toHaveLength(0);
  });
});
