import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { createApi } from '@secuconnect/api';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  ApiError,
  createTransport,
  DocumentUploads,
  downloadFile,
  isAbortError,
  isConnectionError,
  isFileTooLargeError,
  isNotFoundError,
  Secuconnect,
  SecuconnectError,
  uploadFile,
  type TransferProgress,
  type UploadSource,
} from '../../src/index.ts';
import { fileFromPath, saveDownload } from '../../src/node/index.ts';
import { startFileServer, type FileServer } from './file-server.ts';

/** Large enough to travel as a form, and not to fit into the buffers of a socket. */
const LARGE = 8 * 1024 * 1024;
const large = new Uint8Array(Buffer.alloc(LARGE, 'a pattern that is not as long as a chunk'));
const small = new TextEncoder().encode('%PDF-1.7');
const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

let server: FileServer;
let secuconnect: Secuconnect;
let folder: string;
beforeEach(async () => {
  server = await startFileServer();
  secuconnect = new Secuconnect({ baseUrl: server.baseUrl, auth: { token: 't' }, maxRetries: 0 });
  folder = await mkdtemp(join(tmpdir(), 'secuconnect-files-'));
});
afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});
const failure = (call: Promise<unknown>): Promise<SecuconnectError> =>
  call.then(
    () => expect.fail('It succeeded.'),
    (reason: SecuconnectError) => reason,
  );

