import { describe, expect, test } from 'vitest';
import { expectSame, requestOf, send, server } from './every-transport.ts';

describe('the URL of a request', () => {
  test('from a URL and from a Request', async () => {
    await expectSame((transport) => requestOf(transport, new URL('/x?y', server.origin)));
    const request = (): Request =>
      new Request(`${server.origin}/x`, { method: 'POST', body: 'text', headers: { 'x-a': '1' } });
    await expectSame((transport) => requestOf(transport, request()));
    await expectSame((transport) => requestOf(transport, request(), { headers: { 'x-b': '2' } }));
  });

  test.each(['ftp://localhost', '/relative', 'http://user:secret@localhost/'])(
    'the URL %s is not called',
    async (url) => {
      const failure = await send(url).catch((error: unknown) => error as Error);
      expect(failure).toBeInstanceOf(TypeError);
      expect(String(failure)).not.toContain('secret');
    },
  );
});
