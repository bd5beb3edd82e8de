import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { StoredToken } from '../../src/auth/token.ts';
import { fileTokenStore } from '../../src/node/index.ts';
import { shareOneToken } from './share-one-token.ts';

const token: StoredToken = { accessToken: 't1', issuedAt: 1, expiresAt: 2, refreshToken: 'r1' };
const KEY = 'https://example.com:client_credentials:shop';
let root = '';
let directory = '';

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'tokens-'));
  directory = join(root, 'made', 'by-the-store');
});
afterEach(() => rm(root, { recursive: true }));

const mode = async (path: string): Promise<string> => ((await stat(path)).mode & 0o777).toString(8);
const only = async (): Promise<string> => {
  const names = await readdir(directory);
  expect(names).toHaveLength(1);
  return join(directory, names[0]!);
};

describe('a file store', () => {
  test('keeps, replaces and forgets tokens by key, also for another store on the same directory', async () => {
    const store = fileTokenStore(directory);
    expect(await store.get(KEY)).toBeUndefined();
    await store.set(KEY, token);
    await store.set('other', { ...token, accessToken: 't2' });
    expect(await fileTokenStore(directory).get(KEY)).toEqual(token);
    await store.set(KEY, { ...token, accessToken: 't3' });
    expect(await store.get(KEY)).toMatchObject({ access_token: 't3' });
    await store.delete(KEY);
    expect(await store.get(KEY)).toBeUndefined();
    expect(await store.get('other')).toMatchObject({ access_token: 't2' });
    await store.delete(KEY);
  });

  test('makes its directory with mode 700 and its files with 600, whatever the umask is', async () => {
    const umask = process.umask(0);
    try {
      await fileTokenStore(directory).set(KEY, token);
      expect([await mode(directory), await mode(await only())]).toEqual(['700', '600']);
      process.umask(0o277);
      await fileTokenStore(`${directory}2`).set(KEY, token);
      expect(await mode(`${directory}2`)).toBe('700');
    } finally {
      process.umask(umask);
    }
  });

  test('leaves the mode of a directory that exists as it is', async () => {
    await mkdir(directory, { recursive: true, mode: 0o750 });
    await fileTokenStore(directory).set(KEY, token);
    expect(await mode(directory)).toBe('750');
  });

  test.each([0o720, 0o702])('refuses a directory with mode %o, which others may write to', async (open) => {
    await mkdir(directory, { recursive: true });
    await chmod(directory, open);
    const store = fileTokenStore(directory);
    await expect(store.set(KEY, token)).rejects.toThrow('Other users may write to');
    await expect(store.lock!(KEY, async () => 'run')).rejects.toThrow('Other users may write to');
    expect(await readdir(directory)).toEqual([]);
  });

  test('names its files so that no key reaches outside of the directory or shows in a listing', async () => {
    const store = fileTokenStore(directory);
    for (const key of ['../../../escaped', '/absolute', 'a'.repeat(1000), 'nul\u0000byte', '']) {
      await store.set(key, token);
      expect(await store.get(key)).toEqual(token);
    }
    const names = await readdir(directory);
    expect(names).toHaveLength(5);
    for (const name of names) expect(name).toMatch(/^token-[0-9a-f]{32}\.json$/);
    expect(await readdir(root)).toEqual(['made']);
  });

  test.each([
    ['cut off', '{"key":'],
    ['empty', ''],
    ['null', 'null'],
    ['of another key', JSON.stringify({ key: 'other', token })],
    ['without a token', JSON.stringify({ key: KEY })],
  ])('a damaged file counts as no token, and is replaced: %s', async (_, content) => {
    const store = fileTokenStore(directory);
    await store.set(KEY, token);
    await writeFile(await only(), content);
    expect(await store.get(KEY)).toBeUndefined();
    await store.set(KEY, token);
    expect(await store.get(KEY)).toEqual(token);
  });

  test('leaves nothing behind when it cannot write', async () => {
    const store = fileTokenStore(directory);
    await store.set(KEY, token);
    const path = await only();
    await rm(path);
    await mkdir(path);
    await expect(store.set(KEY, token)).rejects.toThrow('EISDIR');
    expect(await only()).toBe(path);
  });

  test('says so when it cannot read', async () => {
    const store = fileTokenStore(directory);
    await store.set(KEY, token);
    const path = await only();
    await rm(path);
    await mkdir(path);
    await expect(store.get(KEY)).rejects.toThrow('EISDIR');
  });

  test('readers see the old token or the new one, never a part', async () => {
    const store = fileTokenStore(directory);
    const long = (letter: string): StoredToken => ({ ...token, accessToken: letter.repeat(100_000) });
    await store.set(KEY, long('a'));
    const writing = (async () => {
      for (let round = 0; round < 50; round++) await store.set(KEY, long(round % 2 ? 'a' : 'b'));
      return 'done';
    })();
    for (let read: unknown; read !== 'done'; read = await Promise.race([writing, store.get(KEY)])) {
      const { accessToken } = (await store.get(KEY))!;
      expect([long('a').accessToken, long('b').accessToken]).toContain(accessToken);
    }
  });

  test('holds the token in plain JSON, with the key beside it', async () => {
    await fileTokenStore(directory).set(KEY, token);
    expect(JSON.parse(await readFile(await only(), 'utf8'))).toEqual({ key: KEY, token });
  });

  test.each([[''], [undefined]])('needs a directory: %j', (path) => {
    expect(() => fileTokenStore(path as string)).toThrow(TypeError);
  });
});

test('twenty processes share one token, and one refresh, through a directory', { timeout: 240_000 }, async () => {
  await shareOneToken({ directory });
  expect((await readdir(directory)).map((name) => name.replace(/[0-9a-f]{32}/, '*'))).toEqual([
    'token-*.json',
    expect.stringMatching(/^token-\*\.lock\.\d+$/),
  ]);
});
