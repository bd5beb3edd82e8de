import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { deviceGrant } from '../../../src/auth/grants/device.ts';
import { memoryTokenStore } from '../../../src/auth/stores/memory-token-store.ts';
import { answer, client, failureOf, form, grants, notes, refusal, secrets, source } from '../auth-fixture.ts';
import { json, stubFetch, token } from '../../stub-fetch.ts';

const codeOf = (more: object = {}) =>
  json({
    device_code: 'dc',
    user_code: 'ABCD1234',
    verification_url: 'https://www.example.com',
    expires_in: 60,
    interval: 5,
    ...more,
  });
const code = codeOf();
const pending = refusal('authorization_pending', 401);
const uuid = '/vendor/x/cashier/1';
const device = (onUserCode: () => void | Promise<void> = () => undefined) =>
  deviceGrant({ ...client, uuid, onUserCode });
const lost = () => Promise.reject(new TypeError('fetch failed'));

/** Lets the time pass, and says how many requests had been sent at each of these moments, in seconds. */
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

describe('the device grant', () => {
  test('shows the code and asks in the given interval until it was entered', async () => {
    const stub = stubFetch(code, pending, pending, answer({ access_token: 't1', refresh_token: 'r1' }));
    const onUserCode = vi.fn();
    const waiting = source(stub, device(onUserCode)).token();
    expect(await requestsAt(stub, 4.999, 5, 9.999, 10, 14.999, 15)).toEqual([1, 2, 2, 3, 3, 4]);
    await expect(waiting).resolves.toBe('t1');
    expect(onUserCode).toHaveBeenCalledExactlyOnceWith({
      userCode: 'ABCD1234',
      verificationUrl: 'https://www.example.com',
      expiresIn: 60_000,
    });
    expect([form(stub, 0), form(stub, 1)]).toEqual([
      { grant_type: 'device', uuid: '/vendor/x/cashier/1', ...secrets },
      { grant_type: 'device', code: 'dc', ...secrets },
    ]);
  });

  test.each([[undefined], [0], [-1], ['often'], [null], ['1e999']])(
    'asks every five seconds when the interval is %j',
    async (interval) => {
      const stub = stubFetch(codeOf({ interval }), pending);
      void failureOf(source(stub, device()).token());
      expect(await requestsAt(stub, 4.999, 5, 10)).toEqual([1, 2, 3]);
    },
  );

  test('keeps to an interval of its own', async () => {
    const stub = stubFetch(codeOf({ interval: '2' }), pending);
    void failureOf(source(stub, device()).token());
    expect(await requestsAt(stub, 1.999, 2, 4)).toEqual([1, 2, 3]);
  });

  test('shows no address when there is none', async () => {
    const onUserCode = vi.fn();
    void failureOf(source(stubFetch(codeOf({ verification_url: null })), device(onUserCode)).token());
    await vi.advanceTimersByTimeAsync(0);
    expect(onUserCode).toHaveBeenCalledWith(expect.objectContaining({ verificationUrl: '' }));
  });

  test.each([
    ['no device code', { device_code: undefined }],
    ['an empty device code', { device_code: '' }],
    ['no user code', { user_code: 7 }],
    ['an empty user code', { user_code: '' }],
    ['a code that has expired', { expires_in: 0 }],
    ['a code without an end', { expires_in: undefined }],
  ])('an answer with %s is not usable', async (_, more) => {
    const onUserCode = vi.fn();
    expect(await failureOf(source(stubFetch(codeOf(more)), device(onUserCode)).token())).toMatchObject({
      message: 'oauth.token answered without a usable code for the device.',
      outcome: 'not-sent',
      operation: 'oauth.token',
    });
    expect(onUserCode).not.toHaveBeenCalled();
  });

  test('slows down for good when told so', async () => {
    const stub = stubFetch(code, refusal('slow_down'), pending, pending, token('t1'));
    const waiting = source(stub, device()).token();
    expect(await requestsAt(stub, 5, 14.999, 15, 24.999, 25, 34.999, 35)).toEqual([2, 2, 3, 3, 4, 4, 5]);
    await expect(waiting).resolves.toBe('t1');
  });

  test('slows down again each time it is told so', async () => {
    const stub = stubFetch(codeOf({ expires_in: 600 }), refusal('slow_down'), refusal('slow_down'), pending);
    void failureOf(source(stub, device()).token());
    expect(await requestsAt(stub, 5, 15, 29.999, 30, 44.999, 45)).toEqual([2, 3, 3, 4, 4, 5]);
  });

  test.each([
    ['no answer', lost],
    ['429', json({}, 429)],
    ['500', json({}, 500)],
    ['503', json({}, 503)],
  ])(
    'goes on while the server cannot be reached, with pauses that double, until it answers: %s',
    async (_, failing) => {
      const stub = stubFetch(codeOf({ expires_in: 600 }), failing, failing, pending, token('t1'));
      const waiting = source(stub, device(), { maxRetries: 2 }).token();
      expect(await requestsAt(stub, 5, 14.999, 15, 34.999, 35, 39.999, 40)).toEqual([2, 2, 3, 3, 4, 4, 5]);
      await expect(waiting).resolves.toBe('t1');
    },
  );

  test('never pauses for longer than a minute, unless the interval is longer', async () => {
    const stub = stubFetch(codeOf({ expires_in: 6000, interval: 40 }), lost);
    void failureOf(source(stub, device()).token());
    expect(await requestsAt(stub, 40, 99.999, 100, 160)).toEqual([2, 2, 3, 4]);
    const slow = stubFetch(codeOf({ expires_in: 6000, interval: 70 }), lost);
    void failureOf(source(slow, device()).token());
    expect(await requestsAt(slow, 70, 139.999, 140)).toEqual([2, 2, 3]);
  });

  test('pauses for as long as an overloaded server asks for', async () => {
    const stub = stubFetch(codeOf({ expires_in: 600 }), json({}, 429, { 'retry-after': '90' }), token('t1'));
    void failureOf(source(stub, device()).token());
    expect(await requestsAt(stub, 5, 94.999, 95)).toEqual([2, 2, 3]);
  });

  test('a pending login is pending, whatever its status', async () => {
    const stub = stubFetch(code, refusal('authorization_pending', 500), token('t1'));
    void failureOf(source(stub, device()).token());
    expect(await requestsAt(stub, 5, 9.999, 10)).toEqual([2, 2, 3]);
  });

  test('ends when the code expires unused, without a last question after that', async () => {
    const stub = stubFetch(code, pending);
    const waiting = failureOf(source(stub, device()).token());
    expect(await requestsAt(stub, 54.999, 55, 70)).toEqual([11, 12, 12]);
    expect(await waiting).toMatchObject({
      name: 'SecuconnectError',
      message: 'Nobody has connected the device before its code expired. The next call starts again, with a new code.',
      outcome: 'not-sent',
      operation: 'oauth.token',
    });
  });

  test('ends when the server says that the code has expired', async () => {
    const waiting = failureOf(source(stubFetch(code, refusal('expired_token')), device()).token());
    await vi.advanceTimersByTimeAsync(5_000);
    const failure = await waiting;
    expect(failure).toMatchObject({ name: 'SecuconnectError', cause: { error: 'expired_token' } });
    expect(failure.message).toContain('before its code expired');
  });

  test('ends at once when somebody refuses to connect the device', async () => {
    const stub = stubFetch(code, refusal('access_denied'));
    const waiting = failureOf(source(stub, device()).token());
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await waiting).toMatchObject({
      name: 'SecuconnectError',
      message: 'Somebody has refused to connect the device. The next call starts again, with a new code.',
      outcome: 'not-sent',
      cause: { name: 'AuthenticationError', error: 'access_denied' },
    });
    expect(stub.requests).toHaveLength(2);
  });

  test.each([
    ['any other refusal', refusal('invalid_grant'), 'AuthenticationError'],
    ['an answer without a token', json({}), 'DecodeError'],
    ['an odd status', json({}, 404), 'NotFoundError'],
  ])('ends at once with %s', async (_, odd, name) => {
    const waiting = failureOf(source(stubFetch(code, odd), device()).token());
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await waiting).toMatchObject({ name });
  });

  test('starts again with a new code in the next call', async () => {
    const stub = stubFetch(code, refusal('access_denied'), codeOf({ user_code: 'NEW' }), token('t1'));
    const onUserCode = vi.fn();
    const tokens = source(stub, device(onUserCode));
    const first = failureOf(tokens.token());
    await vi.advanceTimersByTimeAsync(5_000);
    await first;
    const second = tokens.token();
    await vi.advanceTimersByTimeAsync(5_000);
    await expect(second).resolves.toBe('t1');
    expect(onUserCode).toHaveBeenLastCalledWith(expect.objectContaining({ userCode: 'NEW' }));
  });
});