describe('an upload', () => {
  const sources: [string, (bytes: Uint8Array<ArrayBuffer>) => UploadSource | Promise<UploadSource>][] = [
    ['a Blob', (bytes) => new Blob([bytes])],
    ['a File', (bytes) => new File([bytes], 'file')],
    ['bytes', (bytes) => bytes],
    ['a view into bytes', (bytes) => Buffer.concat([Buffer.alloc(7), bytes, Buffer.alloc(7)]).subarray(7, -7)],
    ['an ArrayBuffer', (bytes) => bytes.buffer],
    ['a ReadableStream', (bytes) => new Blob([bytes]).stream()],
    ['a stream of Node', (bytes) => Readable.from([bytes.subarray(0, 5), bytes.subarray(5)])],
    [
      'a generator',
      async function* (bytes) {
        yield bytes.subarray(0, 3);
        yield bytes.subarray(3);
      } as (bytes: Uint8Array) => AsyncIterable<Uint8Array>,
    ],
    [
      'a path',
      async (bytes) => {
        await writeFile(join(folder, 'file'), bytes);
        return fileFromPath(join(folder, 'file'));
      },
    ],
    [
      'a file URL',
      async (bytes) => {
        await writeFile(join(folder, 'file'), bytes);
        return fileFromPath(pathToFileURL(join(folder, 'file')));
      },
    ],
  ];
  test.each(sources)('takes %s, small and large', async (_, sourceOf) => {
    for (const bytes of [small, large]) {
      const { id } = await uploadFile(secuconnect, await sourceOf(bytes));
      expect(same(server.files.get(id)!.content, bytes)).toBe(true);
    }
  });

  test('travels as Base64 in JSON below 64 KiB, and as a form above', async () => {
    const just = (size: number) =>
      uploadFile(secuconnect, new Uint8Array(size), { name: 'a.pdf', type: 'application/pdf' });
    const below = server.files.get((await just(64 * 1024 - 1)).id)!;
    expect(below).toMatchObject({ url: '/api/v2/Document/Uploads', name: 'a.pdf', type: 'application/pdf' });
    expect(below.headers['content-type']).toBe('application/json');

    const above = server.files.get((await just(64 * 1024)).id)!;
    expect(above.url).toBe('/api/v2/Document/Uploads?multipart=');
    expect(above.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
    expect(Number(above.headers['content-length'])).toBeGreaterThan(64 * 1024);
    expect(above.headers['transfer-encoding']).toBeUndefined();
    expect(above.part).toContain('name="file"; filename="a.pdf"\r\nContent-Type: application/pdf\r\n');
  });

  test('travels the way it is told to, whatever its size', async () => {
    const json = await uploadFile(secuconnect, large, { encoding: 'json' });
    const form = await uploadFile(secuconnect, new Uint8Array(), { encoding: 'form' });
    expect(same(server.files.get(json.id)!.content, large)).toBe(true);
    expect(server.files.get(form.id)).toMatchObject({ part: expect.any(String) as string, content: Buffer.alloc(0) });
  });

  test('works with single resources, over the bare transport too', async () => {
    const document = {
      uploads: new DocumentUploads(createTransport({ baseUrl: server.baseUrl, auth: { token: 't' } })),
    };
    for (const part of [{ document }, createApi({ baseUrl: server.baseUrl })])
      for (const bytes of [small, large]) {
        const { id } = await uploadFile(part, bytes);
        expect(same(server.files.get(id)!.content, bytes)).toBe(true);
        expect(same(await (await downloadFile(part, id)).bytes(), bytes)).toBe(true);
      }
  });

  test('is called and typed as the caller says, else as the file says, else in general', async () => {
    await writeFile(join(folder, 'on disk.png'), small);
    const sent = async (...args: [UploadSource, { name?: string; type?: string }?]) => {
      const { name, type } = server.files.get((await uploadFile(secuconnect, ...args)).id)!;
      return [name, type];
    };
    const file = new File([small], 'own.png', { type: 'image/png' });
    await expect(sent(file)).resolves.toEqual(['own.png', 'image/png']);
    await expect(sent(file, { name: 'a.pdf', type: 'application/pdf' })).resolves.toEqual(['a.pdf', 'application/pdf']);
    await expect(sent(new Blob([small]))).resolves.toEqual(['file', 'application/octet-stream']);
    await expect(sent(await fileFromPath(join(folder, 'on disk.png')))).resolves.toEqual([
      'on disk.png',
      'application/octet-stream',
    ]);
  });

  test('cannot be made to send another header, or a path, by its name or type', async () => {
    const { id } = await uploadFile(secuconnect, small, {
      encoding: 'form',
      name: '../a"\r\nX-Evil: 1.pdf',
      type: 'image/png\r\nX-Evil: 1',
    });
    expect(server.files.get(id)!.part).toMatch(
      /^--[^\r]+\r\n[^\r]+filename="a_X-Evil_ 1.pdf"\r\nContent-Type: application\/octet-stream\r\n\r\n$/,
    );
  });

  test.each(['a path?', null, undefined, 12, {}, ['a'], { size: 3 }])(
    'refuses %j, which is no file',
    async (source) => {
      await expect(uploadFile(secuconnect, source as never)).rejects.toThrow(TypeError);
      expect(server.files.size).toBe(0);
    },
  );

  test('tells how far it is, and at the end that it is whole', async () => {
    const told: TransferProgress[] = [];
    await uploadFile(secuconnect, large, { onProgress: (progress) => told.push(progress) });
    expect(told.length).toBeGreaterThan(10);
    expect(told.every(({ bytes }, at) => bytes > (told[at - 1]?.bytes ?? 0))).toBe(true);
    expect(told.filter(({ bytes }) => bytes === LARGE)).toEqual([{ bytes: LARGE, total: LARGE }]);

    for (const source of [small, new Uint8Array()]) {
      const once: TransferProgress[] = [];
      await uploadFile(secuconnect, source, { onProgress: (progress) => once.push(progress) });
      expect(once).toEqual([{ bytes: source.length, total: source.length }]);
    }
  });

  test('is not ended by a progress bar that fails', async () => {
    const log = vi.spyOn(console, 'error').mockReturnValue();
    const onProgress = () => {
      throw new Error('no screen');
    };
    expect(same(server.files.get((await uploadFile(secuconnect, large, { onProgress })).id)!.content, large)).toBe(
      true,
    );
    expect(log).toHaveBeenCalled();
    log.mockRestore();
  });

  test('is sent again as a whole when its token is refused', async () => {
    let tokens = 0;
    const client = new Secuconnect({ baseUrl: server.baseUrl, auth: { token: () => `t${++tokens}` } });
    server.intercept = (request, response) => {
      if (request.headers.authorization !== 'Bearer t1') return false;
      request.resume().on('end', () => response.writeHead(401).end('{"error":"invalid_token"}'));
      return true;
    };
    await writeFile(join(folder, 'file'), large);
    const told: number[] = [];
    const { id } = await uploadFile(client, await fileFromPath(join(folder, 'file')), {
      onProgress: ({ bytes }) => told.push(bytes),
    });
    expect(same(server.files.get(id)!.content, large)).toBe(true);
    expect(told.filter((bytes, at) => bytes < (told[at - 1] ?? 0))).toHaveLength(1);
  });

  test('sends nothing of a file that is too large', async () => {
    const intercept = vi.fn<() => boolean>(() => false);
    server.intercept = intercept;
    const error = await failure(uploadFile(secuconnect, new Blob([large]), { maxBytes: LARGE - 1 }));
    expect(isFileTooLargeError(error) && error.maxBytes).toBe(LARGE - 1);
    expect(error).toMatchObject({ outcome: 'not-sent', operation: 'document.uploads.create' });
    expect(intercept).not.toHaveBeenCalled();
    await expect(uploadFile(secuconnect, small, { maxBytes: small.length })).resolves.toBeDefined();
  });

  test('stops reading a stream as soon as it is too large', async () => {
    const cancel = vi.fn<() => void>();
    const endless = new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(1000)), cancel });
    const error = await failure(uploadFile(secuconnect, endless, { maxBytes: 10_000 }));
    expect(isFileTooLargeError(error)).toBe(true);
    await vi.waitFor(() => expect(cancel).toHaveBeenCalledOnce());
    expect(server.files.size).toBe(0);
  });

  test('that is aborted half way ends at once, and the reading of its file with it', async () => {
    const controller = new AbortController();
    const reason = new Error('changed my mind');
    server.intercept = (request) => {
      request.once('data', () => controller.abort(reason));
      return true;
    };
    const cancel = vi.fn<() => void>();
    const source = { size: 1e9, stream: () => new ReadableStream({ pull, cancel }), blob: () => expect.fail() };
    const pull = (it: ReadableStreamDefaultController) => it.enqueue(new Uint8Array(65_536));
    const error = await failure(uploadFile(secuconnect, source, { signal: controller.signal }));
    expect(isAbortError(error) && error.cause).toBe(reason);
    expect(error.outcome).toBe('unknown');
    await vi.waitFor(() => expect(cancel).toHaveBeenCalledOnce());
  });

  test('that is aborted while a stream is collected has not been sent', async () => {
    const controller = new AbortController();
    const cancel = vi.fn<() => void>();
    const never = new ReadableStream({ pull: () => controller.abort(new Error('enough')), cancel });
    const error = await failure(uploadFile(secuconnect, never, { signal: controller.signal }));
    expect(isAbortError(error)).toBe(true);
    expect(error.outcome).toBe('not-sent');
    await vi.waitFor(() => expect(cancel).toHaveBeenCalledOnce());
  });

  test('of a source that fails has not been sent, and says why', async () => {
    const broken = new ReadableStream({ pull: (it) => it.error(new Error('disk on fire')) });
    const error = await failure(uploadFile(secuconnect, broken));
    expect(error).toMatchObject({ outcome: 'not-sent', message: expect.stringContaining('disk on fire') as string });
  });

  test('of a file that fails or shrinks while it is sent may have arrived', async () => {
    const path = join(folder, 'file');
    await writeFile(path, large);
    const source = await fileFromPath(path);
    await writeFile(path, large.subarray(0, LARGE / 2));
    expect(isConnectionError(await failure(uploadFile(secuconnect, source)))).toBe(true);
    await rm(path);
    expect(await failure(uploadFile(secuconnect, source))).toMatchObject({ outcome: 'unknown' });
    expect(server.files.size).toBe(0);
  });

  test('that the server refuses before it has all of it fails with what the server says', async () => {
    server.intercept = (_, response) => {
      response.writeHead(413, { connection: 'close' }).end('{"error":"TooLarge"}');
      return true;
    };
    const error = await failure(uploadFile(secuconnect, large));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status: 413, outcome: 'rejected' });
  });

  test('follows no redirect', async () => {
    const paths: string[] = [];
    server.intercept = (request, response) => {
      paths.push(request.url!);
      request.resume().on('end', () => response.writeHead(307, { location: '/elsewhere' }).end());
      return true;
    };
    expect(await failure(uploadFile(secuconnect, large))).toBeInstanceOf(SecuconnectError);
    expect(paths).toEqual(['/api/v2/Document/Uploads?multipart=']);
  });
});

