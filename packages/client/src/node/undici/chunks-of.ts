import { assertBytes } from '../fetch/request-body.ts';

/** What a stream delivers, until it is cancelled. */
export interface Chunks {
  readonly chunks: AsyncIterable<Uint8Array>;
  /** Ends the stream, also while it is asked for a chunk. Does nothing after its end. */
  readonly cancel: () => void;
}

export function chunksOf(stream: ReadableStream<Uint8Array>): Chunks {
  const reader = stream.getReader();
  let isCancelled = false;
  const cancel = (): void => {
    isCancelled = true;
    reader.cancel().catch(() => undefined);
  };
  return { chunks: read(reader, () => isCancelled), cancel };
}

/**
 * A stream that is cancelled ends with an error: a server must not take what it has got for the whole body.
 *
 * @throws TypeError for a chunk that consists of something else than bytes.
 */
async function* read(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  isCancelled: () => boolean,
): AsyncGenerator<Uint8Array, undefined> {
  for (;;) {
    const { done, value } = await reader.read().catch(fail);
    if (isCancelled()) throw new Error('The request has ended before its body.');
    if (done) return;
    assertBytes(value);
    yield value;
  }
}

/** undici does not notice a failure without a reason, and its request would never end. */
function fail(reason: unknown): never {
  throw reason instanceof Error ? reason : new Error('The stream of the body has failed.', { cause: reason });
}
