import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { memoryTokenStore } from '../../../src/auth/stores/memory-token-store.ts';
import type { TokenStore } from '../../../src/auth/stores/token-store.ts';
import { rejectOnAbort } from '../../../src/internal/abort.ts';
import {
  appUser,
  CLIENT_KEY,
  grantTokenSource,
  hanging,
  networkError,
  oauthError,
  recordReports,
  rejectionOf,
  startRequest,
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

  test('a token that comes from a background refresh is used, even if it lives shorter than the one before', async () => {
    const stub = stubFetch(token('t1'), token('t2', 60));
    const tokens = grantTokenSource(stub);
    await tokens.token();
    await vi.advanceTimersByTimeAsync(1_110_000);
    tokens.cached();
    await vi.advanceTimersByTimeAsync(0);
    expect(tokens.cached()).toBe('t2');
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
    await vi.advanceTimersByTimeAsync(0);
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

describe('a request for a token that stops without an end, as in Workers when the request that started it is over', () => {
  const dyingInBackground = async (tokens: ReturnType<typeof grantTokenSource>): Promise<void> => {
    vi.advanceTimersByTime(1_110_000);
    const request = startRequest();
    expect(tokens.cached()).toBe('t1');
    await vi.advanceTimersByTimeAsync(0);
    request.end();
  };

  /** Starts the first request, which dies, and waits until it counts as dead. */
  const dyingAtStart = async (tokens: ReturnType<typeof grantTokenSource>): Promise<void> => {
    const request = startRequest();
    void rejectionOf(tokens.token());
    await vi.advanceTimersByTimeAsync(0);
    request.end();
    await vi.advanceTimersByTimeAsync(15_000);
  };
  /** A response that arrives when a test sends it. */
  const lateResponse = () => {
    let arrive: (response: Response) => void = () => undefined;
    return {
      respond: () => new Promise<Response>((resolve) => (arrive = resolve)),
      arrive: (response: Response) => arrive(response),
    };
  };

  test('is followed by another one in the background', async () => {
    const stub = stubFetch(token('t1'), hanging, token('t3'));
    const tokens = grantTokenSource(stub);
    await tokens.token();
    await dyingInBackground(tokens);
    await vi.advanceTimersByTimeAsync(9_000);
    expect(tokens.cached()).toBe('t1');
    await vi.advanceTimersByTimeAsync(0);
    expect(stub.requests).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(tokens.cached()).toBe('t1');
    await vi.advanceTimersByTimeAsync(0);
    expect(tokens.cached()).toBe('t3');
  });

  test('delays no call that needs a token long after that', async () => {
    const stub = stubFetch(token('t1'), hanging, token('t3'));
    const tokens = grantTokenSource(stub);
    await tokens.token();
    await dyingInBackground(tokens);
    await vi.advanceTimersByTimeAsync(85_000);
    expect(await tokens.token()).toBe('t3');
    expect(stub.requests).toHaveLength(3);
  });

  test.each([
    ['a client that has a token about to expire', true],
    ['a cold client', false],
  ])('delays the calls that wait for it by about ten seconds, and they share the next one: %s', async (_, isWarm) => {
    const slow = async (): Promise<Response> => {
      await new Promise((resolve) => setTimeout(resolve, 100));
      return token('t3')();
    };
    const stub = stubFetch(...(isWarm ? [token('t1')] : []), hanging, slow);
    const tokens = grantTokenSource(stub);
    if (isWarm) {
      await tokens.token();
      vi.advanceTimersByTime(1_189_000);
    }
    const request = startRequest();
    if (isWarm) tokens.cached();
    else void tokens.token();
    await vi.advanceTimersByTimeAsync(0);
    request.end();
    vi.setSystemTime(Date.now() + 2_000);
    const calls = Array.from({ length: 5 }, () => tokens.token());
    await vi.advanceTimersByTimeAsync(12_000);
    expect(new Set(await Promise.all(calls))).toEqual(new Set(['t3']));
    expect(stub.requests).toHaveLength(isWarm ? 3 : 2);
  });

  test('gives up a lock that it holds in a memory store', async () => {
    const stub = stubFetch(hanging, token('t2'));
    const store = memoryTokenStore();
    const [one, two] = [grantTokenSource(stub, undefined, { store }), grantTokenSource(stub, undefined, { store })];
    const request = startRequest();
    void one.token();
    await vi.advanceTimersByTimeAsync(0);
    request.end();
    const call = two.token();
    await vi.advanceTimersByTimeAsync(12_000);
    expect(await call).toBe('t2');
  });

  test('is not taken for dead when it is slow: retries and a person who connects a device take their time', async () => {
    const stub = stubFetch(json({}, 503, { 'retry-after': '50' }), json({}, 503, { 'retry-after': '50' }), token('t3'));
    const tokens = grantTokenSource(stub, undefined, { maxRetries: 2 });
    const calls = [tokens.token()];
    for (let second = 0; second < 99; second++) {
      await vi.advanceTimersByTimeAsync(1_000);
      calls.push(tokens.token());
    }
    await vi.advanceTimersByTimeAsync(2_000);
    expect(new Set(await Promise.all(calls))).toEqual(new Set(['t3']));
    expect(stub.requests).toHaveLength(3);
  });

  test('does not replace a newer token when it ends after all', async () => {
    let respond: (response: Response) => void = () => undefined;
    const stub = stubFetch(() => new Promise((resolve) => (respond = resolve)), token('t2'), token('t3'));
    const tokens = grantTokenSource(stub);
    const request = startRequest();
    const first = tokens.token();
    await vi.advanceTimersByTimeAsync(0);
    request.end();
    await vi.advanceTimersByTimeAsync(15_000);
    expect(await tokens.token()).toBe('t2');
    respond(token('t1')());
    expect(await first).toBe('t1');
    expect(tokens.cached()).toBe('t2');
    expect(await tokens.token()).toBe('t2');
  });

  test('replaces a token that expires earlier when it ends after all', async () => {
    const late = lateResponse();
    const tokens = grantTokenSource(stubFetch(late.respond, token('t2')));
    await dyingAtStart(tokens);
    expect(await tokens.token()).toBe('t2');
    late.arrive(token('t1', 3600)());
    await vi.advanceTimersByTimeAsync(0);
    expect(tokens.cached()).toBe('t1');
  });

  test('leaves the next one to all calls when it fails after all', async () => {
    const late = lateResponse();
    const stub = stubFetch(late.respond, hanging);
    const tokens = grantTokenSource(stub);
    await dyingAtStart(tokens);
    void tokens.token();
    await vi.advanceTimersByTimeAsync(0);
    late.arrive(json({}, 503)());
    await vi.advanceTimersByTimeAsync(0);
    void tokens.token();
    await vi.advanceTimersByTimeAsync(0);
    expect(stub.requests).toHaveLength(2);
  });
});

describe('a call of another request, which may abort nothing of this one, as in Workers', () => {
  /** Aborting what the token source aborts throws from now on. */
  const forbidAborts = () =>
    vi.spyOn(AbortController.prototype, 'abort').mockImplementation(() => {
      throw new Error('Cannot perform I/O on behalf of a different request.');
    });

  test('aborts nothing when it has waited in vain for a request that stopped without an end', async () => {
    const tokens = grantTokenSource(stubFetch(token('t1'), hanging, token('t3')));
    await tokens.token();
    vi.advanceTimersByTime(1_189_000);
    const request = startRequest();
    tokens.cached();
    await vi.advanceTimersByTimeAsync(0);
    request.end();
    vi.setSystemTime(Date.now() + 2_000);
    const abort = forbidAborts();
    const call = tokens.token();
    await vi.advanceTimersByTimeAsync(12_000);
    expect(await call).toBe('t3');
    expect(abort).not.toHaveBeenCalled();
  });

  test('aborts nothing when the token has arrived', async () => {
    const abort = forbidAborts();
    const tokens = grantTokenSource(stubFetch(token('t1')));
    expect(await Promise.all(Array.from({ length: 5 }, () => tokens.token()))).toEqual(Array(5).fill('t1'));
    expect(abort).not.toHaveBeenCalled();
  });

  test('fails with its own reason when it leaves, even if it is the last that waits', async () => {
    let respond: (response: Response) => void = () => undefined;
    const stub = stubFetch(() => new Promise((resolve) => (respond = resolve)));
    const tokens = grantTokenSource(stub);
    const controller = new AbortController();
    const waiting = rejectionOf(tokens.token(controller.signal));
    await vi.advanceTimersByTimeAsync(0);
    const abort = vi.spyOn(AbortController.prototype, 'abort').mockImplementation(function (
      this: AbortController,
      why,
    ) {
      if (this !== controller) throw new Error('Cannot perform I/O on behalf of a different request.');
      abort.mockRestore();
      this.abort(why);
      forbidAborts();
    });
    controller.abort(new Error('left'));
    expect((await waiting).message).toBe('left');
    const next = tokens.token();
    respond(token('t1')());
    expect(await next).toBe('t1');
    expect(stub.requests).toHaveLength(1);
  });
});

describe('a token source whose new tokens are rejected too', () => {
  /** Makes a call as a client does, all of whose tokens are rejected; returns how long it took, in ms. */
  async function rejectedCall(tokens: ReturnType<typeof grantTokenSource>): Promise<number> {
    const startedAt = Date.now();
    for (const isReplacement of [false, true]) {
      const waiting = tokens.token();
      await vi.advanceTimersByTimeAsync(20_000);
      tokens.invalidate(await waiting, isReplacement);
    }
    return Date.now() - startedAt;
  }

  const numbered = () => {
    let issued = 0;
    const requestedAt: number[] = [];
    const fetch = (async () => {
      requestedAt.push(Date.now());
      return token(`t${++issued}`)();
    }) as unknown as typeof globalThis.fetch;
    return { fetch, requestedAt };
  };

  test('requests the next ones with a growing delay, up to eight seconds', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(1);
    const endpoint = numbered();
    const tokens = grantTokenSource(endpoint);
    const delays: number[] = [];
    for (let call = 0; call < 8; call++) {
      for (const isReplacement of [false, true]) {
        const startedAt = Date.now();
        const waiting = tokens.token();
        await vi.advanceTimersByTimeAsync(8_000);
        tokens.invalidate(await waiting, isReplacement);
        delays.push(endpoint.requestedAt.at(-1)! - startedAt);
      }
    }
    expect(delays).toEqual([0, 0, 500, 500, 1000, 1000, 2000, 2000, 4000, 4000, 8000, 8000, 8000, 8000, 8000, 8000]);
  });

  test('requests the next one at once again when a token was accepted for more than a minute', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(1);
    const endpoint = numbered();
    const tokens = grantTokenSource(endpoint);
    await rejectedCall(tokens);
    const recovered = tokens.token();
    await vi.advanceTimersByTimeAsync(500);
    const accepted = await recovered;
    await vi.advanceTimersByTimeAsync(61_000);
    tokens.invalidate(accepted);
    const startedAt = Date.now();
    await tokens.token();
    expect(endpoint.requestedAt.at(-1)).toBe(startedAt);
  });

  test('delays nothing when each replacement is accepted, as for two devices that replace one another’s token', async () => {
    const endpoint = numbered();
    const tokens = grantTokenSource(endpoint);
    for (let call = 0; call < 50; call++) tokens.invalidate(await tokens.token());
    expect(endpoint.requestedAt).toHaveLength(50);
  });

  test('ends the delay with the last call that waits', async () => {
    const endpoint = numbered();
    const tokens = grantTokenSource(endpoint);
    vi.spyOn(Math, 'random').mockReturnValue(1);
    await rejectedCall(tokens);
    const controller = new AbortController();
    const waiting = rejectionOf(tokens.token(controller.signal));
    await vi.advanceTimersByTimeAsync(100);
    controller.abort(new Error('left'));
    expect((await waiting).message).toBe('left');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(endpoint.requestedAt).toHaveLength(2);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('uses a token that another process has stored without a delay', async () => {
    const store = memoryTokenStore();
    const endpoint = numbered();
    const tokens = grantTokenSource(endpoint, undefined, { store });
    await rejectedCall(tokens);
    await store.set(CLIENT_KEY, storedToken('other'));
    expect(await tokens.token()).toBe('other');
  });
});

describe('a token source with a store', () => {
  test('tells tokens that it found in the store from those that were issued to it', async () => {
    const store = memoryTokenStore();
    await store.set(CLIENT_KEY, storedToken('stored'));
    const tokens = grantTokenSource(stubFetch(token('t1')), undefined, { store });
    expect(await tokens.token()).toBe('stored');
    expect(tokens.isFromStore('stored')).toBe(true);
    tokens.invalidate('stored');
    expect(await tokens.token()).toBe('t1');
    expect(tokens.isFromStore('t1')).toBe(false);
  });

  test('takes a token from the store that was rejected once, and that the endpoint has issued again', async () => {
    const store = memoryTokenStore();
    const stub = stubFetch(token('t1'), token('t1'), token('t2'));
    const tokens = grantTokenSource(stub, undefined, { store });
    tokens.invalidate(await tokens.token());
    expect(await tokens.token()).toBe('t1');
    await vi.advanceTimersByTimeAsync(1_195_000);
    await store.set(CLIENT_KEY, storedToken('t1'));
    expect(await tokens.token()).toBe('t1');
    expect(stub.requests).toHaveLength(2);
  });

  test('counts no rejected token of the store as a new one that was rejected', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(1);
    const store = memoryTokenStore();
    const tokens = grantTokenSource(stubFetch(token('t1'), token('t2')), undefined, { store });
    tokens.invalidate(await tokens.token());
    await store.set(CLIENT_KEY, storedToken('stored'));
    tokens.invalidate(await tokens.token(), true);
    // Without a delay.
    expect(await tokens.token()).toBe('t2');
  });

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
