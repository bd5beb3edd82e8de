import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { assertPrivateDirectory, isOwn, readPrivateFile } from '../../src/node/private-files.ts';

let directory = '';
let path = '';
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'private-'));
  path = join(directory, 'file');
});
afterEach(() => rm(directory, { recursive: true }));

describe('readPrivateFile()', () => {
  test('returns the content of a private file, and undefined when there is none', async () => {
    expect(await readPrivateFile(path)).toBeUndefined();
    await writeFile(path, 'text: ü', { mode: 0o600 });
    expect(await readPrivateFile(path)).toBe('text: ü');
  });

  test('throws an error whose message says what to do when others have access', async () => {
    await writeFile(path, 'text');
    await chmod(path, 0o644);
    await expect(readPrivateFile(path)).rejects.toMatchObject({
      name: 'UnsafeFileError',
      message: `Other users have access to ${path}. To use it, run \`chmod 600\` on it.`,
    });
  });

  test('does not follow a link', async () => {
    await writeFile(`${path}.target`, 'text', { mode: 0o600 });
    await symlink(`${path}.target`, path);
    await expect(readPrivateFile(path)).rejects.toThrow('ELOOP');
  });
});

describe('assertPrivateDirectory()', () => {
  test('says whether the directory exists', async () => {
    expect(await assertPrivateDirectory(directory)).toBe(true);
    expect(await assertPrivateDirectory(join(directory, 'missing'))).toBe(false);
  });

  test('accepts a directory that others may read, but not one that they may write to', async () => {
    const shared = join(directory, 'shared');
    await mkdir(shared);
    await chmod(shared, 0o755);
    expect(await assertPrivateDirectory(shared)).toBe(true);
    await chmod(shared, 0o775);
    await expect(assertPrivateDirectory(shared)).rejects.toThrow(`Other users may write to ${shared}.`);
  });
});

test('isOwn() compares the owner with the user of this process', () => {
  expect(isOwn({ uid: process.geteuid!() } as never)).toBe(true);
  expect(isOwn({ uid: process.geteuid!() + 1 } as never)).toBe(false);
});
