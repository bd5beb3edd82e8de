import { chunksOf } from './collect.ts';
import type { FileSource } from './file-source.ts';
import { canStreamBlobs, streamedBlob } from './streamed-blob.ts';

/**
 * The form with a file in it, put together by hand: what `fetch` makes of a `FormData` is in Node a copy of the whole file.
 * - Where the runtime streams blobs, the file is read while it is sent, and `tell` is told how many of its bytes have been handed on.
 * - The signal ends the reading of the file: Node reads on to its end when a request is aborted.
 * - Elsewhere it is a blob of blobs, which browsers do not copy either.
 */
export async function formOf(
  file: FileSource,
  { name, type }: { name: string; type: string },
  tell: (bytes: number) => void,
  signal?: AbortSignal,
): Promise<Blob> {
  const boundary = `secuconnect-${crypto.randomUUID()}`;
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${escaped(name)}"\r\nContent-Type: ${type}\r\n\r\n`;
  const tail = `\r\n--${boundary}--\r\n`;
  const formType = `multipart/form-data; boundary=${boundary}`;
  if (!(await canStreamBlobs())) return new Blob([head, await file.blob(), tail], { type: formType });

  const [before, after] = [head, tail].map((text) => new TextEncoder().encode(text)) as [Uint8Array, Uint8Array];
  async function* bytes(): AsyncGenerator<Uint8Array, void, undefined> {
    yield before;
    let handed = 0;
    for await (const chunk of chunksOf(file.stream(), signal)) {
      handed += chunk.byteLength;
      if (handed > file.size) throw new RangeError(`The file has more than the ${file.size} bytes that it had before.`);
      tell(handed);
      yield chunk;
    }
    yield after;
  }
  return streamedBlob(before.byteLength + file.size + after.byteLength, () => streamOf(bytes()), formType);
}

/** As HTML has it. A safe name has none of these; the form does not depend on that. */
const escaped = (name: string): string => name.replace(/["\r\n]/g, encodeURIComponent);

/** Asked for one chunk at a time, when the network takes more. */
const streamOf = (chunks: AsyncGenerator<Uint8Array, void, undefined>): ReadableStream<Uint8Array> =>
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
