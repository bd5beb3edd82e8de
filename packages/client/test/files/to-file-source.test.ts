import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import type { FileSource } from '../../src/files/file-source.ts';
import { blobFileSource, toFileSource } from '../../src/files/to-file-source.ts';

const bytes = new Uint8Array(Buffer.alloc(200_000, 'a pattern'));

describe('toFileSource()', () => {
  test.each([
    ['a Blob', new Blob([bytes])],
    ['bytes', bytes],
    ['a view into bytes', Buffer.concat([Buffer.alloc(7), bytes, Buffer.alloc(7)]).subarray(7, -7)],
    ['an ArrayBuffer', bytes.buffer],
  ])('%s becomes a file that can be read again and again', async (_, source) => {
    const file = toFileSource(source)!;
    expect(file.size).toBe(bytes.length);
    for (const _round of [1, 2])
      expect(Buffer.compare(Buffer.from(await new Response(file.stream()).arrayBuffer()), bytes)).toBe(0);
    expect(Buffer.compare(Buffer.from(await (await file.blob()).arrayBuffer()), bytes)).toBe(0);
  });

  test('bytes are streamed in chunks', async () => {
    const sizes: number[] = [];
    for await (const chunk of toFileSource(bytes)!.stream()) sizes.push(chunk.byteLength);
    expect(sizes).toEqual([65_536, 65_536, 65_536, 3_392]);
  });

  test('a FileSource stays as it is', () => {
    const source: FileSource = { size: 1, stream: () => new ReadableStream(), blob: async () => new Blob() };
    expect(toFileSource(source)).toBe(source);
  });

  test.each([
    ['a ReadableStream', new ReadableStream<Uint8Array>()],
    ['a stream of Node', Readable.from([bytes])],
  ])('%s is not a file, because it can be read only once', (_, source) => {
    expect(toFileSource(source)).toBeUndefined();
  });

  test.each([NaN, -1, 1.5, Infinity, '8', undefined, null])('a FileSource whose size is %j is rejected', (size) => {
    const source = { size, stream: () => new ReadableStream(), blob: async () => new Blob() };
    expect(() => toFileSource(source as FileSource)).toThrow('The `size` of a file must be a number of bytes');
  });

  test('a string is rejected, because it could be a path or the content', () => {
    expect(() => toFileSource('invoice.pdf' as never)).toThrow('fileFromPath(path)');
    expect(() => toFileSource(null as never)).toThrow(TypeError);
  });
});

test('blobFileSource() takes the name of a File', () => {
  expect(blobFileSource(new File(['x'], 'a.pdf', { type: 'application/pdf' }))).toMatchObject({
    name: 'a.pdf',
    type: 'application/pdf',
    size: 1,
  });
  expect(blobFileSource(new Blob(['x'])).name).toBeUndefined();
});

test.each([
  ['undefined', undefined],
  ['null', null],
  ['a number', 7],
  ['an empty string', ''],
])('blobFileSource() gives no name to a blob whose name is %s, as all blobs of Bun have the field', (_, name) => {
  expect(blobFileSource(Object.assign(new Blob(['x']), { name })).name).toBeUndefined();
});
