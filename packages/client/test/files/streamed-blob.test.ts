import { describe, expect, test } from 'vitest';
import { canStreamBlobs, createStreamedBlob } from '../../src/files/streamed-blob.ts';

test('canStreamBlobs() is true in this runtime, so that the tests of uploads cover streaming', async () => {
  await expect(canStreamBlobs()).resolves.toBe(true);
});

describe('createStreamedBlob()', () => {
  test('a streamed blob has the given size and type, and its bytes come from a new stream at each reading', async () => {
    let streams = 0;
    const content = new Blob(['content']);
    const blob = createStreamedBlob(content.size, () => (streams++, content.stream()), 'text/plain');
    expect([blob.size, blob.type, streams]).toEqual([7, 'text/plain', 0]);
    for (const _ of [1, 2]) expect(await new Response(blob).text()).toBe('content');
    expect(streams).toBe(2);
  });
});
