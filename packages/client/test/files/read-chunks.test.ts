import { Readable } from 'node:stream';
import { describe, expect, test, vi } from 'vitest';
import { collectBlob } from '../../src/files/collect.ts';
import { readChunks } from '../../src/files/read-chunks.ts';

const bytes = (...values: number[]) => Uint8Array.from(values);

describe('readChunks()', () => {
  test.each([
    ['a ReadableStream', () => new Blob([bytes(1, 2)]).stream()],
    ['a stream of Node', () => Readable.from([bytes(1), bytes(2)])],
    [
      'a generator',
      async function* () {
        yield bytes(1);
        yield bytes(2);
      },
    ],
  ])('the chunks of %s are those of the source', async (_, source) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of readChunks(source())) chunks.push(chunk);
    expect(Buffer.concat(chunks)).toEqual(Buffer.from([1, 2]));
  });

  test('chunks that are other views of bytes become bytes', async () => {
    const chunks: Uint8Array[] = [];
    const views = new ReadableStream({
      start(controller) {
        controller.enqueue(Uint16Array.of(0x0201));
        controller.enqueue(new DataView(bytes(0, 3, 4).buffer, 1));
        controller.close();
      },
    });
    for await (const chunk of readChunks(views)) chunks.push(chunk);
    expect(chunks).toEqual([bytes(1, 2), bytes(3, 4)]);
  });

  test('a stream of strings is rejected', async () => {
    const strings = new ReadableStream({ pull: (controller) => controller.enqueue('a') });
    await expect(collectBlob(strings)).rejects.toThrow('must yield bytes, not strings');
  });

  test('a consumer that stops cancels the source', async () => {
    const cancel = vi.fn<() => void>();
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(5)),
      cancel,
    });
    for await (const _ of readChunks(endless)) break;
    expect(cancel).toHaveBeenCalledOnce();
  });

  test('a source that has ended is not cancelled', async () => {
    const cancel = vi.fn<() => void>();
    const empty = new ReadableStream<Uint8Array>({ start: (controller) => controller.close(), cancel });
    for await (const _ of readChunks(empty));
    expect(cancel).not.toHaveBeenCalled();
  });

  test('the signal ends the reading of a source that does not respond, and cancels it', async () => {
    const controller = new AbortController();
    const cancel = vi.fn<() => void>();
    const silent = new Readable({ read: () => undefined });
    const readings = [new ReadableStream({ cancel }), silent].map((source) =>
      collectBlob(source, { signal: controller.signal }),
    );
    controller.abort(new Error('enough'));
    for (const reading of readings) await expect(reading).rejects.toThrow('enough');
    expect(cancel).toHaveBeenCalledOnce();
    expect(silent.destroyed).toBe(true);
  });
});
