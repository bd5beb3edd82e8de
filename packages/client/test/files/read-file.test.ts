import { describe, expect, test, vi } from 'vitest';
import type { FileSource } from '../../src/files/file-source.ts';
import { readFile } from '../../src/files/read-file.ts';
import { toFileSource } from '../../src/files/to-file-source.ts';

const fileOf = (size: number, ...chunks: ArrayBufferView[]): FileSource => ({
  size,
  stream: () =>
    new ReadableStream({
      start(controller) {
        for (const chunk of chunks) controller.enqueue(chunk as Uint8Array);
        controller.close();
      },
    }),
  blob: () => Promise.reject(new Error('must not be called')),
});
const read = async (file: FileSource, ...rest: [((bytes: number) => void)?, AbortSignal?]): Promise<Buffer> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of readFile(file, ...rest)) chunks.push(chunk);
  return Buffer.concat(chunks);
};

describe('readFile()', () => {
  test('a file that is one chunk is read in chunks of 64 KiB, each of which is reported', async () => {
    const bytes = new Uint8Array(Buffer.alloc(200_000, 'a pattern'));
    const counts: number[] = [];
    const sizes: number[] = [];
    for await (const chunk of readFile(toFileSource(new Blob([bytes]))!, (count) => counts.push(count)))
      sizes.push(chunk.byteLength);
    expect(Math.max(...sizes)).toBe(65_536);
    expect(counts.length).toBe(sizes.length);
    expect(counts.at(-1)).toBe(200_000);
    expect(Buffer.compare(await read(fileOf(200_000, bytes)), bytes)).toBe(0);
  });

  test('a file with more bytes than it announces ends with a RangeError, before any of them is passed on', async () => {
    const counts: number[] = [];
    await expect(
      read(fileOf(3, Uint8Array.of(1, 2), Uint8Array.of(3, 4)), (count) => counts.push(count)),
    ).rejects.toThrow(new RangeError('The file has grown beyond its 3 bytes during the upload.'));
    expect(counts).toEqual([2]);
  });

  test('an endless file ends at its announced size, and its source is cancelled', async () => {
    const cancel = vi.fn<() => void>();
    const endless = new ReadableStream<Uint8Array>({ pull: (it) => it.enqueue(new Uint8Array(1000)), cancel });
    await expect(read({ ...fileOf(2500), stream: () => endless })).rejects.toThrow('has grown');
    expect(cancel).toHaveBeenCalledOnce();
  });

  test('a file with fewer bytes than it announces ends with a RangeError', async () => {
    await expect(read(fileOf(3, Uint8Array.of(1, 2)))).rejects.toThrow('The file ended after 2 of its 3 bytes.');
    await expect(read(fileOf(3))).rejects.toThrow(RangeError);
  });

  test('empty chunks and other views of bytes count by their bytes', async () => {
    const numbers = Uint16Array.of(0x0201, 0x0403);
    const view = new DataView(Uint8Array.of(0, 5, 6, 0).buffer, 1, 2);
    expect(await read(fileOf(6, new Uint8Array(), numbers, view))).toEqual(Buffer.from([1, 2, 3, 4, 5, 6]));
  });

  test('the signal ends the reading of a file that does not respond', async () => {
    const controller = new AbortController();
    const stalled = { ...fileOf(3), stream: () => new ReadableStream<Uint8Array>() };
    const reading = read(stalled, undefined, controller.signal);
    controller.abort(new Error('enough'));
    await expect(reading).rejects.toThrow('enough');
  });
});
