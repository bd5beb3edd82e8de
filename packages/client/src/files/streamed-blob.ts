/**
 * A `Blob` whose bytes come from a stream at the time they are sent: no copy is made of them, and one can see how far they are. It works where
 * the runtime asks the blob for its stream, as Node does; see `canStreamBlobs`.
 */
export function streamedBlob(size: number, stream: () => ReadableStream<Uint8Array>, type: string): Blob {
  // Declared in here, so that bundles can do without it.
  class StreamedBlob extends Blob {
    override get size(): number {
      return size;
    }
    override stream(): ReadableStream<Uint8Array<ArrayBuffer>> {
      return stream() as ReadableStream<Uint8Array<ArrayBuffer>>;
    }
  }
  return new StreamedBlob([], { type });
}

let can: Promise<boolean> | undefined;

/** Whether this runtime streams such a blob. Others send what it holds itself, which is nothing; asking is the only way to know. */
export const canStreamBlobs = (): Promise<boolean> => (can ??= tryIt().catch(() => false));

async function tryIt(): Promise<boolean> {
  const content = new Blob(['streamed']);
  const blob = streamedBlob(content.size, () => content.stream(), '');
  return (await new Response(blob).text()) === 'streamed';
}
