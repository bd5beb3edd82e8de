import type { DocumentUploads } from '@secuconnect/api';
import type { RequestOptions } from '../request-options.ts';
import { collectBlob, collectBytes } from './collect.ts';
import { fileNameFromHeader } from './content-disposition.ts';
import { FileTooLargeError } from './file-too-large-error.ts';
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
 */
export async function downloadFile(
  { document: { uploads } }: DownloadClient,
  id: string,
  { maxBytes = Number.POSITIVE_INFINITY, onProgress, ...options }: DownloadOptions = {},
): Promise<FileDownload> {
  const response = await uploads.download(id, options).asResponse();
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
    // For a compressed body, the header counts the compressed bytes.
    const length = headers.has('content-encoding') ? null : headers.get('content-length');
    this.size = length !== null && /^\d+$/.test(length) ? Number(length) : undefined;
    this.#body = countBytes(body ?? new Blob([]).stream(), onBytes);
  }

  /** The bytes as they arrive. An error that ends the download early (`TimeoutError`, `ConnectionError`, …) ends the stream. */
  stream(): ReadableStream<Uint8Array> {
    const body = this.#body;
    if (!body) throw new TypeError('This download has already been read. A file can be read once.');
    this.#body = undefined;
    return body;
  }

  /** The whole file in one array. In memory once if the server announces its size, otherwise twice at the end. */
  async bytes(): Promise<Uint8Array<ArrayBuffer>> {
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
