import { rejectOnAbort } from '../../../src/internal/abort.ts';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { deviceGrant } from '../../../src/auth/grants/device.ts';
import { memoryTokenStore } from '../../../src/auth/stores/memory-token-store.ts';
import type { TokenStore } from '../../../src/auth/stores/token-store.ts';
import { answer, appUser, client, failureOf, grants, issued, notes, refusal, source } from '../auth-fixture.ts';
import { json, stubFetch, token } from '../../stub-fetch.ts';

const KEY = 'https://example.com:client_credentials:shop';
const lost = () => Promise.reject(new TypeError('fetch failed'));

beforeEach(() => {
  vi.useFakeTimers();
  // No jitter: the refresh is due 90 s before the end.
  vi.spyOn(Math, 'random').mockReturnValue(0);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('a token that is got with a grant', () => {
  test('one request for a token, however many calls wait for it', async () => {
    const stub = stubFetch(token('t1'));
    const tokens = source(stub);
    const got = await Promise.all(Array.from({ length: 10_000 }, () => tokens.token()));
    expect(new Set(got)).toEqual(new Set(['t1']));
    expect(stub.requests).toHaveLength(1);
  });

  test('repeats of a failing request are shared by all calls that wait for it', async () => {
    const stub = stubFetch(json({}, 503), json({}, 503), token('t3'));
    const tokens = source(stub, undefined, { maxRetries: 2 });
    const all = Promise.all(Array.from({ length: 10_000 }, () => tokens.token()));
    await vi.runAllTimersAsync();
    expect(new Set(await all)).toEqual(new Set(['t3']));
    expect(stub.requests).toHaveLength(3);
  });

  test('is at hand without waiting once it is there', async () => {
    const tokens = source(stubFetch(token('t1')));
    expect(tokens.cached()).toBeUndefined();
    await tokens.token();
    expect(tokens.cached()).toBe('t1');
    tokens.invalidate('t1');
    expect(tokens.cached()).toBeUndefined();
  });

  test.each(['cached', 'token'] as const)('is refreshed ahead of expiry in the background: %s', async (verb) => {
    const stub = stubFetch(token('t1'), token('t2'));
    const tokens = source(stub);
    await tokens.token();
    vi.advanceTimersByTime(1_109_999);
    expect(await tokens[verb]()).toBe('t1');
    expect(stub.requests).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(await tokens[verb]()).toBe('t1');
    await vi.advanceTimersByTimeAsync(0);
    expect(await tokens[verb]()).toBe('t2');
    expect(stub.requests).toHaveLength(2);
  });

  test('a failed background refresh harms nobody, and is not repeated for five seconds', async () => {
    const stub = stubFetch(token('t1'), json({}, 503), token('t3'));
    const tokens = source(stub);
    await tokens.token();
    vi.advanceTimersByTime(1_110_000);
    for (let call = 0; call < 50; call++) {
      expect(tokens.cached()).toBe('t1');
      await vi.advanceTimersByTimeAsync(99);
    }
    expect(stub.requests).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(50);
    tokens.cached();
    await vi.advanceTimersByTimeAsync(0);
    expect(tokens.cached()).toBe('t3');
  });

  test('a background refresh that takes its time is not doubled', async () => {
    const stub = stubFetch(token('t1'), () => new Promise(() => undefined));
    const tokens = source(stub);
    await tokens.token();
    vi.advanceTimersByTime(1_110_000);
    tokens.cached();
    await vi.advanceTimersByTimeAsync(6_000);
    expect(tokens.cached()).toBe('t1');
    await vi.advanceTimersByTimeAsync(0);
    expect(stub.requests).toHaveLength(2);
  });

  test('is not handed out when it is about to expire', async () => {
    const stub = stubFetch(token('t1', 60), token('t2'));
    const tokens = source(stub);
    await tokens.token();
    vi.setSystemTime(Date.now() + 53_999);
    expect(tokens.cached()).toBe('t1');
    vi.setSystemTime(Date.now() + 1);
    expect(tokens.cached()).toBeUndefined();
  });

  test('with a short life is not refreshed for ever', async () => {
    const stub = stubFetch(token('t1', 20), token('t2', 20));
    const tokens = source(stub);
    await tokens.token();
    vi.advanceTimersByTime(16_999);
    expect(tokens.cached()).toBe('t1');
    await vi.advanceTimersByTimeAsync(0);
    expect(stub.requests).toHaveLength(1);
  });

  test('ten late refusals of one old token cause one refresh, not ten', async () => {
    const stub = stubFetch(token('t1'), token('t2'), token('t3'));
    const tokens = source(stub);
    await tokens.token();
    for (let late = 0; late < 10; late++) {
      tokens.invalidate('t1');
      expect(await tokens.token()).toBe('t2');
      await vi.advanceTimersByTimeAsync(15);
    }
    expect(stub.requests).toHaveLength(2);
  });

  test('a failed request harms only the calls that waited for it; the next one asks again', async () => {
    const stub = stubFetch(lost, token('t2'));
    const tokens = source(stub);
    const failures = await Promise.all([failureOf(tokens.token()), failureOf(tokens.token())]);
    expect(failures.map((one) => one.name)).toEqual(['ConnectionError', 'ConnectionError']);
    expect(stub.requests).toHaveLength(1);
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

  /** An endpoint that answers when it is told to, or fails when the request is aborted. */
  function onDemand() {
    let release: (response: Response) => void = () => undefined;
    const signals: (AbortSignal | null | undefined)[] = [];
    const fetch = ((_, init) => {
      signals.push(init?.signal);
      return rejectOnAbort(new Promise<Response>((resolve) => (release = resolve)), init?.signal ?? undefined);
    }) as typeof globalThis.fetch;
    return { fetch, signals, release: (response: Response) => release(response) };
  }

  const leave = async (tokens: ReturnType<typeof source>): Promise<void> => {
    const controller = new AbortController();
    const hasty = failureOf(tokens.token(controller.signal));
    await vi.advanceTimersByTimeAsync(0);
    controller.abort(new Error('left'));
    expect((await hasty).message).toBe('left');
  };

  test('a request that everybody has left ends with the last of them, and the next call asks anew', async () => {
    const endpoint = onDemand();
    const tokens = source(endpoint);
    await leave(tokens);
    expect(endpoint.signals.map((signal) => signal?.aborted)).toEqual([true]);
    expect(vi.getTimerCount()).toBe(0);
    const next = tokens.token();
    await vi.advanceTimersByTimeAsync(0);
    endpoint.release(token('t1')());
    await expect(next).resolves.toBe('t1');
    expect(endpoint.signals).toHaveLength(2);
  });

  test('unless its answer may bring a refresh token, which is had only once: then it is finished for the next call', async () => {
    const endpoint = onDemand();
    const tokens = source(endpoint, appUser);
    await leave(tokens);
    expect(endpoint.signals.map((signal) => signal?.aborted)).toEqual([false]);
    const next = tokens.token();
    endpoint.release(token('t1')());
    await expect(next).resolves.toBe('t1');
    expect(endpoint.signals).toHaveLength(1);
  });

  test('and what everybody has left is not repeated', async () => {
    const stub = stubFetch(json({}, 503, { 'retry-after': '5' }), token('t1'));
    const tokens = source(stub, appUser, { maxRetries: 5 });
    await leave(tokens);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(stub.requests).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('an aborted call does not even ask', async () => {
    const stub = stubFetch(token('t1'));
    await expect(source(stub).token(AbortSignal.abort(new Error('left')))).rejects.toThrow('left');
    expect(stub.requests).toHaveLength(0);
  });

  test('keeps to the clock of the server', async () => {
    const ahead = new Date(Date.now() + 3_600_000).toUTCString();
    const stub = stubFetch(json({ access_token: 't1', expires_in: 1200 }, 200, { date: ahead }), token('t2'));
    const tokens = source(stub);
    await tokens.token();
    vi.setSystemTime(Date.now() + 1_000_000);
    expect(tokens.cached()).toBe('t1');
    vi.setSystemTime(Date.now() + 190_000);
    expect(tokens.cached()).toBeUndefined();
  });

  test('one that the endpoint gives again is used again', async () => {
    const stub = stubFetch(token('t1'), token('t1'));
    const tokens = source(stub);
    await tokens.token();
    tokens.invalidate('t1');
    expect(await tokens.token()).toBe('t1');
    expect(tokens.cached()).toBe('t1');
  });
});

describe('a refresh token', () => {
  test('that came with a login is used, stays when the answer has no other, and gives way to another', async () => {
    const stub = stubFetch(
      answer({ access_token: 't1', refresh_token: 'r1' }),
      answer({ access_token: 't2' }),
      answer({ access_token: 't3', refresh_token: 'r2' }),
      answer({ access_token: 't4' }),
    );
    const tokens = source(stub, appUser);
    for (const expected of ['t1', 't2', 't3', 't4']) {
      expect(await tokens.token()).toBe(expected);
      tokens.invalidate(expected);
    }
    expect(grants(stub)).toEqual(['appuser', 'r1', 'r1', 'r2']);
  });

  test('that is refused is sent no more, and the grant starts anew', async () => {
    const stub = stubFetch(
      answer({ access_token: 't1', refresh_token: 'r1' }),
      refusal('invalid_grant'),
      token('t3'),
      token('t4'),
    );
    const tokens = source(stub, appUser);
    for (const expected of ['t1', 't3', 't4']) {
      expect(await tokens.token()).toBe(expected);
      tokens.invalidate(expected);
    }
    expect(grants(stub)).toEqual(['appuser', 'r1', 'appuser', 'appuser']);
  });

  test('that was given gets its turn when the one in the store is refused', async () => {
    const store = memoryTokenStore();
    const key = 'https://example.com:device:shop:u';
    await store.set(key, issued('t0', { issuedAt: 0, expiresAt: 1, refreshToken: 'r0' }));
    const stub = stubFetch(refusal('invalid_grant'), token('t1'));
    const options = deviceGrant({ ...client, uuid: 'u', onUserCode: () => undefined, refreshToken: 'r1' });
    expect(await source(stub, options, { store }).token()).toBe('t1');
    expect(grants(stub)).toEqual(['r0', 'r1']);
    expect(await store.get(key)).toMatchObject({ access_token: 't1', refresh_token: 'r1' });
  });

  test.each([
    ['the client is refused', refusal('invalid_client')],
    ['the client may not do this', refusal('unauthorized_client', 401)],
    ['something in between refuses', json({}, 403)],
    ['the endpoint fails', json({}, 503)],
    ['there is no answer', lost],
  ])('is not given up when %s', async (_, failing) => {
    const stub = stubFetch(answer({ access_token: 't1', refresh_token: 'r1' }), failing, token('t3'));
    const store = { ...memoryTokenStore(), delete: vi.fn(async () => undefined) };
    const tokens = source(stub, appUser, { store });
    await tokens.token();
    tokens.invalidate('t1');
    await failureOf(tokens.token());
    expect(await tokens.token()).toBe('t3');
    expect(grants(stub)).toEqual(['appuser', 'r1', 'r1']);
    expect(store.delete).not.toHaveBeenCalled();
  });
});

describe('a store', () => {
  test('lets clients share one token', async () => {
    const [store, stub] = [memoryTokenStore(), stubFetch(token('t1'), token('t2'))];
    expect([
      await source(stub, undefined, { store }).token(),
      await source(stub, undefined, { store }).token(),
    ]).toEqual(['t1', 't1']);
    expect(await store.get(KEY)).toEqual(issued('t1'));
    expect(stub.requests).toHaveLength(1);
  });

  test('a token without a refresh token is kept without one', async () => {
    const store = memoryTokenStore();
    await source(stubFetch(token('t1')), undefined, { store }).token();
    expect(await store.get(KEY)).not.toHaveProperty('refresh_token');
  });

  test('with a lock keeps others waiting, who then find the token', async () => {
    const store = memoryTokenStore();
    const stub = stubFetch(token('t1'), token('t2'));
    const all = await Promise.all(Array.from({ length: 20 }, () => source(stub, undefined, { store }).token()));
    expect(new Set(all)).toEqual(new Set(['t1']));
    expect(stub.requests).toHaveLength(1);
  });

  test('has the token before the lock is given up', async () => {
    const log: string[] = [];
    const inner = memoryTokenStore();
    const store: TokenStore = {
      ...inner,
      set: async (key, value) => {
        await new Promise((resolve) => setTimeout(resolve, 10));
        log.push('set');
        await inner.set(key, value);
      },
      lock: (key, run) => inner.lock!(key, run).finally(() => void log.push('released')),
    };
    void source(stubFetch(token('t1')), undefined, { store }).token();
    await vi.runAllTimersAsync();
    expect(log).toEqual(['set', 'released']);
  });

  test('a token that was found is not written again', async () => {
    const store = { ...memoryTokenStore(), set: vi.fn() };
    store.get = async () => issued('t1');
    expect(await source(stubFetch(), undefined, { store }).token()).toBe('t1');
    expect(store.set).not.toHaveBeenCalled();
  });

  test('never brings a refused token back', async () => {
    const store: TokenStore = {
      get: async () => issued('t1'),
      set: async () => undefined,
      delete: async () => undefined,
    };
    const stub = stubFetch(token('t2'), token('t3'));
    const tokens = source(stub, undefined, { store });
    expect(await tokens.token()).toBe('t1');
    tokens.invalidate('t1');
    expect(await tokens.token()).toBe('t2');
    tokens.invalidate('t2');
    expect(await tokens.token()).toBe('t3');
  });

  test('the last sixteen refused tokens are remembered', async () => {
    const at = async (count: number): Promise<string> => {
      const tokens = source(stubFetch(token('new')), undefined, {
        store: { get: async () => issued('old'), set: async () => undefined, delete: async () => undefined },
      });
      tokens.invalidate('old');
      for (let one = 1; one < count; one++) tokens.invalidate(`t${one}`);
      return tokens.token();
    };
    expect([await at(16), await at(17)]).toEqual(['new', 'old']);
  });

  test.each([
    ['has expired', { issuedAt: -1_200_000, expiresAt: 0 }, 't2'],
    ['is about to', { issuedAt: -1_190_000, expiresAt: 10_000 }, 't2'],
    ['has a moment left', { issuedAt: -1_189_999, expiresAt: 10_001 }, 'stored'],
  ])('a token that %s', async (_, times, expected) => {
    const now = Date.now();
    const store = memoryTokenStore();
    await store.set(KEY, issued('stored', { issuedAt: now + times.issuedAt, expiresAt: now + times.expiresAt }));
    expect(await source(stubFetch(token('t2')), undefined, { store }).token()).toBe(expected);
  });

  test('is asked before the endpoint when a token is about to expire: another client may have been faster', async () => {
    const store = memoryTokenStore();
    const stub = stubFetch(token('t1'), token('t2'));
    const [one, two] = [source(stub, undefined, { store }), source(stub, undefined, { store })];
    await Promise.all([one.token(), two.token()]);
    vi.advanceTimersByTime(1_110_000);
    one.cached();
    await vi.advanceTimersByTimeAsync(0);
    two.cached();
    await vi.advanceTimersByTimeAsync(0);
    expect([one.cached(), two.cached()]).toEqual(['t2', 't2']);
    expect(stub.requests).toHaveLength(2);
  });

  test('an older token in it does not replace the one in use', async () => {
    const store = memoryTokenStore();
    const stub = stubFetch(token('t1'), token('t2'));
    const tokens = source(stub, undefined, { store });
    await tokens.token();
    await store.set(KEY, issued('other'));
    vi.advanceTimersByTime(1_110_000);
    tokens.cached();
    await vi.advanceTimersByTimeAsync(0);
    expect(tokens.cached()).toBe('t2');
  });

  test('the refresh token in it is used, also by a client that has none', async () => {
    const store = memoryTokenStore();
    await store.set(
      'https://example.com:appuser:shop:erika:d',
      issued('t0', { issuedAt: 0, expiresAt: 1, refreshToken: 'r0' }),
    );
    const stub = stubFetch(token('t1'));
    expect(await source(stub, appUser, { store }).token()).toBe('t1');
    expect(grants(stub)).toEqual(['r0']);
  });

  test('loses an entry whose refresh token is refused, before the grant starts anew', async () => {
    const store = memoryTokenStore();
    const key = 'https://example.com:appuser:shop:erika:d';
    await store.set(key, issued('t0', { issuedAt: 0, expiresAt: 1, refreshToken: 'r0' }));
    let left: unknown = 'not asked';
    const stub = stubFetch(refusal('invalid_grant'), async () => {
      left = await store.get(key);
      return token('t1')();
    });
    expect(await source(stub, appUser, { store }).token()).toBe('t1');
    expect(left).toBeUndefined();
    expect(grants(stub)).toEqual(['r0', 'appuser']);
  });

  describe('without a lock, when another process has exchanged the refresh token in the meantime', () => {
    const key = 'https://example.com:appuser:shop:erika:d';
    const { lock: _, ...store } = memoryTokenStore();
    const exchange = (entry: object) => async () => {
      await store.set(key, issued('other', { refreshToken: 'r9', ...entry }));
      return refusal('invalid_grant')();
    };
    beforeEach(() => store.set(key, issued('t0', { issuedAt: 0, expiresAt: 1, refreshToken: 'r0' })));

    test('its token is used', async () => {
      const stub = stubFetch(exchange({}));
      expect(await source(stub, appUser, { store }).token()).toBe('other');
      expect(grants(stub)).toEqual(['r0']);
    });

    test('its refresh token is used also when it came with an older token than the one that was refused here', async () => {
      const stub = stubFetch(
        answer({ access_token: 't1', refresh_token: 'r1' }),
        exchange({ issuedAt: 0, expiresAt: 1 }),
        token('t3'),
      );
      const tokens = source(stub, appUser, { store });
      await tokens.token();
      tokens.invalidate('t1');
      expect(await tokens.token()).toBe('t3');
      expect(grants(stub)).toEqual(['r0', 'r1', 'r9']);
    });

    test('its refresh token is used when its token is of no use', async () => {
      const stub = stubFetch(exchange({ issuedAt: 0, expiresAt: 1 }), token('t2'));
      expect(await source(stub, appUser, { store }).token()).toBe('t2');
      expect(grants(stub)).toEqual(['r0', 'r9']);
    });
  });

  test('that fails is skipped, and each failure is reported', async () => {
    const error = new Error('disk full');
    const broken = () => Promise.reject(error);
    const store = { get: broken, set: broken, delete: broken, lock: broken };
    const noted = notes();
    await expect(source(stubFetch(token('t1')), undefined, { store, ...noted }).token()).resolves.toBe('t1');
    // What cannot be read is not tried any further.
    expect(noted.failures).toEqual([{ action: 'get', error }]);
  });

  test('that can be read and no more is skipped in the same way', async () => {
    const error = new Error('read-only');
    const broken = () => Promise.reject(error);
    const store = { get: async () => undefined, set: broken, delete: broken, lock: broken };
    const noted = notes();
    const stub = stubFetch(answer({ access_token: 't1', refresh_token: 'r1' }), refusal('invalid_grant'), token('t3'));
    const tokens = source(stub, appUser, { store, ...noted });
    expect(await tokens.token()).toBe('t1');
    expect(noted.failures.map((one) => one.action)).toEqual(['lock', 'set']);
    tokens.invalidate('t1');
    expect(await tokens.token()).toBe('t3');
    expect(noted.failures.map((one) => one.action)).toEqual(['lock', 'set', 'lock', 'delete', 'set']);
  });

  test('an older refresh token in it does not replace one that could not be written', async () => {
    const inner = memoryTokenStore();
    const store = { ...inner, set: () => Promise.reject(new Error('disk full')) };
    await inner.set(
      'https://example.com:appuser:shop:erika:d',
      issued('t0', { issuedAt: 0, expiresAt: 1, refreshToken: 'r0' }),
    );
    const stub = stubFetch(answer({ access_token: 't1', refresh_token: 'r1' }), token('t2'));
    const tokens = source(stub, appUser, { store });
    await tokens.token();
    tokens.invalidate('t1');
    await tokens.token();
    expect(grants(stub)).toEqual(['r0', 'r1']);
  });

  test('is used again when it can be read again', async () => {
    const inner = memoryTokenStore();
    let up = false;
    const store: TokenStore = {
      ...inner,
      get: (key) => (up ? inner.get(key) : Promise.reject(new Error('down'))),
    };
    const tokens = source(stubFetch(token('t1'), token('t2')), undefined, { store });
    await tokens.token();
    expect(await inner.get(KEY)).toBeUndefined();
    up = true;
    tokens.invalidate('t1');
    await tokens.token();
    expect(await inner.get(KEY)).toMatchObject({ access_token: 't2' });
  });

  test('that fails is skipped also when nobody wants to know', async () => {
    const broken = () => Promise.reject(new Error('disk full'));
    const store = { get: broken, set: broken, delete: broken };
    await expect(source(stubFetch(token('t1')), undefined, { store }).token()).resolves.toBe('t1');
  });
});

describe('what is reported', () => {
  test('one line for each request, however many calls waited for it, with the reason', async () => {
    const noted = notes();
    const stub = stubFetch(
      async () => {
        await new Promise((resolve) => setTimeout(resolve, 25));
        return token('t1')();
      },
      token('t2'),
      token('t3'),
      token('t4'),
    );
    const tokens = source(stub, undefined, noted);
    const first = [tokens.token(), tokens.token()];
    await vi.advanceTimersByTimeAsync(25);
    await Promise.all(first);
    tokens.invalidate('t1');
    await tokens.token();
    vi.setSystemTime(Date.now() + 1_110_000);
    tokens.cached();
    await vi.advanceTimersByTimeAsync(0);
    vi.setSystemTime(Date.now() + 1_200_000);
    await tokens.token();
    const fine = { source: 'endpoint', success: true, error: undefined };
    expect(noted.tokens).toEqual([
      { ...fine, reason: 'initial', duration: 25 },
      { ...fine, reason: 'rejected', duration: 0 },
      { ...fine, reason: 'proactive', duration: 0 },
      { ...fine, reason: 'expired', duration: 0 },
    ]);
  });

  test('a failure with its error, and the reason stays', async () => {
    const noted = notes();
    const tokens = source(stubFetch(token('t1'), lost, token('t3')), undefined, noted);
    await tokens.token();
    tokens.invalidate('t1');
    const error = await failureOf(tokens.token());
    await tokens.token();
    expect(noted.tokens.slice(1)).toMatchObject([
      { reason: 'rejected', success: false, error },
      { reason: 'rejected', success: true },
    ]);
  });

  test('the first one is the first until it was got', async () => {
    const noted = notes();
    const tokens = source(stubFetch(lost, token('t2')), undefined, noted);
    tokens.invalidate('of another client');
    await failureOf(tokens.token());
    await tokens.token();
    expect(noted.tokens.map((one) => one.reason)).toEqual(['first', 'first']);
  });

  test('a token from the store as such', async () => {
    const noted = notes();
    const store = memoryTokenStore();
    await store.set(KEY, issued('t1'));
    await source(stubFetch(), undefined, { store, ...noted }).token();
    expect(noted.tokens).toMatchObject([{ reason: 'initial', source: 'store', success: true }]);
  });
});

test('a secret is neither in the token source nor in what it reports', async () => {
  const noted = notes();
  const tokens = source(stubFetch(refusal('invalid_client')), undefined, noted);
  await failureOf(tokens.token());
  expect(JSON.stringify([tokens, noted])).not.toContain('s3cret');
});
