import { describe, expect, test } from 'vitest';
import { Connections } from '../../../src/node/fetch/connections.ts';
import { NodeTransport } from '../../../src/node/fetch/node-transport.ts';
import { proxiesFrom } from '../../../src/node/fetch/proxy.ts';

const limits = { maxConnections: 1, maxIdleConnections: 1, idleTimeout: 1 };
const transportOver = (proxy: string | false): NodeTransport =>
  new NodeTransport(new Connections(limits, undefined), proxiesFrom(proxy, {}));

describe('the server of a URL', () => {
  test('URLs of one origin share connections', () => {
    const transport = transportOver(false);
    const one = transport.serverOf(new URL('https://example.com/a'));
    expect(one).toMatchObject({ host: 'example.com', isProxied: false, authorization: undefined });
    expect(transport.serverOf(new URL('https://example.com:443/b')).pool).toBe(one.pool);
    expect(transport.serverOf(new URL('https://example.com:444/b')).pool).not.toBe(one.pool);
    expect(transport.hasIdle(one)).toBe(false);
  });

  test('a proxy gets requests without TLS itself, and only those have its password', () => {
    const transport = transportOver('http://user:secret@proxy.example.com:3128');
    const [plain, other, secure] = ['http://a.example.com', 'http://b.example.com', 'https://a.example.com'].map(
      (url) => transport.serverOf(new URL(url)),
    );
    expect(plain).toMatchObject({
      host: 'a.example.com',
      isProxied: true,
      authorization: expect.stringMatching(/^Basic /) as string,
    });
    expect(other!.pool).toBe(plain!.pool);
    expect(secure).toMatchObject({ isProxied: false, authorization: undefined });
  });
});
