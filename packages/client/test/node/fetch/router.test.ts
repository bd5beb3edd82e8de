import { describe, expect, test } from 'vitest';
import { Router } from '../../../src/node/fetch/router.ts';

const router = (): Router<{ host: string }> => {
  const servers = new Map<string, { host: string }>();
  return new Router(({ origin, host }) => servers.get(origin) ?? servers.set(origin, { host }).get(origin)!);
};

const origins = ['https://example.com', 'http://example.com:8080', 'https://example.com:443', 'HTTPS://EXAMPLE.com', 'http://0x7f.1', 'http://[::1]:3', 'https://münchen.de']; // prettier-ignore
const paths = ['', '/', '/a/b', '/a?b=c&d=%20', '/a/../b', '/a/./b', '/a/%2e%2E/b', '/.', '/a/.b', '/a b', "/a?q='x'", '/a?q="x"', '/a#part', '/a?q#p/../x', '/ü', '/a\\b', '/a//b', '/%', '/a;b,c=(d)!$*@:']; // prettier-ignore

describe('a URL leads to the same place whether its origin is known or not', () => {
  test.each(origins)('%s', (origin) => {
    const one = router();
    // Known from here on.
    const { server } = one.route(`${origin}/`);
    for (const path of paths) {
      const { host, pathname, search, href, hash } = new URL(origin + path);
      const expected = {
        url: href.slice(0, href.length - hash.length),
        hash,
        server: { host },
        path: pathname + search,
      };
      for (const input of [origin + path, new URL(origin + path)]) {
        const route = one.route(input);
        expect(route).toMatchObject(expected);
        expect(route.server).toBe(server);
      }
    }
  });
});
