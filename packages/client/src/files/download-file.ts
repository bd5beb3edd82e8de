import type { DocumentUploads } from '@secuconnect/api';
import { ConnectionError } from '../errors/connection-errors.ts';
import { DecodeError } from '../errors/decode-error.ts';
import { announcedSize, cutBodyError } from '../internal/body-size.ts';
import type { RequestOptions } from '../request-options.ts';
import { collectBlob, collectBytes } from './collect.ts';
import { fileNameFromHeader } from './content-disposition.ts';
import { assertMaxBytes, FileTooLargeError } from './file-too-large-error.ts';
import { countBytes, reportProgress, type TransferProgress } from './progress.ts';

export interface DownloadOptions extends RequestOptions {
  /** Rejects a larger file, in bytes: at once if the server announces the size, otherwise when more bytes arrive. */
  readonly maxBytes?: number | undefined;
  /** Called with the number of bytes that were read. */
  readonly onProgress?: ((progress: TransferProgress) => void) | undefined;
}

/** The part of a client that downloads need: `secuconnect` itself, or `{ document: { uploads: new DocumentUploads(transport) } }`. */
export interface DownloadClient {
  readonly document: { readonly uploads: Pick<DocumentUploads<RequestOptions>, 'download'> };
}

const OPERATION = 'document.uploads.download';
const CONTEXT = { id: OPERATION, safe: true };

/** Bytes in memory of their own. `Uint8Array<ArrayBuffer>`, which TypeScript before 5.7 cannot parse. */
type Bytes = ReturnType<Uint8Array['slice']>;

/**
 * Starts the download of a file with `document.uploads.download`, and resolves when its first bytes have arrived.
 * - Read it in one of the ways of {@link FileDownload}, or cancel it: until then it occupies a connection.
 * - `timeout` covers the whole file, to its last byte: pass a longer one for large files.
 *
 * ```ts
 * const file = await downloadFile(secuconnect, 'DUP_…', { maxBytes: 10_000_000 });
 * console.log(file.name, file.contentType);
 * await file.stream().pipeTo(destination);
 * ```
 *
 * @param id Id of the upload (`DUP_…`).
 * @throws FileTooLargeError here, or while the file is read.
 * @throws DecodeError when the response is not a whole file: a part of it, or none.
 * @throws ConnectionError while the file is read, when it ends early. Nothing tells so if the server sends no size, or compresses the file although it
 * was asked not to.
 */
export async function downloadFile(
  { document: { uploads } }: DownloadClient,
  id: string,
  { maxBytes = Number.POSITIVE_INFINITY, onProgress, ...options }: DownloadOptions = {},
): Promise<FileDownload> {
  assertMaxBytes(maxBytes);
  const response = await uploads.download(id, options).asResponse();
  if (response.status !== 200) {
    await response.body?.cancel();
    throw new DecodeError(CONTEXT, { status: response.status, what: 'no whole file', body: '' });
  }
  const download = new FileDownload(response, (bytes) => {
    if (bytes > maxBytes) throw new FileTooLargeError(OPERATION, maxBytes, 'no-effect');
    reportProgress(onProgress, { bytes, ...(download.size !== undefined && { total: download.size }) });
  });
  if (download.size !== undefined && download.size > maxBytes) {
    await download.cancel();
    throw new FileTooLargeError(OPERATION, maxBytes, 'no-effect');
  }
  return download;
}

/** A file that is being downloaded. It can be read once: in one of three ways, or with `saveDownload` of `@secuconnect/client/node`. */
export class FileDownload {
  /** Media type, such as `application/pdf`, as the uploader or the server claims. */
  readonly contentType: string;
  /** Name that the server suggests, safe for use as a file name; never a path. */
  readonly name: string | undefined;
  /** In bytes, as announced; `undefined` if the server does not say. For a file that a browser decompressed it may be the compressed size. */
  readonly size: number | undefined;
  #body: ReadableStream<Uint8Array> | undefined;

  /** @param onBytes Called with the number of bytes so far. An exception ends the download. */
  constructor({ body, headers }: Response, onBytes: (bytes: number) => void) {
    this.contentType = headers.get('content-type') || 'application/octet-stream';
    this.name = fileNameFromHeader(headers.get('content-disposition'));
    this.size = announcedSize(headers);
    this.#body = countBytes(body ?? new Blob([]).stream(), onBytes, (bytes) => {
      const cut = cutBodyError(headers, bytes);
      if (cut) throw new ConnectionError(CONTEXT, cut);
    });
  }

  /** The bytes as they arrive. An error that ends the download early (`TimeoutError`, `ConnectionError`, …) ends the stream. */
  stream(): ReadableStream<Uint8Array> {
    const body = this.#body;
    if (!body) throw new TypeError('This download has already been read. A file can be read once.');
    this.#body = undefined;
    return body;
  }

  /** The whole file in one array. In memory once if the server announces its size, otherwise twice at the end. */
  async bytes(): Promise<Bytes> {
    return collectBytes(this.stream(), this.size);
  }

  /** The whole file as a blob with its media type. In memory once. */
  async blob(): Promise<Blob> {
    return collectBlob(this.stream(), { type: this.contentType });
  }

  /** Ends the download without reading it. */
  async cancel(): Promise<void> {
    await this.#body?.cancel();
    this.#body = undefined;
  }
}
