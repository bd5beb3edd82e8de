import { createServer, request, type IncomingMessage, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect, type AddressInfo, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { provesUnsent } from '../../../src/errors/unsent.ts';
import { nodeFetch } from '../../../src/node/index.ts';
import { TLS } from './certificate.ts';
import { CountingServer, until } from './counting-server.ts';

/** A proxy that notes what it is asked for, and forwards it. */
class TestProxy {
  readonly seen: string[] = [];
  readonly sockets = new Set<Duplex>();
  /** Answers a `CONNECT` in place of a tunnel. */
  answer: ((socket: Duplex) => void) | undefined;
  readonly #server: Server;

  constructor(tls: boolean) {
    const note = ({ method, url, headers }: IncomingMessage): void =>
      void this.seen.push([method, url, headers.host, headers['proxy-authorization'] ?? '-'].join(' '));
    const forward = (incoming: IncomingMessage, response: import('node:http').ServerResponse): void => {
      note(incoming);
      const outgoing = request(incoming.url!, { method: incoming.method, headers: incoming.headers }, (message) => {
        response.writeHead(message.statusCode!);
        message.pipe(response);
      });
      incoming.pipe(outgoing);
    };
    this.#server = tls ? createTlsServer(TLS, forward) : createServer(forward);
    this.#server.on('connection', (socket: Socket) => {
      this.sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => this.sockets.delete(socket));
    });
    this.#server.on('connect', (incoming: IncomingMessage, client: Duplex) => {
      note(incoming);
      client.on('error', () => undefined);
      if (this.answer) {
        // The server leaves the end of such a connection to its program.
        client.on('end', () => client.destroy()).resume();
        return this.answer(client);
      }
      const { port } = new URL(`http://${incoming.url!}`);
      const target = connect(Number(port), 'localhost', () => {
        client.write('HTTP/1.1 200 Connection established\r\n\r\n');
        client.pipe(target).pipe(client);
      });
      target.on('error', () => client.destroy());
    });
  }

  async listen(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, resolve));
    return this;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }
}

let plain: CountingServer;
let secure: CountingServer;
let proxy: TestProxy;
let secureProxy: TestProxy;
beforeEach(async () => {
  [plain, secure, proxy, secureProxy] = await Promise.all([
    new CountingServer().listen(),
    new CountingServer({ tls: true }).listen(),
    new TestProxy(false).listen(),
    new TestProxy(true).listen(),
  ]);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await Promise.all([plain, secure, proxy, secureProxy].map((one) => one.close()));
});
const BASIC = `Basic ${Buffer.from('user:p@ss').toString('base64')}`;

