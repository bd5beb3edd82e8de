import { mkdtemp, rm, writeFile } from 'node:fs/promises';
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
  Secuconnect,
  SecuconnectError,
  uploadFile,
  type TransferProgress,
  type UploadSource,
} from '../../src/index.ts';
import { fileFromPath } from '../../src/node/file-from-path.ts';
import { failureOf, isSame, large, LARGE_BYTES, small } from './uploads-fixture.ts';
import { startUploadsServer, type UploadsServer } from './uploads-server.ts';

/** A reason that looks like an error of this client. */
class ApiErrorReason extends SecuconnectError {
  constructor() {
    super('Another call failed.', { outcome: 'unknown', operation: 'another.call' });
  }
}

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
describe('uploadFile()', () => {
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
  test.each(sources)('%s can be uploaded, small and large', async (_, sourceOf) => {
    for (const bytes of [small, large]) {
      const { id } = await uploadFile(secuconnect, await sourceOf(bytes));
      expect(isSame(server.files.get(id)!.content, bytes)).toBe(true);
    }
  });

  test('a file is sent as Base64 in JSON below 64 KiB, and as a form from there on', async () => {
    const uploadBytes = (size: number) =>
      uploadFile(secuconnect, new Uint8Array(size), { name: 'a.pdf', type: 'application/pdf' });
    const below = server.files.get((await uploadBytes(64 * 1024 - 1)).id)!;
    expect(below).toMatchObject({ url: '/api/v2/Document/Uploads', name: 'a.pdf', type: 'application/pdf' });
    expect(below.headers['content-type']).toBe('application/json');

    const above = server.files.get((await uploadBytes(64 * 1024)).id)!;
    expect(above.url).toBe('/api/v2/Document/Uploads?multipart=');
    expect(above.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
    expect(Number(above.headers['content-length'])).toBeGreaterThan(64 * 1024);
    expect(above.headers['transfer-encoding']).toBeUndefined();
    expect(above.part).toContain('name="file"; filename="a.pdf"\r\nContent-Type: application/pdf\r\n');
  });

  test('the option `encoding` applies to a file of any size', async () => {
    const json = await uploadFile(secuconnect, large, { encoding: 'json' });
    const form = await uploadFile(secuconnect, new Uint8Array(), { encoding: 'form' });
    expect(isSame(server.files.get(json.id)!.content, large)).toBe(true);
    expect(server.files.get(form.id)).toMatchObject({ part: expect.any(String) as string, content: Buffer.alloc(0) });
  });

  test('an upload works with single resources, also over the bare transport', async () => {
    const document = {
      uploads: new DocumentUploads(createTransport({ baseUrl: server.baseUrl, auth: { token: 't' } })),
    };
    for (const part of [{ document }, createApi({ baseUrl: server.baseUrl })])
      for (const bytes of [small, large]) {
        const { id } = await uploadFile(part, bytes);
        expect(isSame(server.files.get(id)!.content, bytes)).toBe(true);
        expect(isSame(await (await downloadFile(part, id)).bytes(), bytes)).toBe(true);
      }
  });

  test('name and type are those of the caller, otherwise those of the file, otherwise the defaults', async () => {
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

  test('name and type cannot add a header or a path', async () => {
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
    '%j is rejected, because it is not a file',
    async (source) => {
      await expect(uploadFile(secuconnect, source as never)).rejects.toThrow(TypeError);
      expect(server.files.size).toBe(0);
    },
  );

  test('onProgress is called with growing numbers, and once with the whole size at the end', async () => {
    const reports: TransferProgress[] = [];
    await uploadFile(secuconnect, large, { onProgress: (progress) => reports.push(progress) });
    expect(reports.length).toBeGreaterThan(10);
    expect(reports.every(({ bytes }, index) => bytes > (reports[index - 1]?.bytes ?? 0))).toBe(true);
    expect(reports.filter(({ bytes }) => bytes === LARGE_BYTES)).toEqual([{ bytes: LARGE_BYTES, total: LARGE_BYTES }]);

    for (const source of [small, new Uint8Array()]) {
      const once: TransferProgress[] = [];
      await uploadFile(secuconnect, source, { onProgress: (progress) => once.push(progress) });
      expect(once).toEqual([{ bytes: source.length, total: source.length }]);
    }
  });

  test('onProgress is called for each part of a file that is one chunk', async () => {
    for (const source of [new Blob([large]), large, new File([large], 'a.pdf')]) {
      const reports: number[] = [];
      await uploadFile(secuconnect, source, { onProgress: ({ bytes }) => reports.push(bytes) });
      expect(reports.length).toBeGreaterThanOrEqual(LARGE_BYTES / 65_536);
      expect(reports.at(-1)).toBe(LARGE_BYTES);
    }
  });

  test('an exception in onProgress does not end the upload', async () => {
    const log = vi.spyOn(console, 'error').mockReturnValue();
    const onProgress = () => {
      throw new Error('no screen');
    };
    expect(isSame(server.files.get((await uploadFile(secuconnect, large, { onProgress })).id)!.content, large)).toBe(
      true,
    );
    expect(log).toHaveBeenCalled();
    log.mockRestore();
  });

  test('a file whose token was rejected is sent again as a whole', async () => {
    let tokens = 0;
    const client = new Secuconnect({ baseUrl: server.baseUrl, auth: { token: () => `t${++tokens}` } });
    server.intercept = (request, response) => {
      if (request.headers.authorization !== 'Bearer t1') return false;
      request.resume().on('end', () => response.writeHead(401).end('{"error":"invalid_token"}'));
      return true;
    };
    await writeFile(join(folder, 'file'), large);
    const reports: number[] = [];
    const { id } = await uploadFile(client, await fileFromPath(join(folder, 'file')), {
      onProgress: ({ bytes }) => reports.push(bytes),
    });
    expect(isSame(server.files.get(id)!.content, large)).toBe(true);
    expect(reports.filter((bytes, index) => bytes < (reports[index - 1] ?? 0))).toHaveLength(1);
  });

  test('nothing of a file that is too large is sent', async () => {
    const intercept = vi.fn<() => boolean>(() => false);
    server.intercept = intercept;
    const error = await failureOf(uploadFile(secuconnect, new Blob([large]), { maxBytes: LARGE_BYTES - 1 }));
    expect(isFileTooLargeError(error) && error.maxBytes).toBe(LARGE_BYTES - 1);
    expect(error).toMatchObject({ outcome: 'not-sent', operation: 'document.uploads.create' });
    expect(intercept).not.toHaveBeenCalled();
    await expect(uploadFile(secuconnect, small, { maxBytes: small.length })).resolves.toBeDefined();
  });

  test('reading a stream stops as soon as it is too large', async () => {
    const cancel = vi.fn<() => void>();
    const endless = new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(1000)), cancel });
    const error = await failureOf(uploadFile(secuconnect, endless, { maxBytes: 10_000 }));
    expect(isFileTooLargeError(error)).toBe(true);
    await vi.waitFor(() => expect(cancel).toHaveBeenCalledOnce());
    expect(server.files.size).toBe(0);
  });

  test('an upload that is aborted half way ends at once, and so does the reading of its file', async () => {
    const controller = new AbortController();
    const reason = new Error('changed my mind');
    server.intercept = (request) => {
      request.once('data', () => controller.abort(reason));
      return true;
    };
    const cancel = vi.fn<() => void>();
    const source = { size: 1e9, stream: () => new ReadableStream({ pull, cancel }), blob: () => expect.fail() };
    const pull = (it: ReadableStreamDefaultController) => it.enqueue(new Uint8Array(65_536));
    const error = await failureOf(uploadFile(secuconnect, source, { signal: controller.signal }));
    expect(isAbortError(error) && error.cause).toBe(reason);
    expect(error.outcome).toBe('unknown');
    await vi.waitFor(() => expect(cancel).toHaveBeenCalledOnce());
  });

  test('an upload that is aborted while its stream is collected was not sent', async () => {
    const controller = new AbortController();
    const cancel = vi.fn<() => void>();
    const never = new ReadableStream({ pull: () => controller.abort(new Error('enough')), cancel });
    const error = await failureOf(uploadFile(secuconnect, never, { signal: controller.signal }));
    expect(isAbortError(error)).toBe(true);
    expect(error.outcome).toBe('not-sent');
    await vi.waitFor(() => expect(cancel).toHaveBeenCalledOnce());
  });

  test('an upload whose source fails was not sent, and its error says why', async () => {
    const broken = new ReadableStream({ pull: (it) => it.error(new Error('disk on fire')) });
    const error = await failureOf(uploadFile(secuconnect, broken));
    expect(error).toMatchObject({ outcome: 'not-sent', message: expect.stringContaining('disk on fire') as string });
  });

  test('an upload whose file fails or shrinks while it is sent has an unknown outcome', async () => {
    const path = join(folder, 'file');
    await writeFile(path, large);
    const source = await fileFromPath(path);
    await writeFile(path, large.subarray(0, LARGE_BYTES / 2));
    expect(isConnectionError(await failureOf(uploadFile(secuconnect, source)))).toBe(true);
    await rm(path);
    expect(await failureOf(uploadFile(secuconnect, source))).toMatchObject({ outcome: 'unknown' });
    expect(server.files.size).toBe(0);
  });

  test('an error response before the end of the upload becomes the error of the call', async () => {
    server.intercept = (_, response) => {
      response.writeHead(413, { connection: 'close' }).end('{"error":"TooLarge"}');
      return true;
    };
    const error = await failureOf(uploadFile(secuconnect, large));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status: 413, outcome: 'no-effect' });
  });

  test('an upload follows no redirect', async () => {
    const paths: string[] = [];
    server.intercept = (request, response) => {
      paths.push(request.url!);
      request.resume().on('end', () => response.writeHead(307, { location: '/elsewhere' }).end());
      return true;
    };
    expect(await failureOf(uploadFile(secuconnect, large))).toBeInstanceOf(SecuconnectError);
    expect(paths).toEqual(['/api/v2/Document/Uploads?multipart=']);
  });

  describe('what is read before the request', () => {
    /** A file that announces a size, and yields endless bytes, or nothing. */
    const source = (size: number, pull?: (it: ReadableStreamDefaultController<Uint8Array>) => void) => {
      const cancel = vi.fn<() => void>();
      return { size, cancel, stream: () => new ReadableStream({ ...(pull && { pull }), cancel }), blob: expect.fail };
    };
    const endless = (it: ReadableStreamDefaultController<Uint8Array>): void => it.enqueue(new Uint8Array(100));
    const unread = (pull?: typeof endless): [string, UploadSource & { cancel: () => void }][] => {
      const cancel = vi.fn<() => void>();
      return [
        ['a small file', source(1000, pull)],
        ['a file that announces no bytes', source(0, pull)],
        ['a stream', Object.assign(new ReadableStream({ ...(pull && { pull }), cancel }), { cancel })],
      ];
    };

    test.each(unread())('%s that stalls ends with the timeouts and the signal', async (_, stalled) => {
      for (const [limits, name] of [
        [{ timeout: 20 }, 'TimeoutError'],
        [{ totalTimeout: 20 }, 'TimeoutError'],
        [{ signal: AbortSignal.timeout(20) }, 'AbortError'],
        [{ signal: AbortSignal.abort(new ApiErrorReason()) }, 'AbortError'],
      ] as const)
        expect(
          await failureOf(
            uploadFile(secuconnect, 'locked' in stalled ? new ReadableStream<Uint8Array>() : stalled, limits),
          ),
        ).toMatchObject({ name, outcome: 'not-sent', operation: 'document.uploads.create' });
      expect(server.files.size).toBe(0);
    });

    test.each(unread(endless))('%s that does not end is limited by maxBytes, and cancelled', async (_, infinite) => {
      const error = await failureOf(uploadFile(secuconnect, infinite, { maxBytes: 10_000 }));
      expect(error).toMatchObject({ outcome: 'not-sent', operation: 'document.uploads.create' });
      await vi.waitFor(() => expect(infinite.cancel).toHaveBeenCalledOnce());
      expect(server.files.size).toBe(0);
    });

    test('a small file that grows or ends early is not sent', async () => {
      const growing = await failureOf(
        uploadFile(secuconnect, { ...source(3), stream: () => new Blob([small]).stream() }),
      );
      expect(growing).toMatchObject({ outcome: 'not-sent', cause: expect.any(RangeError) as RangeError });
      const ended = await failureOf(
        uploadFile(secuconnect, { ...source(9), stream: () => new Blob([small]).stream() }),
      );
      expect(ended).toMatchObject({
        outcome: 'not-sent',
        message: expect.stringContaining('after 8 of its 9') as string,
      });
      expect(server.files.size).toBe(0);
    });

    test('a file that announces no bytes is sent with those that it has, and with its name and type', async () => {
      for (const bytes of [new Uint8Array(), small, large]) {
        const file = { ...source(0), name: 'a.pdf', type: 'application/pdf', stream: () => new Blob([bytes]).stream() };
        const received = server.files.get((await uploadFile(secuconnect, file)).id)!;
        expect(isSame(received.content, bytes)).toBe(true);
        expect(received.name ?? received.part).toContain('a.pdf');
        expect(received.type ?? received.part).toContain('application/pdf');
      }
    });

    test('an empty file that is written to meanwhile is limited by maxBytes', async () => {
      const path = join(folder, 'shop.log');
      await writeFile(path, '');
      const file = await fileFromPath(path);
      await writeFile(path, large);
      expect(isFileTooLargeError(await failureOf(uploadFile(secuconnect, file, { maxBytes: 1_000_000 })))).toBe(true);
      const { id } = await uploadFile(secuconnect, file, { maxBytes: LARGE_BYTES });
      expect(isSame(server.files.get(id)!.content, large)).toBe(true);
    });

    test('the time that the reading takes is part of the total timeout', async () => {
      server.intercept = () => true;
      async function* slow(): AsyncGenerator<Uint8Array> {
        await new Promise((resolve) => setTimeout(resolve, 100));
        yield small;
      }
      const startedAt = performance.now();
      const error = await failureOf(uploadFile(secuconnect, slow(), { totalTimeout: 400 }));
      expect(error).toMatchObject({ name: 'TimeoutError', outcome: 'unknown' });
      expect((error as unknown as { timeout: number }).timeout).toBeLessThanOrEqual(310);
      expect(performance.now() - startedAt).toBeGreaterThan(390);
    });
  });

  test('an abort whose reason is an error of this client is an AbortError with the outcome of the upload', async () => {
    const reason = new SecuconnectError('Another call failed.', { outcome: 'not-sent', operation: 'another.call' });
    const controller = new AbortController();
    server.intercept = (request) => {
      request.once('data', () => controller.abort(reason));
      return true;
    };
    for (const bytes of [small, large]) {
      const error = await failureOf(uploadFile(secuconnect, bytes, { signal: controller.signal }));
      expect(error).toMatchObject({ name: 'AbortError', cause: reason, operation: 'document.uploads.create' });
      expect(error.outcome).toBe(bytes === small ? 'unknown' : 'not-sent');
    }
    expect(reason).toMatchObject({ outcome: 'not-sent', operation: 'another.call', attempts: [] });
  });

  test('a source that fails with an error of this client is the cause of an error that names the upload', async () => {
    const failure = new SecuconnectError('A download failed.', { outcome: 'unknown', operation: 'another.call' });
    const broken = new ReadableStream({ pull: (it) => it.error(failure) });
    expect(await failureOf(uploadFile(secuconnect, broken))).toMatchObject({
      outcome: 'not-sent',
      operation: 'document.uploads.create',
      cause: failure,
    });
  });

  test.each([{ maxBytes: NaN }, { maxBytes: '10' }, { timeout: NaN }, { totalTimeout: '10' }])(
    'the limit %j is rejected before anything is read or sent',
    async (limits) => {
      const stream = vi.fn<() => never>();
      const source = { size: 1, stream, blob: stream };
      await expect(uploadFile(secuconnect, source, limits as never)).rejects.toThrow(TypeError);
      expect(stream).not.toHaveBeenCalled();
    },
  );
});
