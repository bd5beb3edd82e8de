import { CountingServer } from './counting-server.ts';
import { describe, expect, test } from 'vitest';
import { expectSame, send, server, stream } from './every-transport.ts';

describe('redirects are those of fetch', () => {
  test.each([301, 302, 303, 307, 308])('status %i', async (status) => {
    const other = await new CountingServer().listen();
    other.respond = ({ method, body, headers }, _, response) => {
      response.end(JSON.stringify([method, body, headers.authorization, headers['content-type'], headers['x-a']]));
    };
    server.respond = (request, __, response) => {
      const location = request.url === '/there' ? undefined : request.url === '/loop' ? '/loop' : request.url === '/nowhere' ? 'http://[' : request.url.startsWith('/other') ? `${other.origin}/x` : '/there'; // prettier-ignore
      if (location === undefined) return other.respond(request, __, response);
      response.writeHead(status, { location }).end('moved');
    };
    const headers = { authorization: 'Bearer secret', 'x-a': '1' };
    for (const redirect of ['follow', 'manual', 'error', undefined] as const) {
      for (const method of ['GET', 'POST', 'PUT', 'HEAD'])
        for (const path of ['/here', '/other', '/loop', '/nowhere']) {
          const init = {
            method,
            headers,
            ...(redirect && { redirect }),
            ...(method.startsWith('P') && { body: 'text' }),
          };
          await expectSame(async (transport) => {
            const response = await transport(`${server.origin}${path}#part`, init);
            return [response.status, response.url, response.redirected, await response.text()];
          });
        }
    }
    const init = { method: 'PUT', body: stream('a'), duplex: 'half' } as RequestInit;
    // Status 303 asks for a GET, which has no body.
    const result = await send(`${server.origin}/here`, init).then(({ ok }) => ok, String);
    expect(result).toBe(status === 303 ? true : 'TypeError: fetch failed');
    await other.close();
  });
});