describe('requests go through a proxy', () => {
  test.each([false, true])('TLS through a tunnel, that is kept; the proxy with TLS: %s', async (isSecureProxy) => {
    vi.stubEnv('NODE_EXTRA_CA_CERTS', undefined);
    const used = isSecureProxy ? secureProxy : proxy;
    const url = `${isSecureProxy ? 'https' : 'http'}://user:p%40ss@localhost:${used.port}`;
    const send = nodeFetch({ proxy: url, ca: TLS.cert });
    for (let call = 0; call < 5; call++) {
      const response = await send(`${secure.origin}/path`, { method: 'POST', body: '{}', headers: { authorization: 'Bearer t' } }); // prettier-ignore
      expect(await response.json()).toEqual({ id: 'STX_1' });
    }
    expect(used.seen).toEqual([`CONNECT localhost:${secure.port} localhost:${secure.port} ${BASIC}`]);
    expect(secure.connections).toBe(1);
    expect(secure.requests.map(({ headers }) => headers['proxy-authorization'])).toEqual(Array(5).fill(undefined));
    send.close();
  });

  test('requests without TLS name the whole URL, on connections that are kept', async () => {
    const send = nodeFetch({ proxy: new URL(`http://user:p%40ss@localhost:${proxy.port}`) });
    for (let call = 0; call < 3; call++) await (await send(`${plain.origin}/path?q=1#x`)).text();
    const line = `GET ${plain.origin}/path?q=1 localhost:${plain.port} ${BASIC}`;
    expect(proxy.seen).toEqual([line, line, line]);
    expect(proxy.sockets.size).toBe(1);
    send.close();
  });

  test('the environment names the proxies, at the time when the transport is made', async () => {
    vi.stubEnv('https_proxy', `localhost:${proxy.port}`);
    vi.stubEnv('HTTP_PROXY', undefined);
    vi.stubEnv('http_proxy', undefined);
    vi.stubEnv('NO_PROXY', undefined);
    vi.stubEnv('no_proxy', undefined);
    const send = nodeFetch({ ca: TLS.cert });
    const direct = nodeFetch({ ca: TLS.cert, proxy: false });
    vi.stubEnv('https_proxy', undefined);
    await (await send(secure.origin)).text();
    await (await send(plain.origin)).text();
    await (await direct(secure.origin)).text();
    expect(proxy.seen).toHaveLength(1);
    send.close();
    direct.close();
  });

  const answers: Record<string, (socket: Duplex) => void> = {
    'status 407': (socket) => socket.end('HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n'),
    'status 200 with a body': (socket) => socket.end('HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 200 OK\r\n\r\n'),
    'a closed connection': (socket) => socket.end(),
    'no HTTP': (socket) => socket.end('SSH-2.0-OpenSSH\r\n'),
    'a tunnel that is closed in the handshake': (socket) => void socket.end('HTTP/1.1 200 OK\r\n\r\n'),
  };
  test.each(Object.entries(answers))('a tunnel that fails proves that nothing was sent: %s', async (_, answer) => {
    proxy.answer = answer;
    const send = nodeFetch({ proxy: `http://user:p%40ss@localhost:${proxy.port}` });
    const failure = await send(`${secure.origin}/`, { method: 'POST', body: '{}' }).catch(
      (error: unknown) => error as Error,
    );
    expect(failure).toMatchObject({ name: 'TypeError', message: 'fetch failed' });
    expect(provesUnsent(failure)).toBe(true);
    const shown = inspect(failure, { depth: 10, showHidden: true });
    for (const secret of ['p@ss', 'p%40ss', 'user:', BASIC]) expect(shown).not.toContain(secret);
    expect(secure.requests).toEqual([]);
    await until(() => proxy.sockets.size === 0);
  });

  test('a proxy that cannot be reached, too', async () => {
    const { port } = proxy;
    await proxy.close();
    const send = nodeFetch({ proxy: `http://127.0.0.1:${port}` });
    for (const url of [secure.origin, plain.origin]) {
      const failure = await send(url).catch((error: unknown) => error as Error);
      expect(failure).toMatchObject({ cause: { code: 'ECONNREFUSED' } });
      expect(provesUnsent(failure)).toBe(true);
    }
    proxy = await new TestProxy(false).listen();
  });

  test('an abort ends a tunnel that does not open', async () => {
    proxy.answer = () => undefined;
    const send = nodeFetch({ proxy: `http://localhost:${proxy.port}`, maxConnections: 1, ca: TLS.cert });
    const reason = new Error('left');
    const controller = new AbortController();
    const call = send(secure.origin, { signal: controller.signal });
    const waiting = send(secure.origin);
    const settled = Promise.allSettled([call, waiting]);
    await until(() => proxy.seen.length === 1);
    proxy.answer = undefined;
    controller.abort(reason);
    const [first, second] = await settled;
    expect(first).toEqual({ status: 'rejected', reason });
    expect(second).toMatchObject({ value: { status: 200 } });
    send.close();
    await until(() => proxy.sockets.size === 0);
  });

  test.each(['socks5://localhost:1', 'http://us er:secret@[', 'not a url secret'])('%s is no proxy', (value) => {
    expect(() => nodeFetch({ proxy: value })).toThrow(TypeError);
    expect(() => nodeFetch({ proxy: value })).not.toThrow('secret');
  });
});
