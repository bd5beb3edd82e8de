import { execFileSync } from 'node:child_process';
import {
  chmod,
  chown,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi, type TestContext } from 'vitest';
import type { TokenStore } from '../../src/auth/stores/token-store.ts';
import type { StoredToken } from '../../src/auth/token.ts';
import { fileTokenStore } from '../../src/node/file-token-store.ts';
import { eventRecorder } from '../events/event-recorder.ts';
import { client, json, stubFetch, token as tokenResponse } from '../stub-fetch.ts';
import { tokenStoreContract } from '../auth/stores/token-store-contract.ts';
import { expectSharedToken } from './expect-shared-token.ts';

const token: StoredToken = { accessToken: 't1', issuedAt: 1, expiresAt: 2, refreshToken: 'r1' };
const auth = { clientId: 'shop', clientSecret: 'client-secret' };
const KEY = 'https://example.com:client_credentials:shop';
let root = '';
let directory = '';

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'tokens-'));
  directory = join(root, 'created', 'by-the-store');
});
afterEach(() => rm(root, { recursive: true }));

const modeOf = async (path: string): Promise<string> => ((await stat(path)).mode & 0o777).toString(8);
const onlyFile = async (): Promise<string> => {
  const names = await readdir(directory);
  expect(names).toHaveLength(1);
  return join(directory, names[0]!);
};

/** Every method rejects, and none of them runs, reads or writes anything. */
async function expectRejected(store: TokenStore, message: string): Promise<void> {
  const run = vi.fn(async () => 'run');
  for (const call of [
    () => store.get(KEY),
    () => store.set(KEY, token),
    () => store.delete(KEY),
    () => store.lock!(KEY, run),
  ]) {
    const failure = await call().then(undefined, (error: unknown) => error);
    expect(failure).toMatchObject({ name: 'UnsafeFileError', message: expect.stringContaining(message) });
  }
  expect(run).not.toHaveBeenCalled();
}

/** Ends the test if this process cannot give files to another user. */
function needsRoot({ skip }: TestContext): void {
  skip(process.getuid?.() !== 0, 'Only root can give a file to another user.');
}
/** The user id of a user other than root. */
const OTHER_USER = 65_534;

