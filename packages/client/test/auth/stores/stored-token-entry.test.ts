import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { memoryTokenStore } from '../../../src/auth/stores/memory-token-store.ts';
import { StoredTokenEntry } from '../../../src/auth/stores/stored-token-entry.ts';
import type { TokenStoreFailure, TokenStore } from '../../../src/auth/stores/token-store.ts';
import { deviceGrant } from '../../../src/auth/grants/device.ts';
import {
  appUser,
  CLIENT_KEY,
  deviceOptions,
  grantTokenSource,
  hanging,
  oauthError,
  recordReports,
  storedToken,
  tokenResponse,
} from '../auth-fixture.ts';
import { stubFetch, token } from '../../stub-fetch.ts';

/** How long a lock is waited for, in ms. */
const PATIENCE = 15_000;

/** An entry in a store whose other methods fail. */
function entryIn(methods: Partial<TokenStore>, key: () => Promise<string> = async () => 'key') {
  const failures: TokenStoreFailure[] = [];
  const unexpected = () => Promise.reject(new Error('not stubbed'));
  const store = { get: unexpected, set: unexpected, delete: unexpected, ...methods };
  return { entry: new StoredTokenEntry(store, key, (failure) => failures.push(failure)), failures };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('an entry reads, writes and removes the token under its key', async () => {
  const store = memoryTokenStore();
  const { entry, failures } = entryIn(store);
  expect(await entry.read()).toBeUndefined();
  await entry.write(storedToken('t1'));
  expect(await store.get('key')).toEqual(storedToken('t1'));
  expect(await entry.read()).toEqual(storedToken('t1'));
  await entry.remove();
  expect(await store.get('key')).toBeUndefined();
  expect(failures).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});

describe('an entry in a store that fails', () => {
  const error = new Error('disk full');

  test.each(['read', 'write', 'remove'] as const)(
    '%s() resolves to undefined and reports the failure',
    async (method) => {
      const failing = () => Promise.reject(error);
      const { entry, failures } = entryIn({ get: failing, set: failing, delete: failing });
      expect(await entry[method](storedToken('t1'))).toBeUndefined();
      expect(failures).toEqual([{ action: { read: 'get', write: 'set', remove: 'delete' }[method], error }]);
    },
  );

  test('treats a store that throws like one that rejects', async () => {
    const { entry, failures } = entryIn({
      get: () => {
        throw error;
      },
    });
    expect(await entry.read()).toBeUndefined();
    expect(failures).toEqual([{ action: 'get', error }]);
  });

  test('says how its last operation ended', async () => {
    let get: TokenStore['get'] = () => Promise.reject(error);
    const { entry } = entryIn({ get: (key) => get(key) });
    expect(entry.condition).toBe('works');
    await entry.read();
    expect(entry.condition).toBe('fails');
    get = async () => ({ access_token: 'leaky' }) as never;
    await entry.read();
    expect(entry.condition).toBe('fails');
    get = () => new Promise(() => undefined);
    const reading = entry.read();
    await vi.advanceTimersByTimeAsync(5_000);
    await reading;
    expect(entry.condition).toBe('hangs');
    get = async () => undefined;
    await entry.read();
    expect(entry.condition).toBe('works');
  });

  test('waits five seconds for a store that hangs', async () => {
    const { entry, failures } = entryIn({ get: () => new Promise(() => undefined) });
    const reading = entry.read();
    await vi.advanceTimersByTimeAsync(4_999);
    expect(failures).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(await reading).toBeUndefined();
    expect(failures).toMatchObject([{ action: 'get', error: { message: 'The store took longer than 5000 ms.' } }]);
  });

  test('reports a value that is not a token without quoting it, and treats it as empty', async () => {
    const { entry, failures } = entryIn({ get: async () => ({ access_token: 'leaky' }) as never });
    expect(await entry.read()).toBeUndefined();
    expect(failures).toMatchObject([
      { action: 'get', error: { message: 'The store returned something that is not a token.' } },
    ]);
  });

  test('treats null as empty, which is not a failure', async () => {
    const { entry, failures } = entryIn({ get: async () => null as never });
    expect(await entry.read()).toBeUndefined();
    expect(failures).toEqual([]);
  });

  test('reports a key that cannot be computed as a failure of the store', async () => {
    const { entry, failures } = entryIn(memoryTokenStore(), () => Promise.reject(error));
    expect([await entry.read(), await entry.withLock(async () => 'done', PATIENCE)]).toEqual([undefined, 'done']);
    expect(failures).toEqual([
      { action: 'get', error },
      { action: 'lock', error },
    ]);
  });
});

describe('withLock()', () => {
  const error = new Error('no lock');

  test('runs the function under the lock for the key', async () => {
    const lock = vi.fn((_: string, run: () => Promise<unknown>) => run());
    const { entry, failures } = entryIn({ lock: lock as TokenStore['lock'] & typeof lock });
    expect(await entry.withLock(async (isLocked) => (isLocked ? 'done' : 'not locked'), PATIENCE)).toBe('done');
    expect(lock).toHaveBeenCalledExactlyOnceWith('key', expect.any(Function));
    expect(failures).toEqual([]);
  });

  test('runs the function without a lock when the store has none', async () => {
    const { entry, failures } = entryIn({});
    expect(await entry.withLock(async () => 'done', PATIENCE)).toBe('done');
    await expect(entry.withLock(() => Promise.reject(error), PATIENCE)).rejects.toBe(error);
    expect(failures).toEqual([]);
  });

  test('runs the function without a lock, and reports it, when the lock cannot be acquired', async () => {
    const { entry, failures } = entryIn({ lock: () => Promise.reject(error) });
    expect(await entry.withLock(async (isLocked) => (isLocked ? 'locked' : 'done'), PATIENCE)).toBe('done');
    expect(failures).toEqual([{ action: 'lock', error }]);
  });

  test('runs the function itself when the lock does not run it', async () => {
    const { entry } = entryIn({ lock: async () => undefined as never });
    expect(await entry.withLock(async () => 'done', PATIENCE)).toBe('done');
  });

  test('runs the function once, even if the lock runs it twice', async () => {
    const run = vi.fn(async () => 'done');
    const { entry } = entryIn({
      lock: async (_, inside) => {
        await inside();
        return inside();
      },
    });
    expect(await entry.withLock(run, PATIENCE)).toBe('done');
    expect(run).toHaveBeenCalledTimes(1);
  });

  test('rejects with a failure of the function, which is not reported as a failure of the store', async () => {
    const { entry, failures } = entryIn({ lock: (_, run) => run() });
    await expect(entry.withLock(() => Promise.reject(error), PATIENCE)).rejects.toBe(error);
    await vi.runAllTimersAsync();
    expect(failures).toEqual([]);
  });

  test('keeps the result, and reports the failure, when the lock fails after the function', async () => {
    const { entry, failures } = entryIn({
      lock: async (_, run) => {
        await run();
        throw error;
      },
    });
    expect(await entry.withLock(async () => 'done', PATIENCE)).toBe('done');
    await vi.runAllTimersAsync();
    expect(failures).toEqual([{ action: 'lock', error }]);
  });

  test('does not wait for a release that hangs', async () => {
    const { entry } = entryIn({
      lock: async (_, run) => {
        await run();
        return new Promise(() => undefined);
      },
    });
    expect(await entry.withLock(async () => 'done', PATIENCE)).toBe('done');
  });
});

describe('withLock() in a store whose lock hangs', () => {
  /** A store that gives its lock when a test says so. */
  function lateLock() {
    let grant: () => Promise<unknown> = async () => undefined;
    const lock = (_: string, run: () => Promise<unknown>) =>
      new Promise((resolve, reject) => {
        grant = async () => {
          await run().then(resolve, reject);
        };
      });
    return { lock: lock as TokenStore['lock'] & typeof lock, grant: () => grant() };
  }

  test('runs the function without it after a while, and reports that', async () => {
    const run = vi.fn(async () => 'done');
    const { entry, failures } = entryIn({ lock: lateLock().lock });
    const waiting = entry.withLock(run, PATIENCE);
    await vi.advanceTimersByTimeAsync(14_999);
    expect(run).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(await waiting).toBe('done');
    expect(failures).toMatchObject([{ action: 'lock', error: { message: 'The store took longer than 15000 ms.' } }]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('does not run it a second time when the lock is given after all', async () => {
    const run = vi.fn(async () => 'done');
    const { lock, grant } = lateLock();
    const { entry, failures } = entryIn({ lock });
    const waiting = entry.withLock(run, PATIENCE);
    await vi.advanceTimersByTimeAsync(15_000);
    expect(await waiting).toBe('done');
    await grant();
    expect(run).toHaveBeenCalledTimes(1);
    expect(failures).toHaveLength(1);
  });

  test('waits for a function that runs under the lock for as long as it takes', async () => {
    let end: (value: string) => void = () => undefined;
    const { entry, failures } = entryIn({ lock: (_, run) => run() });
    const waiting = entry.withLock(() => new Promise<string>((resolve) => (end = resolve)), PATIENCE);
    await vi.advanceTimersByTimeAsync(3_600_000);
    end('after an hour');
    expect(await waiting).toBe('after an hour');
    expect(failures).toEqual([]);
  });

  test('hangs no longer when the key cannot be computed in time', async () => {
    const { entry, failures } = entryIn(memoryTokenStore(), () => new Promise(() => undefined));
    const waiting = entry.withLock(async () => 'done', PATIENCE);
    await vi.advanceTimersByTimeAsync(15_000);
    expect(await waiting).toBe('done');
    expect(failures).toMatchObject([{ action: 'lock' }]);
  });

  test('ends with the signal, and then never runs the function', async () => {
    const run = vi.fn(async () => 'done');
    const { lock, grant } = lateLock();
    const { entry, failures } = entryIn({ lock });
    const controller = new AbortController();
    const waiting = entry.withLock(run, PATIENCE, controller.signal);
    await vi.advanceTimersByTimeAsync(0);
    controller.abort(error);
    await expect(waiting).rejects.toBe(error);
    await grant();
    expect(run).not.toHaveBeenCalled();
    expect(failures).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });

  const error = new Error('left');
});

describe('a token source whose store fails', () => {
  test('works without the store, and reports that it can be neither read nor locked', async () => {
    const error = new Error('disk full');
    const failing = () => Promise.reject(error);
    const store = { get: failing, set: failing, delete: failing, lock: failing };
    const reports = recordReports();
    const tokens = grantTokenSource(stubFetch(token('t1')), undefined, { store, ...reports });
    await expect(tokens.token()).resolves.toBe('t1');
    expect(reports.failures).toEqual(['get', 'lock'].map((action) => ({ action, error })));
  });

  test('replaces an entry that cannot be read in a store without a lock, and reports each failure', async () => {
    const error = new Error('disk full');
    const failing = () => Promise.reject(error);
    const reports = recordReports();
    const set = vi.fn(async () => undefined);
    const store = { get: failing, set, delete: failing };
    expect(await grantTokenSource(stubFetch(token('t1')), undefined, { store, ...reports }).token()).toBe('t1');
    expect(reports.failures.map(({ action }) => action)).toEqual(['get', 'get']);
    expect(set).toHaveBeenCalledOnce();
  });

  test('works without a listener for failures', async () => {
    const failing = () => Promise.reject(new Error('disk full'));
    const store = { get: failing, set: failing, delete: failing };
    await expect(grantTokenSource(stubFetch(token('t1')), undefined, { store }).token()).resolves.toBe('t1');
  });

  test('works with a store that can only be read, and reports each failure', async () => {
    const failing = () => Promise.reject(new Error('read-only'));
    const store = { get: async () => undefined, set: failing, delete: failing, lock: failing };
    const reports = recordReports();
    const stub = stubFetch(
      tokenResponse({ access_token: 't1', refresh_token: 'r1' }),
      oauthError('invalid_grant'),
      token('t3'),
    );
    const tokens = grantTokenSource(stub, appUser, { store, ...reports });
    expect(await tokens.token()).toBe('t1');
    expect(reports.failures.map(({ action }) => action)).toEqual(['lock', 'set']);
    tokens.invalidate('t1');
    expect(await tokens.token()).toBe('t3');
    expect(reports.failures.map(({ action }) => action)).toEqual(['lock', 'set', 'lock', 'delete', 'set']);
  });

  test('uses the store again when it can be read again', async () => {
    const inner = memoryTokenStore();
    let isUp = false;
    const whenUp =
      <Args extends unknown[], Result>(method: (...args: Args) => Promise<Result>) =>
      (...args: Args) =>
        isUp ? method(...args) : Promise.reject(new Error('down'));
    const store: TokenStore = { ...inner, get: whenUp(inner.get), set: whenUp(inner.set) };
    const tokens = grantTokenSource(stubFetch(token('t1'), token('t2')), undefined, { store });
    await tokens.token();
    expect(await inner.get(CLIENT_KEY)).toBeUndefined();
    isUp = true;
    tokens.invalidate('t1');
    await tokens.token();
    expect(await inner.get(CLIENT_KEY)).toMatchObject({ accessToken: 't2' });
  });

  test.each([
    ['throws when it is read', () => Promise.reject(new SyntaxError('not JSON'))],
    [
      'throws at once when it is read',
      () => {
        throw new SyntaxError('not JSON');
      },
    ],
    ['is something else than a token', async () => 'not a token' as never],
    ['is a token without its times', async () => ({ accessToken: 'half' }) as never],
  ])('replaces an entry that %s, so that the next client finds a token', async (_, damaged) => {
    const inner = memoryTokenStore();
    let isDamaged = true;
    const store: TokenStore = {
      ...inner,
      get: (key) => (isDamaged ? damaged() : inner.get(key)),
      set: async (key, value) => {
        isDamaged = false;
        await inner.set(key, value);
      },
    };
    const stub = stubFetch(token('t1'), token('t2'));
    expect(await grantTokenSource(stub, undefined, { store }).token()).toBe('t1');
    expect(await grantTokenSource(stub, undefined, { store }).token()).toBe('t1');
    expect(stub.requests).toHaveLength(1);
  });

  test('several clients that find the same damaged entry send one token request', async () => {
    const inner = memoryTokenStore();
    let isDamaged = true;
    const store: TokenStore = {
      ...inner,
      get: (key) => (isDamaged ? Promise.reject(new SyntaxError('not JSON')) : inner.get(key)),
      set: async (key, value) => {
        isDamaged = false;
        await inner.set(key, value);
      },
    };
    const stub = stubFetch(token('t1'), token('t2'));
    const clients = Array.from({ length: 20 }, () => grantTokenSource(stub, undefined, { store }));
    expect(new Set(await Promise.all(clients.map((one) => one.token())))).toEqual(new Set(['t1']));
    expect(stub.requests).toHaveLength(1);
  });

  test('goes on without a store whose read hangs, and tries neither its lock nor a write', async () => {
    const reports = recordReports();
    const store = { get: hanging, set: hanging, delete: hanging, lock: hanging };
    const tokens = grantTokenSource(stubFetch(token('t1')), undefined, { store, ...reports });
    const waiting = tokens.token();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await waiting).toBe('t1');
    expect(reports.failures.map(({ action }) => action)).toEqual(['get']);
  });

  test.each([
    ['the credentials of a client', undefined, 15_000],
    ['a refresh token to exchange', appUser, 60_000],
    ['a device that a person has to connect', deviceGrant(deviceOptions), 1_800_000],
    ['a device with a refresh token', deviceGrant({ ...deviceOptions, refreshToken: 'r1' }), 60_000],
  ])('outlives a lock that hangs, with %s', async (_, grant, patience) => {
    const reports = recordReports();
    const store = { ...memoryTokenStore(), lock: hanging };
    const stub = stubFetch(token('t1'));
    const tokens = grantTokenSource(stub, grant, { store, ...reports });
    void tokens.token().catch(() => undefined);
    await vi.advanceTimersByTimeAsync(patience - 1);
    expect(stub.requests).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(stub.requests).toHaveLength(1);
    expect(reports.failures.map(({ action }) => action)).toEqual(['lock']);
  });

  test('uses what another process stored while the lock hung', async () => {
    const inner = memoryTokenStore();
    const store = { ...inner, lock: hanging };
    const stub = stubFetch(token('t1'));
    const waiting = grantTokenSource(stub, undefined, { store }).token();
    await vi.advanceTimersByTimeAsync(10_000);
    await inner.set(CLIENT_KEY, storedToken('other'));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await waiting).toBe('other');
    expect(stub.requests).toHaveLength(0);
  });
});