describe('the callback for the user code', () => {
  test.each([
    [
      'throws',
      () => {
        throw new Error('no paper');
      },
    ],
    ['rejects', () => Promise.reject(new Error('no paper'))],
  ])('that %s ends the login with that reason', async (_, onUserCode) => {
    const stub = stubFetch(code, token('t1'));
    const failure = await failureOf(source(stub, device(onUserCode)).token());
    expect(failure).toMatchObject({
      name: 'SecuconnectError',
      message:
        'The device was not connected, because showing its code failed. The next call starts again, with a new code.',
      outcome: 'not-sent',
      cause: { message: 'no paper' },
    });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(stub.requests).toHaveLength(1);
  });

  test('is waited for before the first question', async () => {
    let shown: () => void = () => undefined;
    const stub = stubFetch(code, token('t1'));
    const waiting = source(
      stub,
      device(() => new Promise((resolve) => (shown = resolve))),
    ).token();
    expect(await requestsAt(stub, 20)).toEqual([1]);
    shown();
    expect(await requestsAt(stub, 4.999, 5)).toEqual([1, 2]);
    await expect(waiting).resolves.toBe('t1');
  });

  test('that takes longer than the code lives leaves nothing to ask', async () => {
    let shown: () => void = () => undefined;
    const stub = stubFetch(code, token('t1'));
    const waiting = failureOf(
      source(
        stub,
        device(() => new Promise((resolve) => (shown = resolve))),
      ).token(),
    );
    await vi.advanceTimersByTimeAsync(55_000);
    shown();
    expect((await waiting).message).toContain('before its code expired');
    expect(stub.requests).toHaveLength(1);
  });
});

