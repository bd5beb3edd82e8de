import type { FileSource } from './file-source.ts';
import { readChunks } from './read-chunks.ts';

/** Larger chunks are divided, so that progress is visible while a source that is one chunk, such as a `Blob` in Node, is sent. */
const CHUNK_BYTES = 65_536;

/**
 * The chunks of a file, from its beginning, with exactly as many bytes as the file announces.
 *
 * @param onBytes Called with the number of bytes so far.
 * @throws RangeError when the file has more or fewer bytes: it has changed, and a part of it would be sent for the whole.
 */
export async function* readFile(
  file: FileSource,
  onBytes: (bytes: number) => void = () => undefined,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array, void, undefined> {
  let bytes = 0;
  for await (const chunk of readChunks(file.stream(), signal)) {
    if (bytes + chunk.byteLength > file.size)
      throw new RangeError(`The file has grown beyond its ${file.size} bytes during the upload.`);
    for (let start = 0; start < chunk.byteLength; start += CHUNK_BYTES) {
      const part = chunk.subarray(start, start + CHUNK_BYTES);
      onBytes((bytes += part.byteLength));
      yield part;
    }
  }
  if (bytes < file.size) throw new RangeError(`The file ended after ${bytes} of its ${file.size} bytes.`);
}
