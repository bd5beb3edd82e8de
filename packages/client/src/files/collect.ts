import { rejectOnAbort } from '../internal/abort.ts';
import type { ByteStream } from './file-source.ts';

/** How much is put aside at once, so that a stream of single bytes does not become a million blobs. */
const PART = 1024 * 1024;
/** Up to this size, in bytes, the memory for a file is reserved on the word of a header. */
const CREDIBLE = 1024 * 1024 * 1024;

/**
 * A stream as a blob. Its chunks are put aside as they come in, in parts that the blob then consists of: nothing is held twice.
 *
 * @param check Is told the size so far; what it throws ends the reading, as the signal does, and the source is told to stop.
 */
export async function blobOf(
  source: ByteStream,
  {
    type = '',
    check,
    signal,
  }: { type?: string; check?: (size: number) => void; signal?: AbortSignal | undefined } = {},
): Promise<Blob> {
  const parts: Blob[] = [];
  let chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  let aside = 0;
  for await (const chunk of chunksOf(source, signal)) {
    size += chunk.byteLength;
    check?.(size);
    chunks.push(chunk as Uint8Array<ArrayBuffer>);
    if (size - aside < PART) continue;
    parts.push(new Blob(chunks));
    chunks = [];
    aside = size;
  }
  return new Blob([...parts, ...chunks], { type });
}

/**
 * A stream as one array: filled as it comes in when the size is known, otherwise put together at the end. The size is a hint. The network sees
 * to it that nothing is missing; what a browser unpacked has more bytes than its headers say.
 */
export async function bytesOf(source: ByteStream, size: number | undefined): Promise<Uint8Array<ArrayBuffer>> {
  if (size === undefined || size > CREDIBLE) return new Uint8Array(await (await blobOf(source)).arrayBuffer());
  const bytes = new Uint8Array(size);
  const rest: Uint8Array<ArrayBuffer>[] = [];
  let at = 0;
  for await (const chunk of chunksOf(source)) {
    if (rest.length > 0 || at + chunk.byteLength > size) rest.push(chunk as Uint8Array<ArrayBuffer>);
    else {
      bytes.set(chunk, at);
      at += chunk.byteLength;
    }
  }
  if (at === size && rest.length === 0) return bytes;
  return new Uint8Array(await new Blob([bytes.subarray(0, at), ...rest]).arrayBuffer());
}

/** The chunks of a stream. When the reading ends early, by the signal or by whoever asked, the source is told to stop. */
export async function* chunksOf(source: ByteStream, signal?: AbortSignal): AsyncGenerator<Uint8Array, void, undefined> {
  const { next, stop } = 'getReader' in source ? fromReader(source) : fromIterable(source);
  let ended = false;
  try {
    for (;;) {
      const { done, value } = await rejectOnAbort(next(), signal);
      if ((ended = done === true)) return;
      if (!ArrayBuffer.isView(value)) throw new TypeError('A stream to upload must be one of bytes, not of text.');
      yield value;
    }
  } finally {
    // Nobody waits for it: a source that does not answer does not answer to this either.
    if (!ended) stop()?.then(undefined, () => undefined);
  }
}

interface Reading {
  next(): Promise<{ done?: boolean | undefined; value: Uint8Array | undefined }>;
  stop(): Promise<unknown> | undefined;
}

/** With a reader, although most runtimes could iterate: that would not stop before the source has answered. */
function fromReader(source: ReadableStream<Uint8Array>): Reading {
  const reader = source.getReader();
  return { next: () => reader.read(), stop: () => reader.cancel() };
}

function fromIterable(source: AsyncIterable<Uint8Array> & { destroy?: () => void }): Reading {
  const iterator = source[Symbol.asyncIterator]();
  return {
    next: () => iterator.next(),
    stop() {
      // A stream of Node would wait for its source too.
      source.destroy?.();
      return iterator.return?.();
    },
  };
}
