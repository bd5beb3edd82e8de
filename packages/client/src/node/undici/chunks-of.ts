/** What a stream delivers, until it is cancelled. */
export interface Chunks {
  readonly chunks: AsyncIterable<Uint8Array>;
  /** Ends the stream, also while it is asked for a chunk. Does nothing after its end. */
  readonly cancel: () => void;
}

export function chunksOf(stream: ReadableStream<Uint8Array>): Chunks {
  const reader = stream.getReader();
  return { chunks: read(reader), cancel: () => void reader.cancel().catch(() => undefined) };
}

/** @throws TypeError for a chunk that consists of something else than bytes. */
async function* read(reader: ReadableStreamDefaultReader<Uint8Array>): AsyncGenerator<Uint8Array, undefined> {
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    if (!(value instanceof Uint8Array)) throw new TypeError('The stream of a body must consist of `Uint8Array`s.');
    yield value;
  }
}
