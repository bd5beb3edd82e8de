import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { fileFromPath } from '../../src/node/file-from-path.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'secuconnect-files-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('fileFromPath()', () => {
  test('a missing file is the error of the file system', async () => {
    await expect(fileFromPath(join(folder, 'nothing'))).rejects.toThrow('ENOENT');
  });

  test('a file has the name of its path, its size and its bytes, as often as they are read', async () => {
    const path = join(folder, 'invoice 1.pdf');
    await writeFile(path, '%PDF-1.7');
    for (const source of [path, pathToFileURL(path)]) {
      const file = await fileFromPath(source);
      expect(file).toMatchObject({ name: 'invoice 1.pdf', size: 8 });
      for (const _ of [1, 2]) expect(await new Response(file.stream()).text()).toBe('%PDF-1.7');
      expect(await (await file.blob()).text()).toBe('%PDF-1.7');
    }
  });

  test('a file that grows is read up to its announced size', async () => {
    const path = join(folder, 'shop.log');
    await writeFile(path, 'old');
    const file = await fileFromPath(path);
    await appendFile(path, ' and new');
    expect(await new Response(file.stream()).text()).toBe('old');
  });

  test('an empty file has no bytes', async () => {
    const path = join(folder, 'empty');
    await writeFile(path, '');
    expect(await new Response((await fileFromPath(path)).stream()).text()).toBe('');
  });

  test('a runtime without openAsBlob loads the module, and reads the file', async () => {
    const path = join(folder, 'file');
    await writeFile(path, 'content');
    vi.resetModules();
    vi.doMock('node:fs', async (importOriginal) => {
      const { openAsBlob: _, ...older } = (await importOriginal<{ readonly default: typeof import('node:fs') }>())
        .default;
      return { ...older, default: older };
    });
    try {
      const older = await import('../../src/node/file-from-path.ts');
      const file = await older.fileFromPath(path);
      expect(await (await file.blob()).text()).toBe('content');
      expect(await new Response(file.stream()).text()).toBe('content');
    } finally {
      vi.doUnmock('node:fs');
      vi.resetModules();
    }
  });
});
