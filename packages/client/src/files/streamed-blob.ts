/**
 * A `Blob` whose bytes come from a stream while they are sent: they are not copied, and their progress is visible. Works where the runtime requests the
 * stream of the blob, as Node does; see {@link canStreamBlobs}.
 */
export function createStreamedBlob(size: number, stream: () => ReadableStream<Uint8Array>, type: string): Blob {
  // Declared inside of the function, so that bundlers can drop it.
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

let support: Promise<boolean> | undefined;

/** Whether this runtime streams such a blob. Others send its native content, which is empty; a trial is the only way to find out. */
export const canStreamBlobs = (): Promise<boolean> => (support ??= detectSupport().catch(() => false));

async function detectSupport(): Promise<boolean> {
  const content = new Blob(['streamed']);
  const blob = createStreamedBlob(content.size, () => content.stream(), '');
  return (await new Response(blob).text()) === 'streamed';
}
