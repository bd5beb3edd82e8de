import { expect, test } from 'vitest';
import { memoryTokenStore } from '../../../src/auth/stores/memory-token-store.ts';
import { issued } from '../auth-fixture.ts';

test('keeps, replaces and forgets tokens by key', async () => {
  const [store, one, two] = [memoryTokenStore(), issued('t1'), issued('t2')];
  expect(await store.get('a')).toBeUndefined();
  await store.set('a', one);
  await store.set('b', two);
  expect([await store.get('a'), await store.get('b')]).toEqual([one, two]);
  await store.set('a', two);
  expect(await store.get('a')).toBe(two);
  await store.delete('a');
  expect([await store.get('a'), await store.get('b')]).toEqual([undefined, two]);
});

test('stores do not know each other', async () => {
  await memoryTokenStore().set('a', issued('t1'));
  expect(await memoryTokenStore().get('a')).toBeUndefined();
});

test('runs one at a time for each key, in order, and those of different keys side by side', async () => {
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

test('a turn that fails is the business of who had it', async () => {
  const store = memoryTokenStore();
  const failing = store.lock!('a', () => Promise.reject(new Error('refused')));
  const next = store.lock!('a', async () => 'fine');
  await expect(failing).rejects.toThrow('refused');
  await expect(next).resolves.toBe('fine');
  await expect(store.lock!('a', async () => 'later')).resolves.toBe('later');
});