describe('a login that nobody waits for', () => {
  const leaving = () => {
    const controller = new AbortController();
    return { signal: controller.signal, leave: () => controller.abort(new Error('left')) };
  };

  test('ends with the last call that waits for it, and not before', async () => {
    const stub = stubFetch(code, pending);
    const tokens = source(stub, device());
    const [one, two] = [leaving(), leaving()];
    const waiting = [failureOf(tokens.token(one.signal)), failureOf(tokens.token(two.signal))];
    expect(await requestsAt(stub, 5)).toEqual([2]);
    one.leave();
    expect(await waiting[0]).toMatchObject({ message: 'left' });
    expect(await requestsAt(stub, 5)).toEqual([3]);
    two.leave();
    expect(await waiting[1]).toMatchObject({ message: 'left' });
    expect(await requestsAt(stub, 60)).toEqual([3]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('ends while the code is being shown, too', async () => {
    const stub = stubFetch(code, pending);
    const tokens = source(
      stub,
      device(() => new Promise(() => undefined)),
    );
    const { signal, leave } = leaving();
    const waiting = failureOf(tokens.token(signal));
    await vi.advanceTimersByTimeAsync(0);
    leave();
    await waiting;
    const next = failureOf(tokens.token());
    await vi.advanceTimersByTimeAsync(0);
    expect(stub.requests).toHaveLength(2);
    void next;
  });

  test('is not cut off in the middle of a request: the token that it brings is kept', async () => {
    let arrive: (response: Response) => void = () => undefined;
    const stub = stubFetch(code, () => new Promise<Response>((resolve) => (arrive = resolve)));
    const tokens = source(stub, device());
    const { signal, leave } = leaving();
    const waiting = failureOf(tokens.token(signal));
    await vi.advanceTimersByTimeAsync(5_000);
    leave();
    await waiting;
    expect(stub.requests[1]!.init.signal!.aborted).toBe(false);
    arrive(answer({ access_token: 't1', refresh_token: 'r1' })());
    await vi.advanceTimersByTimeAsync(0);
    expect(tokens.cached()).toBe('t1');
    expect(stub.requests).toHaveLength(2);
  });

  test('does not take down a call that comes while it ends: that one starts a login of its own', async () => {
    let arrive: (response: Response) => void = () => undefined;
    const stub = stubFetch(
      code,
      () => new Promise<Response>((resolve) => (arrive = resolve)),
      codeOf({ user_code: 'NEW' }),
      token('t2'),
    );
    const onUserCode = vi.fn();
    const tokens = source(stub, device(onUserCode));
    const { signal, leave } = leaving();
    const hasty = failureOf(tokens.token(signal));
    await vi.advanceTimersByTimeAsync(5_000);
    leave();
    await hasty;
    const patient = tokens.token();
    arrive(pending());
    await vi.advanceTimersByTimeAsync(5_000);
    await expect(patient).resolves.toBe('t2');
    expect(onUserCode).toHaveBeenCalledTimes(2);
  });

  test('that is refused while it ends is refused for a call that has come in the meantime', async () => {
    let arrive: (response: Response) => void = () => undefined;
    const stub = stubFetch(code, () => new Promise<Response>((resolve) => (arrive = resolve)));
    const tokens = source(stub, device());
    const { signal, leave } = leaving();
    const hasty = failureOf(tokens.token(signal));
    await vi.advanceTimersByTimeAsync(5_000);
    leave();
    await hasty;
    const patient = failureOf(tokens.token());
    arrive(refusal('access_denied')());
    expect((await patient).message).toContain('Somebody has refused');
    expect(stub.requests).toHaveLength(2);
  });

  test('is not begun when everybody has left before', async () => {
    const store = memoryTokenStore();
    let release: () => void = () => undefined;
    void store.lock!(
      'https://example.com:device:shop:%2Fvendor%2Fx%2Fcashier%2F1',
      () => new Promise<void>((resolve) => (release = resolve)),
    );
    const stub = stubFetch(code, pending);
    const { signal, leave } = leaving();
    const waiting = failureOf(source(stub, device(), { store }).token(signal));
    await vi.advanceTimersByTimeAsync(0);
    leave();
    await waiting;
    release();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(stub.requests).toHaveLength(0);
  });
});

describe('a device whose token runs out', () => {
  const connected = answer({ access_token: 't1', refresh_token: 'r1' });
  const login = async (stub: ReturnType<typeof stubFetch>, onUserCode = vi.fn(), more = notes()) => {
    const tokens = source(stub, device(onUserCode), more);
    const first = tokens.token();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await first).toBe('t1');
    return tokens;
  };

  test('asks no person for anything in the background', async () => {
    const onUserCode = vi.fn();
    const stub = stubFetch(code, connected, refusal('invalid_grant'), codeOf({ user_code: 'NEW' }), token('t2'));
    const noted = notes();
    const tokens = await login(stub, onUserCode, noted);
    await vi.advanceTimersByTimeAsync(1_150_000);
    expect(tokens.cached()).toBe('t1');
    await vi.advanceTimersByTimeAsync(30_000);
    expect(tokens.cached()).toBe('t1');
    await vi.advanceTimersByTimeAsync(0);
    expect(stub.requests).toHaveLength(3);
    expect(onUserCode).toHaveBeenCalledTimes(1);
    expect(noted.tokens).toHaveLength(2);
    expect(noted.tokens[1]).toMatchObject({
      reason: 'ahead',
      ok: false,
      error: { name: 'SecuconnectError', outcome: 'not-sent', cause: { error: 'invalid_grant' } },
    });
    expect((noted.tokens[1]!.error as Error).message).toContain('Somebody has to connect the device again');
    // A call that needs a token shows the code, and does not send the refused refresh token again.
    await vi.advanceTimersByTimeAsync(10_000);
    const next = tokens.token();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await next).toBe('t2');
    expect(onUserCode).toHaveBeenCalledTimes(2);
    expect(grants(stub)).toEqual(['device', 'device', 'r1', 'device', 'device']);
  });

  test('asks a person when a call has come to wait for what began in the background', async () => {
    let arrive: (response: Response) => void = () => undefined;
    const onUserCode = vi.fn();
    const stub = stubFetch(
      code,
      connected,
      () => new Promise<Response>((resolve) => (arrive = resolve)),
      code,
      token('t2'),
    );
    const tokens = await login(stub, onUserCode);
    await vi.advanceTimersByTimeAsync(1_150_000);
    expect(tokens.cached()).toBe('t1');
    tokens.invalidate('t1');
    const waiting = tokens.token();
    await vi.advanceTimersByTimeAsync(0);
    arrive(refusal('invalid_grant')());
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await waiting).toBe('t2');
    expect(onUserCode).toHaveBeenCalledTimes(2);
  });
});
