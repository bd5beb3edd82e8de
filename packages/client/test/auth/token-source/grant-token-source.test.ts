import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { memoryTokenStore } from '../../../src/auth/stores/memory-token-store.ts';
import type { TokenStore } from '../../../src/auth/stores/token-store.ts';
import { rejectOnAbort } from '../../../src/internal/abort.ts';
import {
  appUser,
  CLIENT_KEY,
  grantTokenSource,
  networkError,
  oauthError,
  recordReports,
  rejectionOf,
  storedToken,
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

describe('a token source', () => {
  test('sends one token request for 10,000 calls that wait for it', async () => {
    const stub = stubFetch(token('t1'));
    const tokens = grantTokenSource(stub);
    const all = await Promise.all(Array.from({ length: 10_000 }, () => tokens.token()));
    expect(new Set(all)).toEqual(new Set(['t1']));
    expect(stub.requests).toHaveLength(1);
  });

  test('shares the retries of a token request among all calls that wait for it', async () => {
    const stub = stubFetch(json({}, 503), json({}, 503), token('t3'));
    const tokens = grantTokenSource(stub, undefined, { maxRetries: 2 });
    const all = Promise.all(Array.from({ length: 10_000 }, () => tokens.token()));
    await vi.runAllTimersAsync();
    expect(new Set(await all)).toEqual(new Set(['t3']));
    expect(stub.requests).toHaveLength(3);
  });

  test('caches a token until it is invalidated', async () => {
    const tokens = grantTokenSource(stubFetch(token('t1')));
    expect(tokens.cached()).toBeUndefined();
    await tokens.token();
    expect(tokens.cached()).toBe('t1');
    tokens.invalidate('t1');
    expect(tokens.cached()).toBeUndefined();
  });

  test('uses a token again that the endpoint issues again', async () => {
    const stub = stubFetch(token('t1'), token('t1'));
    const tokens = grantTokenSource(stub);
    await tokens.token();
    tokens.invalidate('t1');
    expect(await tokens.token()).toBe('t1');
    expect(tokens.cached()).toBe('t1');
  });

  test('requests one token for ten late rejections of an old one', async () => {
    const stub = stubFetch(token('t1'), token('t2'), token('t3'));
    const tokens = grantTokenSource(stub);
    await tokens.token();
    for (let late = 0; late < 10; late++) {
      tokens.invalidate('t1');
      expect(await tokens.token()).toBe('t2');
      await vi.advanceTimersByTimeAsync(15);
    }
    expect(stub.requests).toHaveLength(2);
  });

  test('rejects only the calls that waited for a failed request; the next call requests again', async () => {
    const stub = stubFetch(networkError, token('t2'));
    const tokens = grantTokenSource(stub);
    const failures = await Promise.all([rejectionOf(tokens.token()), rejectionOf(tokens.token())]);
    expect(failures.map(({ name }) => name)).toEqual(['ConnectionError', 'ConnectionError']);
    expect(stub.requests).toHaveLength(1);
    await expect(tokens.token()).resolves.toBe('t2');
  });

  test('shows no secret, and reports none', async () => {
    const reports = recordReports();
    const tokens = grantTokenSource(stubFetch(oauthError('invalid_client')), undefined, reports);
    await rejectionOf(tokens.token());
    expect(JSON.stringify([tokens, reports])).not.toContain('s3cret');
  });
});

describe('the expiry of a token', () => {
  test.each(['cached', 'token'] as const)('%s() refreshes it in the background before it expires', async (method) => {
    const stub = stubFetch(token('t1'), token('t2'));
    const tokens = grantTokenSource(stub);
    await tokens.token();
    vi.advanceTimersByTime(1_109_999);
    expect(await tokens[method]()).toBe('t1');
    expect(stub.requests).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(await tokens[method]()).toBe('t1');
    await vi.advanceTimersByTimeAsync(0);
    expect(await tokens[method]()).toBe('t2');
    expect(stub.requests).toHaveLength(2);
  });

  test('a failed background refresh affects no call, and is not retried for five seconds', async () => {
    const stub = stubFetch(token('t1'), json({}, 503), token('t3'));
    const tokens = grantTokenSource(stub);
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

  test('a slow background refresh is not started twice', async () => {
    const stub = stubFetch(token('t1'), () => new Promise(() => undefined));
    const tokens = grantTokenSource(stub);
    await tokens.token();
    vi.advanceTimersByTime(1_110_000);
    tokens.cached();
    await vi.advanceTimersByTimeAsync(6_000);
    expect(tokens.cached()).toBe('t1');
    await vi.advanceTimersByTimeAsync(0);
    expect(stub.requests).toHaveLength(2);
  });

  test('a token that is about to expire is not used', async () => {
    const stub = stubFetch(token('t1', 60), token('t2'));
    const tokens = grantTokenSource(stub);
    await tokens.token();
    vi.setSystemTime(Date.now() + 53_999);
    expect(tokens.cached()).toBe('t1');
    vi.setSystemTime(Date.now() + 1);
    expect(tokens.cached()).toBeUndefined();
  });

  test('a short-lived token is not refreshed with every call', async () => {
    const stub = stubFetch(token('t1', 20), token('t2', 20));
    const tokens = grantTokenSource(stub);
    await tokens.token();
    vi.advanceTimersByTime(16_999);
    expect(tokens.cached()).toBe('t1');
    await vi.advanceTimersByTimeAsync(0);
    expect(stub.requests).toHaveLength(1);
  });

  test('a token expires by the clock of the server', async () => {
    const ahead = new Date(Date.now() + 3_600_000).toUTCString();
    const stub = stubFetch(json({ access_token: 't1', expires_in: 1200 }, 200, { date: ahead }), token('t2'));
    const tokens = grantTokenSource(stub);
    await tokens.token();
    vi.setSystemTime(Date.now() + 1_000_000);
    expect(tokens.cached()).toBe('t1');
    vi.setSystemTime(Date.now() + 190_000);
    expect(tokens.cached()).toBeUndefined();
  });
});

describe('an aborted call', () => {
  /** An endpoint that responds when a test says so, and fails when the request is aborted. */
  function manualEndpoint() {
    let respond: (response: Response) => void = () => undefined;
    const signals: (AbortSignal | null | undefined)[] = [];
    const fetch = ((_, init) => {
      signals.push(init?.signal);
      return rejectOnAbort(new Promise<Response>((resolve) => (respond = resolve)), init?.signal ?? undefined);
    }) as typeof globalThis.fetch;
    return { fetch, signals, respond: (response: Response) => respond(response) };
  }

  /** Makes a call, and aborts it while it waits. */
  const callAndAbort = async (tokens: ReturnType<typeof grantTokenSource>): Promise<void> => {
    const controller = new AbortController();
    const aborted = rejectionOf(tokens.token(controller.signal));
    await vi.advanceTimersByTimeAsync(0);
    controller.abort(new Error('left'));
    expect((await aborted).message).toBe('left');
  };

  test('stops waiting at once, and other calls still receive their token', async () => {
    const endpoint = manualEndpoint();
    const tokens = grantTokenSource(endpoint);
    const controller = new AbortController();
    const patient = tokens.token();
    const aborted = tokens.token(controller.signal);
    controller.abort(new Error('left'));
    await expect(aborted).rejects.toThrow('left');
    endpoint.respond(token('t1')());
    await expect(patient).resolves.toBe('t1');
  });

  test('sends no token request when it was aborted before', async () => {
    const stub = stubFetch(token('t1'));
    await expect(grantTokenSource(stub).token(AbortSignal.abort(new Error('left')))).rejects.toThrow('left');
    expect(stub.requests).toHaveLength(0);
  });

  test('aborts the request when it is the last that waits, and the next call requests again', async () => {
    const endpoint = manualEndpoint();
    const tokens = grantTokenSource(endpoint);
    await callAndAbort(tokens);
    expect(endpoint.signals.map((signal) => signal?.aborted)).toEqual([true]);
    expect(vi.getTimerCount()).toBe(0);
    const next = tokens.token();
    await vi.advanceTimersByTimeAsync(0);
    endpoint.respond(token('t1')());
    await expect(next).resolves.toBe('t1');
    expect(endpoint.signals).toHaveLength(2);
  });

  test('lets a request finish that may bring a refresh token, and the next call receives its token', async () => {
    const endpoint = manualEndpoint();
    const tokens = grantTokenSource(endpoint, appUser);
    await callAndAbort(tokens);
    expect(endpoint.signals.map((signal) => signal?.aborted)).toEqual([false]);
    const next = tokens.token();
    endpoint.respond(token('t1')());
    await expect(next).resolves.toBe('t1');
    expect(endpoint.signals).toHaveLength(1);
  });

  test('ends the retries of a request when it is the last that waits', async () => {
    const stub = stubFetch(json({}, 503, { 'retry-after': '5' }), token('t1'));
    const tokens = grantTokenSource(stub, appUser, { maxRetries: 5 });
    await callAndAbort(tokens);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(stub.requests).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('a token source with a store', () => {
  test('stores a token with its times, and without a refresh token when there is none', async () => {
    const store = memoryTokenStore();
    await grantTokenSource(stubFetch(token('t1')), undefined, { store }).token();
    const stored = await store.get(CLIENT_KEY);
    expect(stored).toEqual(storedToken('t1'));
    expect(Object.keys(stored!)).toEqual(['accessToken', 'issuedAt', 'expiresAt']);
  });

  test('stores a token before it releases the lock', async () => {
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
    void grantTokenSource(stubFetch(token('t1')), undefined, { store }).token();
    await vi.runAllTimersAsync();
    expect(log).toEqual(['set', 'released']);
  });

  test('does not write a token that it found in the store', async () => {
    const store = { ...memoryTokenStore(), set: vi.fn() };
    store.get = async () => storedToken('t1');
    expect(await grantTokenSource(stubFetch(), undefined, { store }).token()).toBe('t1');
    expect(store.set).not.toHaveBeenCalled();
  });

  test.each([
    ['replaces a stored token that has expired', { issuedAt: -1_200_000, expiresAt: 0 }, 't2'],
    ['replaces a stored token that is about to expire', { issuedAt: -1_190_000, expiresAt: 10_000 }, 't2'],
    ['uses a stored token that has a moment left', { issuedAt: -1_189_999, expiresAt: 10_001 }, 'stored'],
  ])('%s', async (_, times, expected) => {
    const now = Date.now();
    const store = memoryTokenStore();
    const stored = storedToken('stored', { issuedAt: now + times.issuedAt, expiresAt: now + times.expiresAt });
    await store.set(CLIENT_KEY, stored);
    expect(await grantTokenSource(stubFetch(token('t2')), undefined, { store }).token()).toBe(expected);
  });

  test('reads the store before a refresh, as another client may have been faster', async () => {
    const store = memoryTokenStore();
    const stub = stubFetch(token('t1'), token('t2'));
    const [one, two] = [grantTokenSource(stub, undefined, { store }), grantTokenSource(stub, undefined, { store })];
    await Promise.all([one.token(), two.token()]);
    vi.advanceTimersByTime(1_110_000);
    one.cached();
    await vi.advanceTimersByTimeAsync(0);
    two.cached();
    await vi.advanceTimersByTimeAsync(0);
    expect([one.cached(), two.cached()]).toEqual(['t2', 't2']);
    expect(stub.requests).toHaveLength(2);
  });

  test('does not replace its token with an older one from the store', async () => {
    const store = memoryTokenStore();
    const stub = stubFetch(token('t1'), token('t2'));
    const tokens = grantTokenSource(stub, undefined, { store });
    await tokens.token();
    await store.set(CLIENT_KEY, storedToken('other'));
    vi.advanceTimersByTime(1_110_000);
    tokens.cached();
    await vi.advanceTimersByTimeAsync(0);
    expect(tokens.cached()).toBe('t2');
  });
});

describe('the reports of a token source', () => {
  test('there is one for each request, with its reason, however many calls waited for it', async () => {
    const reports = recordReports();
    const stub = stubFetch(
      async () => {
        await new Promise((resolve) => setTimeout(resolve, 25));
        return token('t1')();
      },
      token('t2'),
      token('t3'),
      token('t4'),
    );
    const tokens = grantTokenSource(stub, undefined, reports);
    const initial = [tokens.token(), tokens.token()];
    await vi.advanceTimersByTimeAsync(25);
    await Promise.all(initial);
    tokens.invalidate('t1');
    await tokens.token();
    vi.setSystemTime(Date.now() + 1_110_000);
    tokens.cached();
    await vi.advanceTimersByTimeAsync(0);
    vi.setSystemTime(Date.now() + 1_200_000);
    await tokens.token();
    const success = { source: 'endpoint', success: true, error: undefined };
    expect(reports.tokens).toEqual([
      { ...success, reason: 'initial', duration: 25 },
      { ...success, reason: 'rejected', duration: 0 },
      { ...success, reason: 'proactive', duration: 0 },
      { ...success, reason: 'expired', duration: 0 },
    ]);
  });

  test('a failed request is reported with its error, and the next one with the same reason', async () => {
    const reports = recordReports();
    const tokens = grantTokenSource(stubFetch(token('t1'), networkError, token('t3')), undefined, reports);
    await tokens.token();
    tokens.invalidate('t1');
    const error = await rejectionOf(tokens.token());
    await tokens.token();
    expect(reports.tokens.slice(1)).toMatchObject([
      { reason: 'rejected', success: false, error },
      { reason: 'rejected', success: true },
    ]);
  });

  test('requests have the reason "initial" until one succeeds', async () => {
    const reports = recordReports();
    const tokens = grantTokenSource(stubFetch(networkError, token('t2')), undefined, reports);
    tokens.invalidate('of another client');
    await rejectionOf(tokens.token());
    await tokens.token();
    expect(reports.tokens.map(({ reason }) => reason)).toEqual(['initial', 'initial']);
  });

  test('a token from the store is reported with this source', async () => {
    const reports = recordReports();
    const store = memoryTokenStore();
    await store.set(CLIENT_KEY, storedToken('t1'));
    await grantTokenSource(stubFetch(), undefined, { store, ...reports }).token();
    expect(reports.tokens).toMatchObject([{ reason: 'initial', source: 'store', success: true }]);
  });
});
