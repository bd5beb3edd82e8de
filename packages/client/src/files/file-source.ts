/** A file that can be read as often as it has to be sent, without being in memory. */
export interface FileSource {
  readonly name?: string | undefined;
  /** Media type, such as `application/pdf`. */
  readonly type?: string | undefined;
  /** In bytes. */
  readonly size: number;
  /** The bytes, each time from the beginning. */
  stream(): ReadableStream<Uint8Array>;
  blob(): Promise<Blob>;
}

export type ByteStream = ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>;

/**
 * A file to upload. A `Blob`, a `File` and a `FileSource` (for paths: `fileFromPath` of `@secuconnect/client/node`) are read while they are sent. A
 * stream can be read only once, and its size is unknown: it is collected in memory first.
 */
export type UploadSource =
  | Blob
  | Uint8Array
  | ArrayBuffer
  /** `ReadableStream`, streams of Node, generators. */
  | ByteStream
  | FileSource;
