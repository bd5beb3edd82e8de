import { afterEach, describe, expect, test, vi } from 'vitest';
import type { TokenStore } from '../../../src/auth/stores/token-store.ts';
import { memoryTokenStore } from '../../../src/auth/stores/memory-token-store.ts';
import { CLIENT_KEY, grantTokenSource, hanging, startRequest, storedToken } from '../auth-fixture.ts';
import { stubFetch, token } from '../../stub-fetch.ts';
import { tokenStoreContract } from './token-store-contract.ts';

afterEach(() => void vi.useRealTimers());

describe('memoryTokenStore()', () => {
  test('stores, replaces and deletes tokens by key', async () => {
    const [store, one, two] = [memoryTokenStore(), storedToken('t1'), storedToken('t2')];
    expect(await store.get('a')).toBeUndefined();
    await store.set('a', one);
    await store.set('b', two);
    expect([await store.get('a'), await store.get('b')]).toEqual([one, two]);
    await store.set('a', two);
    expect(await store.get('a')).toBe(two);
    await store.delete('a');
    expect([await store.get('a'), await store.get('b')]).toEqual([undefined, two]);
  });

  test('two memory stores share nothing', async () => {
    await memoryTokenStore().set('a', storedToken('t1'));
    expect(await memoryTokenStore().get('a')).toBeUndefined();
  });

  test('the lock runs one function at a time for each key, in order, and those of different keys concurrently', async () => {
    const store = memoryTokenStore();
    const log: string[] = [];
    const releases: (() => void)[] = [];
    const run = (name: string) => async () => {
      log.push(`${name} begins`);
      await new Promise<void>((resolve) => void releases.push(resolve));
      log.push(`${name} ends`);
      return name;
    };
    const all = Promise.all([store.lock!('a', run('a1')), store.lock!('a', run('a2')), store.lock!('b', run('b1'))]);
    await new Promise((resolve) => setTimeout(resolve));
    expect(log).toEqual(['a1 begins', 'b1 begins']);
    releases[0]!();
    await new Promise((resolve) => setTimeout(resolve));
    expect(log).toEqual(['a1 begins', 'b1 begins', 'a1 ends', 'a2 begins']);
    releases[1]!();
    releases[2]!();
    expect(await all).toEqual(['a1', 'a2', 'b1']);
  });

  test('a failure under the lock rejects only the caller that held it', async () => {
    const store = memoryTokenStore();
    const failing = store.lock!('a', () => Promise.reject(new Error('no token')));
    const next = store.lock!('a', async () => 'fine');
    await expect(failing).rejects.toThrow('no token');
    await expect(next).resolves.toBe('fine');
    await expect(store.lock!('a', async () => 'later')).resolves.toBe('later');
  });
});

describe('the lock of a memory store', () => {
  test('is taken over from a holder that stopped without an end, as in Workers when its request is over', async () => {
    vi.useFakeTimers();
    const store = memoryTokenStore();
    const request = startRequest();
    void store.lock!('a', hanging);
    await vi.advanceTimersByTimeAsync(0);
    request.end();
    const log: string[] = [];
    for (const name of ['a2', 'a3']) void store.lock!('a', async () => void log.push(name));
    await vi.advanceTimersByTimeAsync(9_000);
    expect(log).toEqual([]);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(log).toEqual(['a2', 'a3']);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('stays with a holder that lives, for as long as it takes', async () => {
    vi.useFakeTimers();
    const store = memoryTokenStore();
    let release: () => void = () => undefined;
    void store.lock!('a', () => new Promise<void>((resolve) => (release = resolve)));
    const next = vi.fn(async () => undefined);
    void store.lock!('a', next);
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(next).not.toHaveBeenCalled();
    release();
    await vi.advanceTimersByTimeAsync(0);
    expect(next).toHaveBeenCalledOnce();
  });
});

describe('token sources with the same memory store', () => {
  test('share one token', async () => {
    const [store, stub] = [memoryTokenStore(), stubFetch(token('t1'), token('t2'))];
    const before = Date.now();
    expect([
      await grantTokenSource(stub, undefined, { store }).token(),
      await grantTokenSource(stub, undefined, { store }).token(),
    ]).toEqual(['t1', 't1']);
    const stored = await store.get(CLIENT_KEY);
    expect(stored).toEqual({ accessToken: 't1', issuedAt: stored!.issuedAt, expiresAt: stored!.issuedAt + 1_200_000 });
    expect(stored!.issuedAt).toBeGreaterThanOrEqual(before);
    expect(stored!.issuedAt).toBeLessThanOrEqual(Date.now());
    expect(stub.requests).toHaveLength(1);
  });

  test('wait for the lock, and then find the token', async () => {
    const store = memoryTokenStore();
    const stub = stubFetch(token('t1'), token('t2'));
    const all = await Promise.all(
      Array.from({ length: 20 }, () => grantTokenSource(stub, undefined, { store }).token()),
    );
    expect(new Set(all)).toEqual(new Set(['t1']));
    expect(stub.requests).toHaveLength(1);
  });
});

tokenStoreContract('memoryTokenStore()', async () => {
  const store = memoryTokenStore() as Required<TokenStore>;
  return { store, second: store };
});
