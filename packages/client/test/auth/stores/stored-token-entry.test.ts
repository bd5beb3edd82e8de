import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { memoryTokenStore } from '../../../src/auth/stores/memory-token-store.ts';
import { StoredTokenEntry } from '../../../src/auth/stores/stored-token-entry.ts';
import type { TokenStoreFailure, TokenStore } from '../../../src/auth/stores/token-store.ts';
import {
  appUser,
  CLIENT_KEY,
  grantTokenSource,
  oauthError,
  recordReports,
  storedToken,
  tokenResponse,
} from '../auth-fixture.ts';
import { stubFetch, token } from '../../stub-fetch.ts';

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

  test('is readable unless the last read failed or hung, even if the store returned something else than a token', async () => {
    let get: TokenStore['get'] = () => Promise.reject(error);
    const { entry } = entryIn({ get: (key) => get(key) });
    expect(entry.isReadable).toBe(true);
    await entry.read();
    expect(entry.isReadable).toBe(false);
    get = async () => ({ access_token: 'leaky' }) as never;
    await entry.read();
    expect(entry.isReadable).toBe(true);
    get = () => new Promise(() => undefined);
    const hanging = entry.read();
    await vi.advanceTimersByTimeAsync(5_000);
    await hanging;
    expect(entry.isReadable).toBe(false);
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
    expect([await entry.read(), await entry.withLock(async () => 'done')]).toEqual([undefined, 'done']);
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
    expect(await entry.withLock(async () => 'done')).toBe('done');
    expect(lock).toHaveBeenCalledExactlyOnceWith('key', expect.any(Function));
    expect(failures).toEqual([]);
  });

  test('runs the function without a lock when the store has none', async () => {
    const { entry, failures } = entryIn({});
    expect(await entry.withLock(async () => 'done')).toBe('done');
    await expect(entry.withLock(() => Promise.reject(error))).rejects.toBe(error);
    expect(failures).toEqual([]);
  });

  test('runs the function without a lock, and reports it, when the lock cannot be acquired', async () => {
    const { entry, failures } = entryIn({ lock: () => Promise.reject(error) });
    expect(await entry.withLock(async () => 'done')).toBe('done');
    expect(failures).toEqual([{ action: 'lock', error }]);
  });

  test('runs the function itself when the lock does not run it', async () => {
    const { entry } = entryIn({ lock: async () => undefined as never });
    expect(await entry.withLock(async () => 'done')).toBe('done');
  });

  test('runs the function once, even if the lock runs it twice', async () => {
    const run = vi.fn(async () => 'done');
    const { entry } = entryIn({
      lock: async (_, inside) => {
        await inside();
        return inside();
      },
    });
    expect(await entry.withLock(run)).toBe('done');
    expect(run).toHaveBeenCalledTimes(1);
  });

  test('rejects with a failure of the function, which is not reported as a failure of the store', async () => {
    const { entry, failures } = entryIn({ lock: (_, run) => run() });
    await expect(entry.withLock(() => Promise.reject(error))).rejects.toBe(error);
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
    expect(await entry.withLock(async () => 'done')).toBe('done');
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
    expect(await entry.withLock(async () => 'done')).toBe('done');
  });
});

describe('a token source whose store fails', () => {
  test('works without the store, and reports each failure', async () => {
    const error = new Error('disk full');
    const failing = () => Promise.reject(error);
    const store = { get: failing, set: failing, delete: failing, lock: failing };
    const reports = recordReports();
    const tokens = grantTokenSource(stubFetch(token('t1')), undefined, { store, ...reports });
    await expect(tokens.token()).resolves.toBe('t1');
    // After a read that failed, neither the lock nor a write is tried.
    expect(reports.failures).toEqual([{ action: 'get', error }]);
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
    const store: TokenStore = {
      ...inner,
      get: (key) => (isUp ? inner.get(key) : Promise.reject(new Error('down'))),
    };
    const tokens = grantTokenSource(stubFetch(token('t1'), token('t2')), undefined, { store });
    await tokens.token();
    expect(await inner.get(CLIENT_KEY)).toBeUndefined();
    isUp = true;
    tokens.invalidate('t1');
    await tokens.token();
    expect(await inner.get(CLIENT_KEY)).toMatchObject({ accessToken: 't2' });
  });
});
