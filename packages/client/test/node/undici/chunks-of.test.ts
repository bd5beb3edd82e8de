import { expect, test } from 'vitest';
import { chunksOf } from '../../../src/node/undici/chunks-of.ts';

const streamOf = (...chunks: unknown[]): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk as Uint8Array);
      controller.close();
    },
  });

test('the chunks of a stream, and its end', async () => {
  const [one, two] = [new Uint8Array([1]), new Uint8Array([2, 3])];
  const { chunks, cancel } = chunksOf(streamOf(one, two));
  const read: Uint8Array[] = [];
  for await (const chunk of chunks) read.push(chunk);
  expect(read).toEqual([one, two]);
  expect(cancel).not.toThrow();
});

test('a chunk that is not bytes is an error', async () => {
  const { chunks } = chunksOf(streamOf('text'));
  await expect(chunks[Symbol.asyncIterator]().next()).rejects.toThrow(TypeError);
});

test.each([undefined, null, '', 'text'])(
  'a failure with the reason %j is an error, as undici needs it',
  async (reason) => {
    const { chunks } = chunksOf(new ReadableStream({ start: (controller) => controller.error(reason) }));
    await expect(chunks[Symbol.asyncIterator]().next()).rejects.toBeInstanceOf(Error);
  },
);

test('cancel() ends a stream that is asked for a chunk, and not as if it were complete', async () => {
  let wasCancelled = false;
  const stream = new ReadableStream<Uint8Array>({
    pull: () => new Promise(() => {}),
    cancel: () => void (wasCancelled = true),
  });
  const { chunks, cancel } = chunksOf(stream);
  const next = chunks[Symbol.asyncIterator]().next();
  cancel();
  await expect(next).rejects.toThrow('before its body');
  expect(wasCancelled).toBe(true);
});
