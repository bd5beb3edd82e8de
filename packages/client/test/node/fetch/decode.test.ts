import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { expectSame, server } from './every-transport.ts';

const text = 'größer '.repeat(30_000);
const encodings: Record<string, [string, Uint8Array]> = {
  'no coding': ['identity', Buffer.from(text)],
  gzip: ['gzip', gzipSync(text)],
  'gzip by its other name': ['X-GZIP', gzipSync(text)],
  brotli: ['br', brotliCompressSync(text)],
  deflate: ['deflate', deflateSync(text)],
  'deflate without a header': ['deflate', deflateRawSync(text)],
  'two codings': ['deflate, gzip', gzipSync(deflateSync(text))],
  'a coding by the name of what every object has': ['__proto__, constructor', Buffer.from(text)],
  'an unknown coding': ['rot13', Buffer.from(text)],
};

describe('a compressed body is read as fetch reads it', () => {
  test.each(Object.entries(encodings))('a body with %s', async (_, [coding, bytes]) => {
    server.respond = (_request, __, response) =>
      void response.writeHead(200, { 'content-encoding': coding }).end(bytes);
    expect(await expectSame(async (transport) => (await transport(server.origin)).text())).toBe(text);
    // Read in pieces, which are paused in between.
    expect(
      await expectSame(async (transport) => {
        let read = '';
        const decoder = new TextDecoder();
        for await (const chunk of (await transport(server.origin)).body!) {
          read += decoder.decode(chunk, { stream: true });
          await new Promise((resolve) => setImmediate(resolve));
        }
        return read;
      }),
    ).toBe(text);
  });
});
