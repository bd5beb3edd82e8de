import type { DocumentUploads } from '@secuconnect/api';
import type { RequestOptions } from '../request-options.ts';
import { blobOf, bytesOf } from './collect.ts';
import { fileNameFrom } from './file-name.ts';
import { FileTooLargeError } from './file-too-large-error.ts';
import { counted, reportTo, type TransferProgress } from './progress.ts';

export interface DownloadOptions extends RequestOptions {
  /** Refuses a file with more bytes: at once when the server says how many it has, else when there are more. */
  readonly maxBytes?: number | undefined;
  /** Is told how many bytes have been read. */
  readonly onProgress?: ((progress: TransferProgress) => void) | undefined;
}

/** The part of a client that downloads need: `secuconnect` itself, or `{ document: { uploads: new DocumentUploads(transport) } }`. */
export interface DownloadClient {
  readonly document: { readonly uploads: Pick<DocumentUploads<RequestOptions>, 'download'> };
}

const OPERATION = 'document.uploads.download';

/**
 * Starts the download of a file with `document.uploads.download`, and resolves when its first bytes are there. Read it in one of the ways of
 * `Download`, or cancel it: until then it holds a connection. Its time limit counts until the last byte: give large files more `timeout`.
 *
 * ```ts
 * const file = await downloadFile(secuconnect, 'DUP_…', { maxBytes: 10_000_000 });
 * console.log(file.name, file.contentType);
 * await file.stream().pipeTo(somewhere);
 * ```
 *
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
    reportTo(onProgress, { bytes, ...(download.size !== undefined && { total: download.size }) });
  });
  if (download.size !== undefined && download.size > maxBytes) {
    await download.cancel();
    throw new FileTooLargeError(OPERATION, maxBytes, 'no-effect');
  }
  return download;
}

/** A file that is coming in. It can be read once, in one of three ways; `saveTo` of `@secuconnect/client/node` is a fourth. */
export class FileDownload {
  /** Media type, such as `application/pdf`. It is what the uploader or the server claims. */
  readonly contentType: string;
  /** Name that the server suggests, safe to use for a file; never a path. */
  readonly name: string | undefined;
  /** In bytes, as announced; undefined when the server does not say. Of a file that a browser unpacked it may be the packed size. */
  readonly size: number | undefined;
  #body: ReadableStream<Uint8Array> | undefined;

  constructor({ body, headers }: Response, tell: (bytes: number) => void) {
    this.contentType = headers.get('content-type') || 'application/octet-stream';
    this.name = fileNameFrom(headers.get('content-disposition'));
    // Of a compressed body the header counts the compressed bytes.
    const length = headers.has('content-encoding') ? null : headers.get('content-length');
    this.size = length !== null && /^\d+$/.test(length) ? Number(length) : undefined;
    this.#body = counted(body ?? new Blob([]).stream(), tell);
  }

  /** The bytes as they come in. What ends the download early (`TimeoutError`, `ConnectionError`, …) ends the stream with that error. */
  stream(): ReadableStream<Uint8Array> {
    const body = this.#body;
    if (!body) throw new TypeError('This download has been read already: a file can be read once.');
    this.#body = undefined;
    return body;
  }

  /** The whole file in one array. Held once when the server says its size; otherwise the end takes twice the memory. */
  async bytes(): Promise<Uint8Array<ArrayBuffer>> {
    return bytesOf(this.stream(), this.size);
  }

  /** The whole file as a blob with its media type, which is held once. */
  async blob(): Promise<Blob> {
    return blobOf(this.stream(), { type: this.contentType });
  }

  /** Ends the download without reading it. */
  async cancel(): Promise<void> {
    await this.#body?.cancel();
    this.#body = undefined;
  }
}
