import { rejectOnAbort } from '../internal/abort.ts';
import { chunkReader } from '../internal/chunk-reader.ts';
import type { ByteStream } from './file-source.ts';

/** The chunks of a stream. If reading ends early, by the signal or because the consumer stops, the source is cancelled. */
export async function* readChunks(
  source: ByteStream,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = chunkReader(source);
  let ended = false;
  try {
    for (;;) {
      const { done, value } = await rejectOnAbort(reader.read(), signal);
      if ((ended = done === true)) return;
      if (!ArrayBuffer.isView(value)) throw new TypeError('A stream to upload must yield bytes, not strings.');
      yield toBytes(value);
    }
  } finally {
    // Not awaited: a source that does not respond to reads does not respond to its cancellation either.
    if (!ended) reader.cancel().catch(() => undefined);
  }
}

/** Of other views, such as a `DataView` or numbers of two bytes, positions do not count bytes. */
const toBytes = (view: ArrayBufferView): Uint8Array =>
  view instanceof Uint8Array ? view : new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
