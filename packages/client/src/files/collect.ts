import type { ByteStream } from './file-source.ts';
import { readChunks } from './read-chunks.ts';

/** Chunks are combined into blobs of this size, so that a stream of single bytes does not become a million blobs. */
const BLOB_PART_BYTES = 1024 * 1024;
/** Up to this size, memory is allocated because a header announces it. */
const MAX_PREALLOCATED_BYTES = 1024 * 1024 * 1024;

/**
 * Collects a stream into a blob. Its chunks are stored as they arrive, in parts that the blob then consists of, so nothing is in memory twice.
 *
 * @param options.type Media type of the blob.
 * @param options.onSize Called with the number of bytes so far. An exception ends the reading, as the signal does, and cancels the source.
 */
export async function collectBlob(
  source: ByteStream,
  {
    type = '',
    onSize,
    signal,
  }: { type?: string; onSize?: (size: number) => void; signal?: AbortSignal | undefined } = {},
): Promise<Blob> {
  const parts: Blob[] = [];
  let chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  let sizeOfParts = 0;
  for await (const chunk of readChunks(source, signal)) {
    size += chunk.byteLength;
    onSize?.(size);
    chunks.push(chunk as Uint8Array<ArrayBuffer>);
    if (size - sizeOfParts < BLOB_PART_BYTES) continue;
    parts.push(new Blob(chunks));
    chunks = [];
    sizeOfParts = size;
  }
  return new Blob([...parts, ...chunks], { type });
}

/**
 * Collects a stream into one array: filled as the bytes arrive if the size is known, otherwise combined at the end.
 *
 * @param expectedSize In bytes; a hint. The network detects missing bytes, and what a browser decompressed has more bytes than its headers say.
 */
export async function collectBytes(
  source: ByteStream,
  expectedSize: number | undefined,
): Promise<Uint8Array<ArrayBuffer>> {
  if (expectedSize === undefined || expectedSize > MAX_PREALLOCATED_BYTES)
    return new Uint8Array(await (await collectBlob(source)).arrayBuffer());
  const bytes = new Uint8Array(expectedSize);
  const excess: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for await (const chunk of readChunks(source)) {
    if (excess.length > 0 || length + chunk.byteLength > expectedSize) excess.push(chunk as Uint8Array<ArrayBuffer>);
    else {
      bytes.set(chunk, length);
      length += chunk.byteLength;
    }
  }
  if (length === expectedSize && excess.length === 0) return bytes;
  return new Uint8Array(await new Blob([bytes.subarray(0, length), ...excess]).arrayBuffer());
}
