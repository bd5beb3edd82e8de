import { randomUuid } from '../internal/random-id.ts';
import type { FileSource } from './file-source.ts';
import { readFile } from './read-file.ts';
import { canStreamBlobs, createStreamedBlob } from './streamed-blob.ts';

/**
 * Encodes a multipart form with a file in it, because in Node `fetch` copies the whole file to encode a `FormData`.
 * - Where the runtime streams blobs, the file is read while it is sent, and `onBytes` is called with the number of its bytes that were passed on.
 * - The signal ends the reading of the file: otherwise Node reads it to its end after a request was aborted.
 * - Elsewhere the form is a blob of blobs, which browsers do not copy either.
 *
 * @throws RangeError, or its stream does, when the file does not have the size that it announces.
 */
export async function encodeFileForm(
  file: FileSource,
  { name, type }: { name: string; type: string },
  onBytes: (bytes: number) => void,
  signal?: AbortSignal,
): Promise<Blob> {
  const boundary = `secuconnect-${randomUuid()}`;
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${escapeFileName(name)}"\r\nContent-Type: ${type}\r\n\r\n`;
  const tail = `\r\n--${boundary}--\r\n`;
  const formType = `multipart/form-data; boundary=${boundary}`;
  const [before, after] = [head, tail].map((part) => new TextEncoder().encode(part)) as [Uint8Array, Uint8Array];
  const size = before.byteLength + file.size + after.byteLength;
  if (!(await canStreamBlobs())) return blobOfBlobs(head, await file.blob(), tail, { type: formType, size });

  async function* chunksUntil(end: AbortSignal): AsyncGenerator<Uint8Array, void, undefined> {
    yield before;
    yield* readFile(file, onBytes, end);
    yield after;
  }
  return createStreamedBlob(size, () => toReadableStream(chunksUntil, signal), formType);
}

/** @throws RangeError when the file does not have the announced size. */
async function blobOfBlobs(
  head: string,
  content: Blob,
  tail: string,
  { type, size }: { type: string; size: number },
): Promise<Blob> {
  const form = new Blob([head, content, tail], { type });
  if (form.size === size) return form;
  // In Bun, a blob that is on the disk counts as nothing within another blob.
  const copy = new Blob([head, await content.arrayBuffer(), tail], { type });
  if (copy.size !== size) throw new RangeError('The file has another size than it announced.');
  return copy;
}

/** As HTML defines it. A safe file name has none of these characters; the form does not depend on that. */
const escapeFileName = (name: string): string => name.replace(/["\r\n]/g, encodeURIComponent);

/**
 * Reads one chunk at a time, when the network accepts more. The signal, and the end of the request by a timeout, end a read that does not respond, so
 * that the source is cancelled.
 */
function toReadableStream(
  chunksUntil: (end: AbortSignal) => AsyncGenerator<Uint8Array, void, undefined>,
  signal: AbortSignal | undefined,
): ReadableStream<Uint8Array> {
  const end = new AbortController();
  const chunks = chunksUntil(end.signal);
  const abort = (): void => end.abort(signal?.reason);
  const release = (): void => signal?.removeEventListener('abort', abort);
  let isStarted = false;
  return new ReadableStream(
    {
      async pull(controller) {
        // Not earlier: a request that fails before its body is read does not end the body.
        if (!isStarted) signal?.addEventListener('abort', abort);
        isStarted = true;
        if (signal?.aborted) abort();
        try {
          const { done, value } = await chunks.next();
          if (!done) return controller.enqueue(value);
          controller.close();
        } catch (failure) {
          controller.error(failure);
        }
        release();
      },
      async cancel(reason) {
        release();
        end.abort(reason);
        await chunks.return();
      },
    },
    { highWaterMark: 0 },
  );
}
