import type { FileSource } from './file-source.ts';
import { readChunks } from './read-chunks.ts';
import { canStreamBlobs, createStreamedBlob } from './streamed-blob.ts';

/**
 * Encodes a multipart form with a file in it, because in Node `fetch` copies the whole file to encode a `FormData`.
 * - Where the runtime streams blobs, the file is read while it is sent, and `onBytes` is called with the number of its bytes that were passed on.
 * - The signal ends the reading of the file: otherwise Node reads it to its end after a request was aborted.
 * - Elsewhere the form is a blob of blobs, which browsers do not copy either.
 */
export async function encodeFileForm(
  file: FileSource,
  { name, type }: { name: string; type: string },
  onBytes: (bytes: number) => void,
  signal?: AbortSignal,
): Promise<Blob> {
  const boundary = `secuconnect-${crypto.randomUUID()}`;
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${escapeFileName(name)}"\r\nContent-Type: ${type}\r\n\r\n`;
  const tail = `\r\n--${boundary}--\r\n`;
  const formType = `multipart/form-data; boundary=${boundary}`;
  if (!(await canStreamBlobs())) return new Blob([head, await file.blob(), tail], { type: formType });

  const [before, after] = [head, tail].map((part) => new TextEncoder().encode(part)) as [Uint8Array, Uint8Array];
  async function* chunks(): AsyncGenerator<Uint8Array, void, undefined> {
    yield before;
    let sent = 0;
    for await (const chunk of readChunks(file.stream(), signal)) {
      sent += chunk.byteLength;
      if (sent > file.size) throw new RangeError(`The file has grown beyond its ${file.size} bytes during the upload.`);
      onBytes(sent);
      yield chunk;
    }
    yield after;
  }
  return createStreamedBlob(
    before.byteLength + file.size + after.byteLength,
    () => toReadableStream(chunks()),
    formType,
  );
}

/** As HTML defines it. A safe file name has none of these characters; the form does not depend on that. */
const escapeFileName = (name: string): string => name.replace(/["\r\n]/g, encodeURIComponent);

/** Reads one chunk at a time, when the network accepts more. */
const toReadableStream = (chunks: AsyncGenerator<Uint8Array, void, undefined>): ReadableStream<Uint8Array> =>
  new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await chunks.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      async cancel() {
        await chunks.return();
      },
    },
    { highWaterMark: 0 },
  );
