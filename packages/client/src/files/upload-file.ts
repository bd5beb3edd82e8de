import type { DocumentUpload, DocumentUploads } from '@secuconnect/api';
import { AbortError } from '../errors/connection-errors.ts';
import { SecuconnectError } from '../errors/secuconnect-error.ts';
import type { RequestOptions } from '../request-options.ts';
import { base64Of } from './base64.ts';
import { blobOf, bytesOf } from './collect.ts';
import { safeFileName } from './file-name.ts';
import { fileOf, fileOfBlob, type ByteStream, type FileSource, type UploadSource } from './file-source.ts';
import { FileTooLargeError } from './file-too-large-error.ts';
import { formOf } from './form.ts';
import { reportTo, type TransferProgress } from './progress.ts';
import { canStreamBlobs } from './streamed-blob.ts';

export interface UploadOptions extends RequestOptions {
  /** Name to keep with the file; that of a `File` or path when left out, else `file`. */
  readonly name?: string | undefined;
  /** Media type, such as `application/pdf`; that of the `Blob` when left out, else `application/octet-stream`. */
  readonly type?: string | undefined;
  /** Refuses a file with more bytes, before anything of it is sent. */
  readonly maxBytes?: number | undefined;
  /**
   * Is told how many bytes of the file have been handed over to the network, which is a little more than have arrived. Where the runtime sends
   * the file by itself (browsers), and for small files, it is told only once, at the end. The number starts again when the file is sent again.
   */
  readonly onProgress?: ((progress: TransferProgress) => void) | undefined;
  /** How the file travels; by its size when left out: Base64 in JSON below 64 KiB, a form above. */
  readonly encoding?: 'json' | 'form' | undefined;
}

/** The part of a client that uploads need: `secuconnect` itself, or `{ document: { uploads: new DocumentUploads(transport) } }`. */
export interface UploadClient {
  readonly document: { readonly uploads: Pick<DocumentUploads<RequestOptions>, 'create'> };
}

const OPERATION = 'document.uploads.create';

/** Base64 makes a file a third larger, takes time and holds it in memory; below this size, in bytes, that is a few milliseconds. */
const FORM_FROM = 64 * 1024;

/**
 * Uploads a file with `document.uploads.create`, and resolves with the id to pass on, such as in `document_ids`.
 * - A `Blob`, a `File`, bytes and `fileSource(path)` are read while they are sent, and never copied as a whole where the runtime streams
 *   them (Node). A stream is collected first, and then held once.
 * - It is sent once more only when a token was refused or nothing arrived, as every call that writes. The option `timeout` limits one attempt
 *   with the whole file: give large files more than the usual minute.
 *
 * ```ts
 * const { id } = await uploadFile(secuconnect, file, { type: 'application/pdf', maxBytes: 10_000_000 });
 * ```
 *
 * @throws FileTooLargeError before anything is sent.
 * @throws TypeError when it is given something that is no file.
 */
export async function uploadFile(
  { document: { uploads } }: UploadClient,
  source: UploadSource,
  { name, type, maxBytes = Number.POSITIVE_INFINITY, onProgress, encoding, ...options }: UploadOptions = {},
): Promise<DocumentUpload> {
  const file = fileOf(source) ?? (await collected(source as ByteStream, maxBytes, options.signal));
  const { size } = file;
  if (size > maxBytes) throw new FileTooLargeError(OPERATION, maxBytes, 'not-sent');
  const known = { name: safeFileName(name ?? file.name) ?? 'file', type: mediaType(type || file.type) };
  let told = -1;
  const tell = (bytes: number): void => reportTo(onProgress, { bytes: (told = bytes), total: size });

  let upload: DocumentUpload;
  if ((encoding ?? (size < FORM_FROM ? 'json' : 'form')) === 'json') {
    const content = base64Of(await read(bytesOf(file.stream(), size)));
    upload = await uploads.create({ content, ...known }, {}, options);
  } else {
    // A blob is sent as it is, with its type: the types of the operation have no word for a form that is encoded already.
    const form: object = await read(formOf(file, known, tell, options.signal));
    // Node would hold a copy of it for a redirect; not every other runtime lets one refuse them.
    const redirect = (await canStreamBlobs()) ? 'error' : undefined;
    upload = await uploads.create(form, { multipart: '' }, { ...options, redirect });
  }
  if (told !== size) tell(size);
  return upload;
}

const collected = async (source: ByteStream, maxBytes: number, signal: AbortSignal | undefined): Promise<FileSource> =>
  fileOfBlob(
    await read(
      blobOf(source, {
        signal,
        check(size) {
          if (size > maxBytes) throw new FileTooLargeError(OPERATION, maxBytes, 'not-sent');
        },
      }),
      signal,
    ),
  );

/** What comes of reading the file, before anything is sent. */
async function read<Value>(reading: Promise<Value>, signal?: AbortSignal): Promise<Value> {
  try {
    return await reading;
  } catch (reason) {
    if (reason instanceof SecuconnectError) throw reason;
    if (signal?.aborted) throw new AbortError({ id: OPERATION, safe: false }, signal.reason, 'not-sent');
    throw new SecuconnectError(`${OPERATION} was not sent: the file could not be read (${String(reason)}).`, {
      outcome: 'not-sent',
      operation: OPERATION,
      cause: reason,
    });
  }
}

/** In the form that a part of a form takes: lower case, and nothing that could end the header. */
const mediaType = (type: string | undefined): string =>
  new Blob([], { type: type ?? '' }).type || 'application/octet-stream';
