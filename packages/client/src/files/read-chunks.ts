import { rejectOnAbort } from '../internal/abort.ts';
import type { ByteStream } from './file-source.ts';

/** The chunks of a stream. If reading ends early, by the signal or because the consumer stops, the source is cancelled. */
export async function* readChunks(
  source: ByteStream,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array, void, undefined> {
  const { next, cancel } = 'getReader' in source ? fromReadableStream(source) : fromIterable(source);
  let ended = false;
  try {
    for (;;) {
      const { done, value } = await rejectOnAbort(next(), signal);
      if ((ended = done === true)) return;
      if (!ArrayBuffer.isView(value)) throw new TypeError('A stream to upload must yield bytes, not strings.');
      yield value;
    }
  } finally {
    // Not awaited: a source that does not respond to reads does not respond to its cancellation either.
    if (!ended) cancel()?.then(undefined, () => undefined);
  }
}

interface ChunkReader {
  next(): Promise<{ done?: boolean | undefined; value: Uint8Array | undefined }>;
  cancel(): Promise<unknown> | undefined;
}

/** With a reader, although most runtimes could iterate over the stream: that would wait for the source when reading ends early. */
function fromReadableStream(source: ReadableStream<Uint8Array>): ChunkReader {
  const reader = source.getReader();
  return { next: () => reader.read(), cancel: () => reader.cancel() };
}

function fromIterable(source: AsyncIterable<Uint8Array> & { destroy?: () => void }): ChunkReader {
  const iterator = source[Symbol.asyncIterator]();
  return {
    next: () => iterator.next(),
    cancel() {
      // Otherwise a stream of Node would wait for its source too.
      source.destroy?.();
      return iterator.return?.();
    },
  };
}
