import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { writeAtomically } from '../../src/node/atomic-write.ts';

vi.mock(import('node:fs/promises'), async (original) => {
  const real = await original();
  return { ...real, rename: vi.fn(real.rename) };
});

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'secuconnect-write-'));
  path = join(folder, 'file');
});
afterEach(() => rm(folder, { recursive: true }));

describe('writeAtomically()', () => {
  test('a file appears under its name when it is complete, and replaces the old one', async () => {
    await writeFile(path, 'old');
    await writeAtomically(path, async (file) => {
      await file.writeFile('new');
      expect(await readFile(path, 'utf8')).toBe('old');
      expect(await readdir(folder)).toHaveLength(2);
    });
    expect(await readFile(path, 'utf8')).toBe('new');
    expect(await readdir(folder)).toEqual(['file']);
  });

  test('a failure leaves the old file, and no temporary one', async () => {
    await writeFile(path, 'old');
    const failure = new Error('disk full');
    const writing = writeAtomically(path, async (file) => {
      await file.writeFile('half');
      throw failure;
    });
    await expect(writing).rejects.toBe(failure);
    expect(await readFile(path, 'utf8')).toBe('old');
    expect(await readdir(folder)).toEqual(['file']);
  });

  test('a path that cannot be replaced is an error, and leaves no temporary file', async () => {
    await mkdir(path);
    await expect(writeAtomically(path, (file) => file.writeFile('new'))).rejects.toThrow(/EISDIR|EPERM|ENOTEMPTY/);
    expect(await readdir(folder)).toEqual(['file']);
  });

  test('a directory that does not exist is an error before anything is written', async () => {
    let called = false;
    const writing = writeAtomically(join(folder, 'no', 'file'), async () => void (called = true));
    await expect(writing).rejects.toThrow('ENOENT');
    expect(called).toBe(false);
  });

  describe.skipIf(process.platform === 'win32')('the permissions of the file', () => {
    const modeOf = async (file: string): Promise<number> => (await stat(file)).mode & 0o777;

    test('are those that the caller names', async () => {
      await writeFile(path, 'old', { mode: 0o644 });
      await writeAtomically(path, (file) => file.writeFile('secret'), 0o600);
      expect(await modeOf(path)).toBe(0o600);
      await writeAtomically(join(folder, 'new'), (file) => file.writeFile('public'), 0o644);
      expect(await modeOf(join(folder, 'new'))).toBe(0o644);
    });

    test('are those of its owner only when it is new', async () => {
      await writeAtomically(path, (file) => file.writeFile('new'));
      expect(await modeOf(path)).toBe(0o600);
    });

    test.each([0o600, 0o640, 0o644, 0o666, 0o400])('stay when the file is replaced: %i', async (mode) => {
      await writeFile(path, 'old');
      await chmod(path, mode);
      await writeAtomically(path, (file) => file.writeFile('new'));
      expect(await modeOf(path)).toBe(mode);
      expect(await readFile(path, 'utf8')).toBe('new');
    });

    test('never let others read the temporary file before it is complete', async () => {
      await writeFile(path, 'old');
      await chmod(path, 0o666);
      await writeAtomically(path, async (file) => {
        expect((await file.stat()).mode & 0o777).toBe(0o600);
        await file.writeFile('new');
      });
      expect(await modeOf(path)).toBe(0o666);
    });
  });
});

describe('a file that another process has open', () => {
  const inUse = (code: string) => Object.assign(new Error(`${code}: in use`), { code });
  const write = () => writeAtomically(path, (file) => file.writeFile('new'));
  afterEach(() => vi.unstubAllGlobals());
  const on = (platform: NodeJS.Platform) =>
    vi.stubGlobal('process', Object.create(process, { platform: { value: platform } }));

  test('is replaced on Windows as soon as that is possible', async () => {
    on('win32');
    for (const code of ['EPERM', 'EACCES', 'EBUSY']) vi.mocked(rename).mockRejectedValueOnce(inUse(code));
    await write();
    expect(await readFile(path, 'utf8')).toBe('new');
    expect(await readdir(folder)).toEqual(['file']);
  });

  test('is an error on Windows when it stays open, and for any other failure at once', async () => {
    on('win32');
    vi.mocked(rename).mockRejectedValueOnce(inUse('ENOSPC'));
    await expect(write()).rejects.toThrow('ENOSPC');
    for (let attempt = 0; attempt < 8; attempt += 1) vi.mocked(rename).mockRejectedValueOnce(inUse('EPERM'));
    await expect(write()).rejects.toThrow('EPERM');
    expect(await readdir(folder)).toEqual([]);
  });

  test('is an error elsewhere, where it means something else', async () => {
    on('linux');
    vi.mocked(rename).mockRejectedValueOnce(inUse('EPERM'));
    await expect(write()).rejects.toThrow('EPERM');
  });
});
