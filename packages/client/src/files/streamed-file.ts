import type { FileSource } from './file-source.ts';

/**
 * A `File` whose bytes come from a stream at the time they are sent. A copy of its content is never made, and one can see how far it is.
 * It works where the runtime asks a `File` in a form for its stream, as Node does; see `canStreamFiles`.
 */
export function streamedFile(
  { size, stream }: Pick<FileSource, 'size' | 'stream'>,
  { name, type }: { name: string; type: string },
): File {
  // Not declared outside: extending `File` at once would fail where there is none, and stay in every bundle.
  class StreamedFile extends File {
    override get size(): number {
      return size;
    }
    override stream(): ReadableStream<Uint8Array<ArrayBuffer>> {
      return stream() as ReadableStream<Uint8Array<ArrayBuffer>>;
    }
  }
  return new StreamedFile([], name, { type });
}

let can: Promise<boolean> | undefined;

/** Whether this runtime streams such a file. Others send the content that they have themselves, which is none: asking is the only way to know. */
export const canStreamFiles = (): Promise<boolean> => (can ??= tryIt().catch(() => false));

async function tryIt(): Promise<boolean> {
  const content = new Blob(['streamed']);
  const form = new FormData();
  form.append('file', streamedFile({ size: content.size, stream: () => content.stream() }, { name: 'file', type: '' }));
  return (await new Response(form).text()).includes('\r\n\r\nstreamed\r\n');
}
