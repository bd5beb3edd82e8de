import { Readable } from 'node:stream';
import { describe, expect, test, vi } from 'vitest';
import { chunkReader } from '../../src/internal/chunk-reader.ts';

const bytes = Uint8Array.of(1, 2);

describe('chunkReader()', () => {
  test.each([
    ['a ReadableStream', () => new Blob([bytes]).stream()],
    ['a stream of Node', () => Readable.from([bytes])],
    [
      'a generator',
      async function* () {
        yield bytes;
      },
    ],
  ])('reads %s to its end', async (_, source) => {
    const reader = chunkReader(source());
    const { done, value } = await reader.read();
    expect([Boolean(done), [...value!]]).toEqual([false, [1, 2]]);
    expect((await reader.read()).done).toBe(true);
    await reader.cancel();
  });

  test('cancels a ReadableStream with the reason', async () => {
    const cancel = vi.fn<(reason: unknown) => void>();
    await chunkReader(new ReadableStream({ cancel })).cancel('enough');
    expect(cancel).toHaveBeenCalledExactlyOnceWith('enough');
  });

  test('destroys a stream of Node even while a read waits for it', async () => {
    const silent = new Readable({ read: () => undefined });
    const reader = chunkReader(silent);
    const waiting = Promise.resolve(reader.read()).catch(() => 'failed');
    await reader.cancel();
    expect(silent.destroyed).toBe(true);
    await waiting;
  });

  test('throws a TypeError for a ReadableStream that has a reader', () => {
    const stream = new ReadableStream();
    stream.getReader();
    expect(() => chunkReader(stream)).toThrow(TypeError);
  });
});
