import { getEventListeners } from 'node:events';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CountingServer, until } from './counting-server.ts';
import { OWN_TRANSPORTS, type OwnTransport } from './own-transports.ts';

let server: CountingServer;
let own: OwnTransport;
let send: OwnTransport['send'];
afterEach(async () => {
  await own.close();
  await server.close();
});

describe.each(OWN_TRANSPORTS)('$name: a body that ends too early is an error', ({ create }) => {
  beforeEach(async () => {
    server = await new CountingServer().listen();
    own = create();
    ({ send } = own);
  });
  const long = gzipSync(Buffer.from(Array.from({ length: 5_000 }, (_, index) => index % 251)));
  const cuts: Record<string, [Record<string, string | number>, Uint8Array | string]> = {
    'shorter than its length': [{ 'content-length': 10 }, '{"id"'],
    'without its last chunk': [{ 'transfer-encoding': 'chunked' }, '{"id":1}'],
    'half of a gzip body': [{ 'content-encoding': 'gzip' }, long.subarray(0, long.length / 2)],
    'a gzip body without its checksum': [{ 'content-encoding': 'gzip' }, long.subarray(0, -4)],
    'not gzip at all': [{ 'content-encoding': 'gzip' }, 'not gzip'],
  };
  test.each(Object.entries(cuts))('%s', async (name, [headers, part]) => {
    server.respond = (_, { socket }, response) => {
      const isGzip = 'content-encoding' in headers;
      // The message is whole, and its content is not.
      if (isGzip) return void response.writeHead(200, headers).end(part);
      response.writeHead(200, headers).write(part, () => setTimeout(() => socket.destroy(), 5));
    };
    const reads: ((response: Response) => Promise<unknown>)[] = [
      (response) => response.text(),
      (response) => response.blob(),
      async (response) => {
        for await (const _ of response.body!);
      },
    ];
    for (const read of reads) {
      const failure = await read(await send(server.origin)).catch((error: unknown) => error as Error);
      expect(failure, name).toBeInstanceOf(TypeError);
      expect(failure).toMatchObject({ message: 'terminated', cause: { code: expect.any(String) as string } });
    }
  });
});

describe.each(OWN_TRANSPORTS)('$name: a body where there must be none', ({ create }) => {
  test('does not occupy its connection', async () => {
    server = await new CountingServer().listen();
    own = create();
    server.respond = (_, __, response) => void response.writeHead(205).end(Buffer.alloc(300_000));
    const { signal } = new AbortController();
    const response = await own.send(server.origin, { signal });
    expect([response.status, response.body]).toEqual([205, null]);
    await until(() => server.sockets.size === 0 && getEventListeners(signal, 'abort').length === 0);
  });
});