describe('a download', () => {
  const offer = (content: Uint8Array) => {
    server.files.set('DUP_1', { url: '', headers: {}, content: Buffer.from(content) });
    return 'DUP_1';
  };
  /** Answers with these headers, and a body of the chunks. */
  const answer = (headers: Record<string, string>, ...chunks: Uint8Array[]) => {
    server.intercept = (_, response) => {
      response.writeHead(200, headers);
      for (const chunk of chunks) response.write(chunk);
      return Boolean(response.end());
    };
  };

  test('is bytes, a blob, a stream, or a file', async () => {
    const id = offer(large);
    expect(same(await (await downloadFile(secuconnect, id)).bytes(), large)).toBe(true);
    const blob = await (await downloadFile(secuconnect, id)).blob();
    expect(blob.type).toBe('application/pdf');
    expect(same(new Uint8Array(await blob.arrayBuffer()), large)).toBe(true);
    const chunks: Uint8Array[] = [];
    for await (const chunk of (await downloadFile(secuconnect, id)).stream()) chunks.push(chunk);
    expect(same(Buffer.concat(chunks), large)).toBe(true);
    await saveDownload(await downloadFile(secuconnect, id), join(folder, 'saved'));
    expect(same(await readFile(join(folder, 'saved')), large)).toBe(true);
    await saveDownload(await downloadFile(secuconnect, id), pathToFileURL(join(folder, 'saved too')));
    expect(same(await readFile(join(folder, 'saved too')), large)).toBe(true);
  });

  test('comes back as it was uploaded', async () => {
    const { id } = await uploadFile(secuconnect, large);
    expect(same(await (await downloadFile(secuconnect, id)).bytes(), large)).toBe(true);
  });

  test('says type, name and size', async () => {
    answer(
      { 'content-type': 'image/png', 'content-length': '8', 'content-disposition': 'inline; filename="../a b.png"' },
      small,
    );
    const download = await downloadFile(secuconnect, 'DUP_1');
    expect([download.contentType, download.name, download.size]).toEqual(['image/png', 'a b.png', 8]);
    expect(same(await download.bytes(), small)).toBe(true);
  });

  test('works when the server says nothing', async () => {
    answer({}, small, small);
    const download = await downloadFile(secuconnect, 'DUP_1');
    expect([download.contentType, download.name, download.size]).toEqual([
      'application/octet-stream',
      undefined,
      undefined,
    ]);
    expect((await download.bytes()).length).toBe(16);
  });

  test('of an empty file is empty', async () => {
    expect((await (await downloadFile(secuconnect, offer(new Uint8Array()))).bytes()).length).toBe(0);
    answer({}, new Uint8Array());
    expect((await (await downloadFile(secuconnect, 'DUP_1')).blob()).size).toBe(0);
  });

  test('can be read once', async () => {
    const download = await downloadFile(secuconnect, offer(small));
    await download.bytes();
    await expect(download.bytes()).rejects.toThrow('read already');
    expect(() => download.stream()).toThrow(TypeError);
    await expect(download.cancel()).resolves.toBeUndefined();
  });

  test('of too large a file is refused at once when its size is known', async () => {
    const error = await failure(downloadFile(secuconnect, offer(large), { maxBytes: 100 }));
    expect(isFileTooLargeError(error)).toBe(true);
    expect(error).toMatchObject({ operation: 'document.uploads.download', outcome: 'rejected' });
  });

  test('of too large a file ends when there are more bytes than allowed', async () => {
    answer({}, small, small, small);
    const download = await downloadFile(secuconnect, 'DUP_1', { maxBytes: 20 });
    const error = await failure(saveDownload(download, join(folder, 'file')));
    expect(isFileTooLargeError(error) && error.maxBytes).toBe(20);
    await expect(readdir(folder)).resolves.toEqual([]);
  });

  test('tells how far it is', async () => {
    const told: TransferProgress[] = [];
    const onProgress = (progress: TransferProgress) => told.push(progress);
    await (await downloadFile(secuconnect, offer(large), { onProgress })).bytes();
    expect(told.length).toBeGreaterThan(10);
    expect(told.at(-1)).toEqual({ bytes: LARGE, total: LARGE });
    told.length = 0;
    answer({}, small);
    await (await downloadFile(secuconnect, 'DUP_1', { onProgress })).bytes();
    expect(told.at(-1)).toEqual({ bytes: 8 });
  });

  test('of what does not exist fails as every call does', async () => {
    expect(isNotFoundError(await failure(downloadFile(secuconnect, 'DUP_0')))).toBe(true);
  });

  test('that breaks off leaves the file that was there, and nothing else', async () => {
    await writeFile(join(folder, 'file'), 'old');
    server.intercept = (_, response) => {
      response.writeHead(200, { 'content-length': 100_000 }).write(small);
      setImmediate(() => response.destroy());
      return true;
    };
    const download = await downloadFile(secuconnect, 'DUP_1');
    expect(isConnectionError(await failure(saveDownload(download, join(folder, 'file'))))).toBe(true);
    await expect(readdir(folder)).resolves.toEqual(['file']);
    await expect(readFile(join(folder, 'file'), 'utf8')).resolves.toBe('old');
  });

  test('that is aborted ends at once and leaves nothing', async () => {
    const controller = new AbortController();
    server.intercept = (_, response) => response.writeHead(200).write(small);
    const download = await downloadFile(secuconnect, 'DUP_1', {
      signal: controller.signal,
      onProgress: () => controller.abort(new Error('enough')),
    });
    expect(isAbortError(await failure(saveDownload(download, join(folder, 'file'))))).toBe(true);
    await expect(readdir(folder)).resolves.toEqual([]);
  });

  test('that is cancelled gives its connection back', async () => {
    const closed = new Promise<void>((resolve) => {
      server.intercept = (_, response) => {
        response.once('close', resolve);
        return response.writeHead(200).write(small);
      };
    });
    await (await downloadFile(secuconnect, 'DUP_1')).cancel();
    await expect(closed).resolves.toBeUndefined();
  });

  test('replaces a file, and fails where there is a folder, or none to put it in', async () => {
    const id = offer(small);
    await writeFile(join(folder, 'file'), 'old');
    await saveDownload(await downloadFile(secuconnect, id), join(folder, 'file'));
    await expect(readdir(folder)).resolves.toEqual(['file']);
    expect(same(await readFile(join(folder, 'file')), small)).toBe(true);
    await expect(saveDownload(await downloadFile(secuconnect, id), folder)).rejects.toThrow(/EISDIR|EPERM|ENOTEMPTY/);
    await expect(saveDownload(await downloadFile(secuconnect, id), join(folder, 'no', 'file'))).rejects.toThrow(
      'ENOENT',
    );
    await expect(readdir(folder)).resolves.toEqual(['file']);
  });

  test('is never put where its name says', async () => {
    answer({ 'content-disposition': 'attachment; filename="/etc/passwd"' }, small);
    await saveDownload(await downloadFile(secuconnect, 'DUP_1'), join(folder, 'mine'));
    await expect(readdir(folder)).resolves.toEqual(['mine']);
  });
});

test('a path without a file is the error of the file system', async () => {
  await expect(fileFromPath(join(folder, 'nothing'))).rejects.toThrow('ENOENT');
});
