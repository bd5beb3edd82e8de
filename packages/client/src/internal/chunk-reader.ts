/** Reads a stream chunk by chunk. */
export interface ChunkReader {
  read(): Promise<{ done?: boolean | undefined; value?: Uint8Array | undefined }>;
  /** Resolves when the source has ended, which may be never. */
  cancel(reason?: unknown): Promise<unknown>;
}

/**
 * A reader for a `ReadableStream`, or for a stream of Node: node-fetch and cross-fetch have such bodies.
 *
 * @throws TypeError when the stream already has a reader.
 */
export function chunkReader(source: ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>): ChunkReader {
  // First, although most runtimes could iterate over such a stream: that would wait for the source when reading ends early.
  if ('getReader' in source) return source.getReader();
  const { destroy } = source as { destroy?: () => void };
  const iterator = source[Symbol.asyncIterator]();
  return {
    read: () => iterator.next(),
    async cancel() {
      // Otherwise a stream of Node would wait for its source too.
      destroy?.call(source);
      await iterator.return?.();
    },
  };
}
