/** A file that can be read as often as it has to be sent, without being held in memory. */
export interface FileSource {
  readonly name?: string | undefined;
  /** Media type, such as `application/pdf`. */
  readonly type?: string | undefined;
  /** In bytes. */
  readonly size: number;
  /** Its bytes from the beginning, each time. */
  stream(): ReadableStream<Uint8Array>;
  blob(): Promise<Blob>;
}

export type ByteStream = ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>;

/**
 * What can be uploaded. A `Blob`, a `File` and a `FileSource` (see `fileSource` of `@secuconnect/client/node` for paths) are read while they
 * are sent. A stream can be read only once, and its size is not known before: it is collected first.
 */
export type UploadSource =
  | Blob
  | Uint8Array
  | ArrayBuffer
  /** `ReadableStream`, the streams of Node, generators. */
  | ByteStream
  | FileSource;

/** How many bytes of an array are handed on at once. */
const PIECE = 65_536;

/** The source as a file; undefined when it is a stream. */
export function fileOf(source: UploadSource): FileSource | undefined {
  if (source instanceof Blob) return fileOfBlob(source);
  if (ArrayBuffer.isView(source))
    return fileOfBytes(new Uint8Array(source.buffer, source.byteOffset, source.byteLength));
  if (source instanceof ArrayBuffer) return fileOfBytes(new Uint8Array(source));
  if (typeof source === 'object' && source !== null) {
    if ('getReader' in source || Symbol.asyncIterator in source) return undefined;
    if (typeof source.stream === 'function' && typeof source.blob === 'function') return source;
  }
  throw new TypeError(
    typeof source === 'string'
      ? 'A string could be the path or the content of a file: give fileSource(path), of @secuconnect/client/node, or new Blob([text]).'
      : 'What is to be uploaded must be a Blob, a File, bytes, a stream of bytes, or what fileSource(path) gives.',
  );
}

export const fileOfBlob = (blob: Blob): FileSource => ({
  name: 'name' in blob ? String(blob.name) : undefined,
  type: blob.type,
  size: blob.size,
  stream: () => blob.stream(),
  blob: async () => blob,
});

/** Hands out views of the bytes: nothing is copied. */
const fileOfBytes = (bytes: Uint8Array): FileSource => ({
  size: bytes.byteLength,
  stream() {
    let at = 0;
    return new ReadableStream({
      pull(controller) {
        if (at < bytes.byteLength) controller.enqueue(bytes.subarray(at, (at += PIECE)));
        else controller.close();
      },
    });
  },
  blob: async () => new Blob([bytes as Uint8Array<ArrayBuffer>]),
});
