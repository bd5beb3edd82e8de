import type { DocumentUpload, DocumentUploads } from '@secuconnect/api';
import { monotonicNow } from '../internal/clock.ts';
import { assertLimits, type RequestOptions } from '../request-options.ts';
import { toBase64 } from './base64.ts';
import { collectBlob, collectBytes } from './collect.ts';
import type { ByteStream, UploadSource } from './file-source.ts';
import { assertMaxBytes, FileTooLargeError } from './file-too-large-error.ts';
import { encodeFileForm } from './multipart-form.ts';
import { reportProgress, type TransferProgress } from './progress.ts';
import { readBeforeSending } from './read-before-sending.ts';
import { readFile } from './read-file.ts';
import { safeFileName } from './safe-file-name.ts';
import { canStreamBlobs } from './streamed-blob.ts';
import { blobFileSource, toFileSource } from './to-file-source.ts';

export interface UploadOptions extends RequestOptions {
  /**
   * Name to store with the file.
   *
   * @default the name of the `File` or the path, otherwise 'file'
   */
  readonly name?: string | undefined;
  /**
   * Media type, such as `application/pdf`.
   *
   * @default the type of the `Blob`, otherwise 'application/octet-stream'
   */
  readonly type?: string | undefined;
  /** Rejects a larger file, in bytes, before anything of it is sent. */
  readonly maxBytes?: number | undefined;
  /**
   * Called with the number of bytes that were passed to the network, at least every 64 KiB, which is a little more than have arrived. Where the runtime
   * sends the file by itself (browsers), and for small files, it is called only once, at the end. The number starts again when the file is sent again.
   */
  readonly onProgress?: ((progress: TransferProgress) => void) | undefined;
  /**
   * Encoding of the file: Base64 in JSON, or a multipart form.
   *
   * @default 'json' below 64 KiB, 'form' from there on
   */
  readonly encoding?: 'json' | 'form' | undefined;
}

/** The part of a client that uploads need: `secuconnect` itself, or `{ document: { uploads: new DocumentUploads(transport) } }`. */
export interface UploadClient {
  readonly document: { readonly uploads: Pick<DocumentUploads<RequestOptions>, 'create'> };
}

const OPERATION = 'document.uploads.create';

/** Files from this size on are sent as a form. Base64 is a third larger, takes time and memory; below, that is a few milliseconds. */
const MIN_FORM_BYTES = 64 * 1024;

/**
 * Uploads a file with `document.uploads.create`, and resolves with its id, for `document_ids` for example.
 * - A `Blob`, a `File`, bytes and `fileFromPath(path)` are read while they are sent, and never copied as a whole where the runtime streams blobs (Node).
 *   A stream, and a file that announces no bytes, is collected first, and is then in memory once.
 * - The file must have as many bytes as it announces: otherwise it has changed, and the upload fails.
 * - Like every write, it is sent again only if a token was rejected or nothing arrived. `timeout` covers one attempt with the whole file: pass more than
 *   the default of a minute for large files.
 * - What has to be read before the request, a stream or a small file, is read under the `timeout`, the `totalTimeout` and the `signal` of this call.
 *
 * ```ts
 * const { id } = await uploadFile(secuconnect, file, { type: 'application/pdf', maxBytes: 10_000_000 });
 * ```
 *
 * @throws FileTooLargeError before anything is sent.
 * @throws TypeError when the source is not a file.
 */
export async function uploadFile(
  { document: { uploads } }: UploadClient,
  source: UploadSource,
  { name, type, maxBytes = Number.POSITIVE_INFINITY, onProgress, encoding, ...options }: UploadOptions = {},
): Promise<DocumentUpload> {
  assertLimits(options);
  assertMaxBytes(maxBytes);
  const { timeout, totalTimeout = Infinity, signal } = options;
  const startedAt = monotonicNow();
  const timeLeft = (): number => totalTimeout - Math.floor(monotonicNow() - startedAt);
  const read = <Value>(reading: (end: AbortSignal) => Promise<Value>): Promise<Value> =>
    readBeforeSending(OPERATION, reading, { timeout, timeLeft: timeLeft(), totalTimeout, signal });
  const send = (body: object, query: { multipart?: '' }, callOptions: RequestOptions): Promise<DocumentUpload> =>
    uploads.create(body, query, { ...callOptions, ...(totalTimeout !== Infinity && { totalTimeout: timeLeft() }) });

  let file = toFileSource(source);
  if (!file?.size) {
    const content = await read((end) => collect(file?.stream() ?? (source as ByteStream), maxBytes, end));
    file = { ...blobFileSource(content), name: file?.name, type: file?.type };
  }
  const { size } = file;
  if (size > maxBytes) throw new FileTooLargeError(OPERATION, maxBytes, 'not-sent');
  const metadata = { name: safeFileName(name ?? file.name) ?? 'file', type: mediaType(type || file.type) };
  let reportedBytes = -1;
  const onBytes = (bytes: number): void => reportProgress(onProgress, { bytes: (reportedBytes = bytes), total: size });

  let upload: DocumentUpload;
  if ((encoding ?? (size < MIN_FORM_BYTES ? 'json' : 'form')) === 'json') {
    const content = toBase64(await read((end) => collectBytes(readFile(file, undefined, end), size)));
    upload = await send({ content, ...metadata }, {}, options);
  } else {
    // A blob is sent as it is, with its type. The types of the operation do not include a form that is already encoded.
    const form: object = await read(() => encodeFileForm(file, metadata, onBytes, signal));
    // Node would keep a copy of the form for a redirect; some other runtimes do not support this setting.
    const redirect = (await canStreamBlobs()) ? 'error' : undefined;
    upload = await send(form, { multipart: '' }, { ...options, redirect });
  }
  if (reportedBytes !== size) onBytes(size);
  return upload;
}

const collect = (source: ByteStream, maxBytes: number, signal: AbortSignal): Promise<Blob> =>
  collectBlob(source, {
    signal,
    onSize(size) {
      if (size > maxBytes) throw new FileTooLargeError(OPERATION, maxBytes, 'not-sent');
    },
  });

/** The media type as a part of a form may have it: lower case, without characters that could end the header. */
const mediaType = (type: string | undefined): string =>
  new Blob([], { type: type ?? '' }).type || 'application/octet-stream';
