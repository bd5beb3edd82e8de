import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  downloadFile,
  isConnectionError,
  isFileTooLargeError,
  isNotFoundError,
  Secuconnect,
  uploadFile,
  type FileDownload,
  type TransferProgress,
} from '../../src/index.ts';
import { saveDownload } from '../../src/node/save-download.ts';
import { client, stubFetch } from '../stub-fetch.ts';
import { addFile, failureOf, isSame, large, LARGE_BYTES, respondWith, small } from './uploads-fixture.ts';
import { startUploadsServer, type UploadsServer } from './uploads-server.ts';

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
describe('downloadFile()', () => {
  test('a download can be read as bytes, as a blob, as a stream, or into a file', async () => {
    const id = addFile(server, large);
    expect(isSame(await (await downloadFile(secuconnect, id)).bytes(), large)).toBe(true);
    const blob = await (await downloadFile(secuconnect, id)).blob();
    expect(blob.type).toBe('application/pdf');
    expect(isSame(new Uint8Array(await blob.arrayBuffer()), large)).toBe(true);
    const chunks: Uint8Array[] = [];
    for await (const chunk of (await downloadFile(secuconnect, id)).stream()) chunks.push(chunk);
    expect(isSame(Buffer.concat(chunks), large)).toBe(true);
    await saveDownload(await downloadFile(secuconnect, id), join(folder, 'saved'));
    expect(isSame(await readFile(join(folder, 'saved')), large)).toBe(true);
    await saveDownload(await downloadFile(secuconnect, id), pathToFileURL(join(folder, 'saved too')));
    expect(isSame(await readFile(join(folder, 'saved too')), large)).toBe(true);
  });

  test('a download equals its upload', async () => {
    const { id } = await uploadFile(secuconnect, large);
    expect(isSame(await (await downloadFile(secuconnect, id)).bytes(), large)).toBe(true);
  });

  test('type, name and size are those of the headers', async () => {
    respondWith(
      server,
      { 'content-type': 'image/png', 'content-length': '8', 'content-disposition': 'inline; filename="../a b.png"' },
      small,
    );
    const download = await downloadFile(secuconnect, 'DUP_1');
    expect([download.contentType, download.name, download.size]).toEqual(['image/png', 'a b.png', 8]);
    expect(isSame(await download.bytes(), small)).toBe(true);
  });

  test('a download without headers has the defaults', async () => {
    respondWith(server, {}, small, small);
    const download = await downloadFile(secuconnect, 'DUP_1');
    expect([download.contentType, download.name, download.size]).toEqual([
      'application/octet-stream',
      undefined,
      undefined,
    ]);
    expect((await download.bytes()).length).toBe(16);
  });

  test('the download of an empty file is empty', async () => {
    expect((await (await downloadFile(secuconnect, addFile(server, new Uint8Array()))).bytes()).length).toBe(0);
    respondWith(server, {}, new Uint8Array());
    expect((await (await downloadFile(secuconnect, 'DUP_1')).blob()).size).toBe(0);
  });

  test('a download can be read once', async () => {
    const download = await downloadFile(secuconnect, addFile(server, small));
    await download.bytes();
    await expect(download.bytes()).rejects.toThrow('already been read');
    expect(() => download.stream()).toThrow(TypeError);
    await expect(download.cancel()).resolves.toBeUndefined();
  });

  test('a file that is too large is rejected at once when its size is known', async () => {
    const error = await failureOf(downloadFile(secuconnect, addFile(server, large), { maxBytes: 100 }));
    expect(isFileTooLargeError(error)).toBe(true);
    expect(error).toMatchObject({ operation: 'document.uploads.download', outcome: 'no-effect' });
  });

  test('the download of a file that is too large ends when more bytes than allowed arrive', async () => {
    respondWith(server, {}, small, small, small);
    const download = await downloadFile(secuconnect, 'DUP_1', { maxBytes: 20 });
    const error = await failureOf(saveDownload(download, join(folder, 'file')));
    expect(isFileTooLargeError(error) && error.maxBytes).toBe(20);
    await expect(readdir(folder)).resolves.toEqual([]);
  });

  test('onProgress is called with growing numbers, up to the whole size', async () => {
    const reports: TransferProgress[] = [];
    const onProgress = (progress: TransferProgress) => reports.push(progress);
    await (await downloadFile(secuconnect, addFile(server, large), { onProgress })).bytes();
    expect(reports.length).toBeGreaterThan(10);
    expect(reports.at(-1)).toEqual({ bytes: LARGE_BYTES, total: LARGE_BYTES });
    reports.length = 0;
    respondWith(server, {}, small);
    await (await downloadFile(secuconnect, 'DUP_1', { onProgress })).bytes();
    expect(reports.at(-1)).toEqual({ bytes: 8 });
  });

  test('the download of a missing file rejects with a NotFoundError', async () => {
    expect(isNotFoundError(await failureOf(downloadFile(secuconnect, 'DUP_0')))).toBe(true);
  });

  test('a cancelled download releases its connection', async () => {
    const closed = new Promise<void>((resolve) => {
      server.intercept = (_, response) => {
        response.once('close', resolve);
        return response.writeHead(200).write(small);
      };
    });
    await (await downloadFile(secuconnect, 'DUP_1')).cancel();
    await expect(closed).resolves.toBeUndefined();
  });

  describe('a file that is not whole', () => {
    /** A client whose runtime does not compare the size that the headers announce, as over HTTP/2. */
    const clientFor = (body: BodyInit | null, headers: Record<string, string>, status = 200) =>
      client(stubFetch(() => new Response(body, { status, headers })));
    const bodies: [string, Record<string, string>, BodyInit | null][] = [
      ['fewer bytes than announced', { 'content-length': '9' }, small],
      ['no bytes of those announced', { 'content-length': '9' }, ''],
      ['no body of those announced', { 'content-length': '9' }, null],
    ];

    test.each(bodies)('%s is a ConnectionError, however it is read', async (_, headers, body) => {
      const ways: ((download: FileDownload) => Promise<unknown>)[] = [
        (download) => download.bytes(),
        (download) => download.blob(),
        (download) => new Response(download.stream()).arrayBuffer(),
        (download) => saveDownload(download, join(folder, 'file')),
      ];
      for (const read of ways) {
        const error = await failureOf(downloadFile(clientFor(body, headers), 'DUP_1').then(read));
        expect(isConnectionError(error)).toBe(true);
        expect(error).toMatchObject({ operation: 'document.uploads.download', outcome: 'no-effect' });
      }
      await expect(readdir(folder)).resolves.toEqual([]);
      const method = clientFor(body, headers).document.uploads.download('DUP_1');
      await expect(method).rejects.toMatchObject({ name: 'ConnectionError', outcome: 'no-effect' });
    });

    test.each([
      ['a part of the file', 206, small],
      ['no file', 204, null],
      ['a file that does not exist yet', 202, small],
    ])('%s is a DecodeError, although the status %i is a success', async (_, status, body) => {
      const partial = clientFor(body, {}, status);
      await expect(downloadFile(partial, 'DUP_1')).rejects.toMatchObject({
        name: 'DecodeError',
        status,
        outcome: 'no-effect',
      });
    });

    test('a part of the file is a DecodeError of the method, too', async () => {
      const method = clientFor(small, {}, 206).document.uploads.download('DUP_1');
      await expect(method).rejects.toMatchObject({ name: 'DecodeError', status: 206, outcome: 'no-effect' });
    });

    test('the server is asked not to compress, because a compressed file that was cut can look whole', async () => {
      const encodings: unknown[] = [];
      server.intercept = ({ headers }) => void encodings.push(headers['accept-encoding']);
      const id = addFile(server, small);
      await (await downloadFile(secuconnect, id)).bytes();
      await secuconnect.document.uploads.download(id);
      await (await downloadFile(secuconnect, id, { headers: { 'Accept-Encoding': 'gzip' } })).bytes();
      expect(encodings).toEqual(['identity', 'identity', 'gzip']);
    });

    test('a file that the server compresses all the same has the bytes that it has', async () => {
      respondWith(server, { 'content-encoding': 'gzip' }, gzipSync(large));
      const download = await downloadFile(secuconnect, 'DUP_1');
      expect(download.size).toBeUndefined();
      expect(isSame(await download.bytes(), large)).toBe(true);
    });
  });

  test.each([NaN, -1, '10'])('the limit %j is rejected before anything is sent', async (maxBytes) => {
    const stub = stubFetch(() => new Response(small));
    await expect(downloadFile(client(stub), 'DUP_1', { maxBytes: maxBytes as number })).rejects.toThrow(TypeError);
    expect(stub.requests).toEqual([]);
  });
});