describe('fileTokenStore()', () => {
  test('tokens are stored, replaced and deleted by key, also for another store on the same directory', async () => {
    const store = fileTokenStore(directory);
    expect(await store.get(KEY)).toBeUndefined();
    await store.set(KEY, token);
    await store.set('other', { ...token, accessToken: 't2' });
    expect(await fileTokenStore(directory).get(KEY)).toEqual(token);
    await store.set(KEY, { ...token, accessToken: 't3' });
    expect(await store.get(KEY)).toMatchObject({ accessToken: 't3' });
    await store.delete(KEY);
    expect(await store.get(KEY)).toBeUndefined();
    expect(await store.get('other')).toMatchObject({ accessToken: 't2' });
    await store.delete(KEY);
  });

  test('the directory is created with mode 700 and files with 600, whichever the umask is', async () => {
    const umask = process.umask(0);
    try {
      await fileTokenStore(directory).set(KEY, token);
      expect([await modeOf(directory), await modeOf(await onlyFile())]).toEqual(['700', '600']);
      process.umask(0o277);
      await fileTokenStore(`${directory}2`).set(KEY, token);
      expect(await modeOf(`${directory}2`)).toBe('700');
    } finally {
      process.umask(umask);
    }
  });

  test('the mode of an existing directory stays the same', async () => {
    await mkdir(directory, { recursive: true, mode: 0o750 });
    await fileTokenStore(directory).set(KEY, token);
    expect(await modeOf(directory)).toBe('750');
  });

  test.each(['720', '702'])(
    'a directory with mode %s is rejected, because others may write to it',
    async (openMode) => {
      await mkdir(directory, { recursive: true });
      await chmod(directory, Number.parseInt(openMode, 8));
      const store = fileTokenStore(directory);
      await expectRejected(store, 'Other users may write to');
      expect(await readdir(directory)).toEqual([]);
    },
  );

  test('lock() runs one function at a time for a key, and returns its result', async () => {
    let [running, maxRunning] = [0, 0];
    const run = async () => {
      maxRunning = Math.max(maxRunning, ++running);
      await new Promise((resolve) => setTimeout(resolve, 5));
      return running--;
    };
    // Two stores, as two processes have them.
    const stores = [fileTokenStore(directory), fileTokenStore(directory)];
    expect(await Promise.all(stores.map((store) => store.lock!(KEY, run)))).toEqual([1, 1]);
    expect(maxRunning).toBe(1);
  });

  test('no key reaches outside of the directory, or shows in a file name', async () => {
    const store = fileTokenStore(directory);
    for (const key of ['../../../escaped', '/absolute', 'a'.repeat(1000), 'nul\u0000byte', '']) {
      await store.set(key, token);
      expect(await store.get(key)).toEqual(token);
    }
    const names = await readdir(directory);
    expect(names).toHaveLength(5);
    for (const name of names) expect(name).toMatch(/^token-[0-9a-f]{32}\.json$/);
    expect(await readdir(root)).toEqual(['created']);
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
    await writeFile(await onlyFile(), content);
    expect(await store.get(KEY)).toBeUndefined();
    await store.set(KEY, token);
    expect(await store.get(KEY)).toEqual(token);
  });

  test('a failed write leaves no file behind', async () => {
    const store = fileTokenStore(directory);
    await store.set(KEY, token);
    const path = await onlyFile();
    await rm(path);
    await mkdir(path);
    await expect(store.set(KEY, token)).rejects.toThrow('EISDIR');
    expect(await onlyFile()).toBe(path);
  });

  test('a file that cannot be read is an error', async () => {
    const store = fileTokenStore(directory);
    await store.set(KEY, token);
    const path = await onlyFile();
    await rm(path);
    await mkdir(path);
    await expect(store.get(KEY)).rejects.toThrow('is not a regular file');
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

  test('a file holds the key and the token as plain JSON', async () => {
    await fileTokenStore(directory).set(KEY, token);
    expect(JSON.parse(await readFile(await onlyFile(), 'utf8'))).toEqual({ key: KEY, token });
  });

  test.each([[''], [undefined]])('%j is rejected as a directory', (path) => {
    expect(() => fileTokenStore(path as string)).toThrow(TypeError);
  });
});

describe('fileTokenStore() trusts only what belongs to its user', () => {
  /** A token under the name that the store uses; returns its path. */
  async function plant(): Promise<string> {
    await fileTokenStore(directory).set(KEY, { ...token, accessToken: 'planted' });
    return onlyFile();
  }
  const otherDirectories = [
    ['whose mode lets only its owner write', 0o755],
    ['whose mode lets all users write', 0o777],
    ['like the one for temporary files', 0o1777],
    ['with mode 700', 0o700],
  ] as const;

  for (const [description, mode] of otherDirectories) {
    test(`a directory of another user is rejected: one ${description}`, async (context) => {
      needsRoot(context);
      await chown(await plant(), OTHER_USER, OTHER_USER);
      await chown(directory, OTHER_USER, OTHER_USER);
      await chmod(directory, mode);
      await expectRejected(fileTokenStore(directory), 'belongs to another user');
      expect(await readdir(directory)).toHaveLength(1);
    });
  }

  test.each(['', '/', '//'])('a link to a directory is rejected, also with %j at its end', async (slashes) => {
    await plant();
    const link = join(root, 'link');
    await symlink(directory, link);
    await expectRejected(fileTokenStore(`${link}${slashes}`), 'is not a directory, or a link to one');
    expect(await readdir(directory)).toHaveLength(1);
  });

  test('a file in the place of the directory is rejected', async () => {
    const file = join(root, 'file');
    await writeFile(file, '');
    await expect(fileTokenStore(file).get(KEY)).rejects.toThrow('is not a directory');
  });

  test('the file of another user is not read, and the next token replaces it', async (context) => {
    needsRoot(context);
    await chown(await plant(), OTHER_USER, OTHER_USER);
    const store = fileTokenStore(directory);
    await expect(store.get(KEY)).rejects.toThrow('belongs to another user');
    await store.set(KEY, token);
    expect(await store.get(KEY)).toEqual(token);
  });

  test.each(['604', '640', '620', '610', '666'])(
    'a file with mode %s is not read, because others have access to it, and the next token replaces it',
    async (mode) => {
      await chmod(await plant(), Number.parseInt(mode, 8));
      const store = fileTokenStore(directory);
      await expect(store.get(KEY)).rejects.toThrow('Other users have access to');
      await store.set(KEY, token);
      expect([await store.get(KEY), await modeOf(await onlyFile())]).toEqual([token, '600']);
    },
  );

  test('a file that its owner made read-only is read', async () => {
    await chmod(await plant(), 0o400);
    expect(await fileTokenStore(directory).get(KEY)).toMatchObject({ accessToken: 'planted' });
  });

  test('a link is not read, and the next token replaces it, not what it points to', async () => {
    const path = await plant();
    const target = join(root, 'target');
    await rename(path, target);
    await symlink(target, path);
    const store = fileTokenStore(directory);
    await expect(store.get(KEY)).rejects.toThrow('ELOOP');
    await store.set(KEY, token);
    expect(await store.get(KEY)).toEqual(token);
    expect(await readFile(target, 'utf8')).toContain('planted');
  });

  test('a pipe in the place of a file is not waited for', async () => {
    const path = await plant();
    await rm(path);
    execFileSync('mkfifo', ['-m', '600', path]);
    await expect(fileTokenStore(directory).get(KEY)).rejects.toThrow('is not a regular file');
  });

  test('a missing directory has no token, and nothing to delete', async () => {
    const store = fileTokenStore(directory);
    expect(await store.get(KEY)).toBeUndefined();
    await store.delete(KEY);
    expect(await readdir(root)).toEqual([]);
  });

  test('a client uses no token that another user has planted, and reports that', async (context) => {
    needsRoot(context);
    const path = await plant();
    await chown(path, OTHER_USER, OTHER_USER);
    await chown(directory, OTHER_USER, OTHER_USER);
    const { listeners, ofType } = eventRecorder();
    const stub = stubFetch(tokenResponse('own'), json({ id: 'STX_1' }));
    const secuconnect = client(stub, { auth, tokenStore: fileTokenStore(directory), listeners });
    await secuconnect.smart.transactions.create({});
    expect(stub.requests[1]!.init.headers).toMatchObject({ authorization: 'Bearer own' });
    expect(ofType('tokenStore')).toMatchObject(['get', 'lock'].map((action) => ({ action, error: 'UnsafeFileError' })));
  });
});

test('twenty processes share one token, and one refresh, through a directory', { timeout: 240_000 }, async () => {
  await expectSharedToken({ directory });
  expect((await readdir(directory)).map((name) => name.replace(/[0-9a-f]{32}/, '*'))).toEqual([
    'token-*.json',
    expect.stringMatching(/^token-\*\.lock\.\d+$/),
  ]);
});

tokenStoreContract('fileTokenStore()', async () => {
  const [store, second] = [fileTokenStore(directory), fileTokenStore(directory)] as Required<TokenStore>[];
  return { store: store!, second: second! };
});
