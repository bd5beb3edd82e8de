import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { downloadFile, isAbortError, isConnectionError, Secuconnect } from '../../src/index.ts';
import { saveDownload } from '../../src/node/save-download.ts';
import { addFile, failureOf, isSame, respondWith, small } from '../files/uploads-fixture.ts';
import { startUploadsServer, type UploadsServer } from '../files/uploads-server.ts';

let server: UploadsServer;
let secuconnect: Secuconnect;
let folder: string;
beforeEach(async () => {
  server = await startUploadsServer();
  secuconnect = new Secuconnect({ baseUrl: server.baseUrl, auth: { token: 't' }, maxRetries: 0 });
  folder = await mkdtemp(join(tmpdir(), 'secuconnect-files-'));
});
afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});
describe('saveDownload()', () => {
  test('a download that fails leaves the existing file, and nothing else', async () => {
    await writeFile(join(folder, 'file'), 'old');
    server.intercept = (_, response) => {
      response.writeHead(200, { 'content-length': 100_000 }).write(small);
      setImmediate(() => response.destroy());
      return true;
    };
    const download = await downloadFile(secuconnect, 'DUP_1');
    expect(isConnectionError(await failureOf(saveDownload(download, join(folder, 'file'))))).toBe(true);
    await expect(readdir(folder)).resolves.toEqual(['file']);
    await expect(readFile(join(folder, 'file'), 'utf8')).resolves.toBe('old');
  });

  test('an aborted download ends at once, and leaves no file', async () => {
    const controller = new AbortController();
    server.intercept = (_, response) => response.writeHead(200).write(small);
    const download = await downloadFile(secuconnect, 'DUP_1', {
      signal: controller.signal,
      onProgress: () => controller.abort(new Error('enough')),
    });
    expect(isAbortError(await failureOf(saveDownload(download, join(folder, 'file'))))).toBe(true);
    await expect(readdir(folder)).resolves.toEqual([]);
  });

  test('an existing file is replaced; a folder at the path, or a missing one above it, is an error', async () => {
    const id = addFile(server, small);
    await writeFile(join(folder, 'file'), 'old');
    await saveDownload(await downloadFile(secuconnect, id), join(folder, 'file'));
    await expect(readdir(folder)).resolves.toEqual(['file']);
    expect(isSame(await readFile(join(folder, 'file')), small)).toBe(true);
    await expect(saveDownload(await downloadFile(secuconnect, id), folder)).rejects.toThrow(/EISDIR|EPERM|ENOTEMPTY/);
    await expect(saveDownload(await downloadFile(secuconnect, id), join(folder, 'no', 'file'))).rejects.toThrow(
      'ENOENT',
    );
    await expect(readdir(folder)).resolves.toEqual(['file']);
  });

  test.skipIf(process.platform === 'win32')(
    'a new file is for its owner only, and an existing one keeps its permissions',
    async () => {
      const id = addFile(server, small);
      const modes: number[] = [];
      for (const mode of [undefined, 0o600, 0o640, 0o644]) {
        const path = join(folder, `file ${mode}`);
        if (mode !== undefined) {
          await writeFile(path, 'old');
          await chmod(path, mode);
        }
        await saveDownload(await downloadFile(secuconnect, id), path);
        modes.push((await stat(path)).mode & 0o777);
      }
      expect(modes).toEqual([0o600, 0o600, 0o640, 0o644]);
    },
  );

  test('the name that the server suggests does not decide the path', async () => {
    respondWith(server, { 'content-disposition': 'attachment; filename="/etc/passwd"' }, small);
    await saveDownload(await downloadFile(secuconnect, 'DUP_1'), join(folder, 'mine'));
    await expect(readdir(folder)).resolves.toEqual(['mine']);
  });

  test('a path that cannot be written cancels the download', async () => {
    const closed = new Promise<void>((resolve) => {
      server.intercept = (_, response) => {
        response.once('close', resolve);
        return response.writeHead(200).write(small);
      };
    });
    const download = await downloadFile(secuconnect, 'DUP_1');
    await expect(saveDownload(download, join(folder, 'no', 'file'))).rejects.toThrow('ENOENT');
    await expect(closed).resolves.toBeUndefined();
  });
});
