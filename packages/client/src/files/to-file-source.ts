import type { FileSource, UploadSource } from './file-source.ts';

/** How many bytes of an array are passed on at once. */
const CHUNK_BYTES = 65_536;

/** The file that a source stands for; `undefined` for a stream. */
export function toFileSource(source: UploadSource): FileSource | undefined {
  if (source instanceof Blob) return blobFileSource(source);
  if (ArrayBuffer.isView(source))
    return bytesFileSource(new Uint8Array(source.buffer, source.byteOffset, source.byteLength));
  if (source instanceof ArrayBuffer) return bytesFileSource(new Uint8Array(source));
  if (typeof source === 'object' && source !== null) {
    if ('getReader' in source || Symbol.asyncIterator in source) return undefined;
    if (typeof source.stream === 'function' && typeof source.blob === 'function') return withCheckedSize(source);
  }
  throw new TypeError(
    typeof source === 'string'
      ? 'A string could be the path or the content of a file: pass `await fileFromPath(path)` of @secuconnect/client/node, or `new Blob([content])`.'
      : 'A file to upload must be a Blob, a File, bytes, a stream of bytes, or the result of `await fileFromPath(path)`.',
  );
}

function withCheckedSize(source: FileSource): FileSource {
  if (Number.isSafeInteger(source.size) && source.size >= 0) return source;
  throw new TypeError(`The \`size\` of a file must be a number of bytes; got ${String(source.size)}.`);
}

export const blobFileSource = (blob: Blob): FileSource => ({
  name: nameOf(blob),
  type: blob.type,
  size: blob.size,
  stream: () => blob.stream(),
  blob: async () => blob,
});

/** The name of a `File`. In Bun, every blob has the field, and most have no name in it. */
function nameOf(blob: Blob & { readonly name?: unknown }): string | undefined {
  return typeof blob.name === 'string' && blob.name !== '' ? blob.name : undefined;
}

/** Streams views of the bytes: nothing is copied. */
const bytesFileSource = (bytes: Uint8Array): FileSource => ({
  size: bytes.byteLength,
  stream() {
    let start = 0;
    return new ReadableStream({
      pull(controller) {
        if (start < bytes.byteLength) controller.enqueue(bytes.subarray(start, (start += CHUNK_BYTES)));
        else controller.close();
      },
    });
  },
  blob: async () => new Blob([bytes as Uint8Array<ArrayBuffer>]),
});
