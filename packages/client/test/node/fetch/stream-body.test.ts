import { PassThrough, Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { bodyOfStream } from '../../../src/node/fetch/stream-body.ts';

test('a body is what a stream delivers, and ends when its connection is free', async () => {
  let ended = 0;
  let free!: () => void;
  const stream = new PassThrough();
  const body = bodyOfStream(
    stream,
    () => ended++,
    (end) => (free = end),
  );
  stream.write('a');
  stream.end('b');
  const text = body.collect().then(String);
  await new Promise((resolve) => stream.once('end', resolve));
  expect(ended).toBe(0);
  free();
  expect(await text).toBe('ab');
  expect(ended).toBe(1);
});

test('the failure of a stream is that of the body', async () => {
  const stream = new Readable({ read: () => undefined });
  const body = bodyOfStream(stream, () => undefined);
  stream.destroy(new Error('cut'));
  await expect(body.collect()).rejects.toMatchObject({ message: 'terminated', cause: { message: 'cut' } });
});
