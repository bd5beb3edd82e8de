import { Readable } from 'node:stream';
import { describe, expect, test, vi } from 'vitest';
import { base64Of } from '../../src/files/base64.ts';
import { blobOf, bytesOf } from '../../src/files/collect.ts';

async function* pieces(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield new TextEncoder().encode(text);
}
const text = async (bytes: Promise<Uint8Array<ArrayBuffer>>) => new TextDecoder().decode(await bytes);

describe('a stream', () => {
  test('becomes a blob, also when it comes in single bytes', async () => {
    const blob = await blobOf(pieces('a', '', 'b', 'c'), { type: 'text/plain' });
    expect([blob.size, blob.type, await blob.text()]).toEqual([3, 'text/plain', 'abc']);
  });

  test('becomes bytes, whether its size is known or not, or past belief', async () => {
    expect(await text(bytesOf(pieces('ab', 'c'), 3))).toBe('abc');
    expect(await text(bytesOf(pieces('ab', 'c'), undefined))).toBe('abc');
    expect(await text(bytesOf(pieces('ab', 'c'), 1e15))).toBe('abc');
  });

  test('becomes all its bytes, also when they are more or fewer than announced', async () => {
    expect(await text(bytesOf(pieces('ab', 'cd', 'e'), 3))).toBe('abcde');
    expect(await text(bytesOf(pieces('ab'), 3))).toBe('ab');
    expect(await text(bytesOf(pieces(), 3))).toBe('');
  });

  test('of text is refused', async () => {
    const texts = new ReadableStream({ pull: (controller) => controller.enqueue('a') });
    await expect(blobOf(texts)).rejects.toThrow('one of bytes, not of text');
  });

  test('is told to stop when the reading ends early', async () => {
    const cancel = vi.fn<() => void>();
    const stream = new ReadableStream<Uint8Array>({ pull: (it) => it.enqueue(new Uint8Array(5)), cancel });
    const check = (size: number) => {
      if (size > 12) throw new Error('enough');
    };
    await expect(blobOf(stream, { check })).rejects.toThrow('enough');
    expect(cancel).toHaveBeenCalledOnce();
  });

  test('that never answers is given up at the signal', async () => {
    const controller = new AbortController();
    const cancel = vi.fn<() => void>();
    const silent = new Readable({ read: () => undefined });
    const readings = [new ReadableStream({ cancel }), silent].map((one) => blobOf(one, { signal: controller.signal }));
    controller.abort(new Error('enough'));
    for (const reading of readings) await expect(reading).rejects.toThrow('enough');
    expect(cancel).toHaveBeenCalledOnce();
    expect(silent.destroyed).toBe(true);
  });
});

test('Base64 is what everybody else makes of it', () => {
  for (const size of [0, 1, 2, 3, 0x8000, 0x8001, 200_000]) {
    const bytes = Uint8Array.from({ length: size }, (_, at) => (at * 31) % 256);
    expect(base64Of(bytes)).toBe(Buffer.from(bytes).toString('base64'));
  }
});
