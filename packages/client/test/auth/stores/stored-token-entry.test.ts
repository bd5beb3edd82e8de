import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { memoryTokenStore } from '../../../src/auth/stores/memory-token-store.ts';
import { StoredTokenEntry } from '../../../src/auth/stores/stored-token-entry.ts';
import type { TokenStoreFailure, TokenStore } from '../../../src/auth/stores/token-store.ts';
import { issued } from '../auth-fixture.ts';

function shared(store: Partial<TokenStore>, key: () => Promise<string> = async () => 'key') {
  const failures: TokenStoreFailure[] = [];
  const broken = () => Promise.reject(new Error('not prepared'));
  const whole = { get: broken, set: broken, delete: broken, ...store };
  return { token: new StoredTokenEntry(whole, key, (failure) => failures.push(failure)), failures };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('reads, writes and removes under its key', async () => {
  const store = memoryTokenStore();
  const { token, failures } = shared(store);
  expect(await token.read()).toBeUndefined();
  await token.write(issued('t1'));
  expect(await store.get('key')).toEqual(issued('t1'));
  expect(await token.read()).toEqual(issued('t1'));
  await token.remove();
  expect(await store.get('key')).toBeUndefined();
  expect(failures).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});

describe('a store', () => {
  const error = new Error('disk full');

  test.each(['read', 'write', 'remove'] as const)('that fails counts as empty, and is reported: %s', async (verb) => {
    const failing = () => Promise.reject(error);
    const { token, failures } = shared({ get: failing, set: failing, delete: failing });
    expect(await token[verb](issued('t1'))).toBeUndefined();
    expect(failures).toEqual([{ action: { read: 'get', write: 'set', remove: 'delete' }[verb], error }]);
  });

  test('that throws fails in the same way', async () => {
    const { token, failures } = shared({
      get: () => {
        throw error;
      },
    });
    expect(await token.read()).toBeUndefined();
    expect(failures).toEqual([{ action: 'get', error }]);
  });

  test('is readable unless the last attempt to read it failed or hung; that it held something else does not matter', async () => {
    let get: TokenStore['get'] = () => Promise.reject(error);
    const { token } = shared({ get: (key) => get(key) });
    expect(token.isReadable).toBe(true);
    await token.read();
    expect(token.isReadable).toBe(false);
    get = async () => ({ access_token: 'leaky' }) as never;
    await token.read();
    expect(token.isReadable).toBe(true);
    get = () => new Promise(() => undefined);
    const hanging = token.read();
    await vi.advanceTimersByTimeAsync(5_000);
    await hanging;
    expect(token.isReadable).toBe(false);
  });

  test('that hangs is waited for five seconds', async () => {
    const { token, failures } = shared({ get: () => new Promise(() => undefined) });
    const reading = token.read();
    await vi.advanceTimersByTimeAsync(4_999);
    expect(failures).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(await reading).toBeUndefined();
    expect(failures).toMatchObject([{ action: 'get', error: { message: 'The store took longer than 5000 ms.' } }]);
  });

  test('that gives something else counts as empty; it is reported and not quoted', async () => {
    const { token, failures } = shared({ get: async () => ({ access_token: 'leaky' }) as never });
    expect(await token.read()).toBeUndefined();
    expect(failures).toMatchObject([
      { action: 'get', error: { message: 'The store gave something that is no token.' } },
    ]);
  });

  test('that gives null is simply empty', async () => {
    const { token, failures } = shared({ get: async () => null as never });
    expect(await token.read()).toBeUndefined();
    expect(failures).toEqual([]);
  });

  test('whose key cannot be made is a store that fails', async () => {
    const { token, failures } = shared(memoryTokenStore(), () => Promise.reject(error));
    expect([await token.read(), await token.withLock(async () => 'alone')]).toEqual([undefined, 'alone']);
    expect(failures).toEqual([
      { action: 'get', error },
      { action: 'lock', error },
    ]);
  });
});

describe('alone', () => {
  const error = new Error('no lock');

  test('runs under the lock for the key', async () => {
    const lock = vi.fn((_: string, run: () => Promise<unknown>) => run());
    const { token, failures } = shared({ lock: lock as TokenStore['lock'] & typeof lock });
    expect(await token.withLock(async () => 'done')).toBe('done');
    expect(lock).toHaveBeenCalledExactlyOnceWith('key', expect.any(Function));
    expect(failures).toEqual([]);
  });

  test('runs anyway when the store has no lock', async () => {
    const { token, failures } = shared({});
    expect(await token.withLock(async () => 'done')).toBe('done');
    await expect(token.withLock(() => Promise.reject(error))).rejects.toBe(error);
    expect(failures).toEqual([]);
  });

  test('does without a lock that cannot be had', async () => {
    const { token, failures } = shared({ lock: () => Promise.reject(error) });
    expect(await token.withLock(async () => 'done')).toBe('done');
    expect(failures).toEqual([{ action: 'lock', error }]);
  });

  test('runs itself when the lock forgets to', async () => {
    const { token } = shared({ lock: async () => undefined as never });
    expect(await token.withLock(async () => 'done')).toBe('done');
  });

  test('runs only once, even if the lock does not', async () => {
    const run = vi.fn(async () => 'done');
    const { token } = shared({
      lock: async (_, inside) => {
        await inside();
        return inside();
      },
    });
    expect(await token.withLock(run)).toBe('done');
    expect(run).toHaveBeenCalledTimes(1);
  });

  test('a failure under the lock is that of the caller, and no failure of the store', async () => {
    const { token, failures } = shared({ lock: (_, run) => run() });
    await expect(token.withLock(() => Promise.reject(error))).rejects.toBe(error);
    await vi.runAllTimersAsync();
    expect(failures).toEqual([]);
  });

  test('a lock that breaks afterwards does not take away what was done under it, and is reported', async () => {
    const { token, failures } = shared({
      lock: async (_, run) => {
        await run();
        throw error;
      },
    });
    expect(await token.withLock(async () => 'done')).toBe('done');
    await vi.runAllTimersAsync();
    expect(failures).toEqual([{ action: 'lock', error }]);
  });

  test('a release that hangs keeps nobody waiting', async () => {
    const { token } = shared({
      lock: async (_, run) => {
        await run();
        return new Promise(() => undefined);
      },
    });
    expect(await token.withLock(async () => 'done')).toBe('done');
  });
});
