import { describe, expect, test, vi } from 'vitest';
import { collectBlob, collectBytes } from '../../src/files/collect.ts';

async function* chunks(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield new TextEncoder().encode(text);
}
const text = async (bytes: Promise<Uint8Array<ArrayBuffer>>) => new TextDecoder().decode(await bytes);

describe('collectBlob()', () => {
  test('a stream becomes a blob, also when it yields single bytes', async () => {
    const blob = await collectBlob(chunks('a', '', 'b', 'c'), { type: 'text/plain' });
    expect([blob.size, blob.type, await blob.text()]).toEqual([3, 'text/plain', 'abc']);
  });

  test('a stream that is larger than a part becomes one blob', async () => {
    const [half, rest] = ['a'.repeat(700_000), 'b'.repeat(700_000)];
    const blob = await collectBlob(chunks(half, half, rest));
    expect(await blob.text()).toBe(half + half + rest);
  });

  test('an exception in onSize ends the reading and cancels the source', async () => {
    const cancel = vi.fn<() => void>();
    const stream = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(5)),
      cancel,
    });
    const onSize = (size: number) => {
      if (size > 12) throw new Error('enough');
    };
    await expect(collectBlob(stream, { onSize })).rejects.toThrow('enough');
    expect(cancel).toHaveBeenCalledOnce();
  });
});

describe('collectBytes()', () => {
  test('a stream becomes an array, whether its size is known, unknown or too large to be true', async () => {
    expect(await text(collectBytes(chunks('ab', 'c'), 3))).toBe('abc');
    expect(await text(collectBytes(chunks('ab', 'c'), undefined))).toBe('abc');
    expect(await text(collectBytes(chunks('ab', 'c'), 1e15))).toBe('abc');
  });

  test('an array has all bytes of the stream, also when they are more or fewer than expected', async () => {
    expect(await text(collectBytes(chunks('ab', 'cd', 'e'), 3))).toBe('abcde');
    expect(await text(collectBytes(chunks('ab'), 3))).toBe('ab');
    expect(await text(collectBytes(chunks(), 3))).toBe('');
  });
});
