import type { ServerResponse } from 'node:http';
import { fork } from 'node:child_process';
import { getEventListeners, once } from 'node:events';
import { createServer as createTcpServer, type AddressInfo, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Secuconnect } from '../../../src/index.ts';
import { nodeFetch, type NodeFetch, type NodeFetchOptions } from '../../../src/node/index.ts';
import { TLS } from './certificate.ts';
import { CountingServer, until } from './counting-server.ts';

const open: { close(): unknown }[] = [];
const keep = <Closable extends { close(): unknown }>(one: Closable): Closable => {
  open.push(one);
  return one;
};
const transport = (options: NodeFetchOptions = {}): NodeFetch => keep(nodeFetch({ proxy: false, ...options }));

let server: CountingServer;
beforeEach(async () => {
  server = keep(await new CountingServer().listen());
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

/** Keeps the thread busy, so that no event is handled. */
function spin(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}
/** A write that the client does not send again. */
const write = (baseUrl: string, fetch: NodeFetch): Promise<unknown> =>
  new Secuconnect({ baseUrl, auth: { token: 'a-token' }, fetch }).smart.transactions.create({});

describe('connections are kept', () => {
  test.each([false, true])('100 calls one after the other open one connection, with TLS: %s', async (tls) => {
    const other = keep(await new CountingServer({ tls }).listen());
    const secuconnect = new Secuconnect({
      baseUrl: `${other.origin}/api/v2`,
      auth: { token: 'a-token' },
      fetch: transport({ ca: TLS.cert }),
    });
    for (let call = 0; call < 100; call++) await secuconnect.smart.transactions.get('STX_1');
    expect([other.requests.length, other.connections]).toEqual([100, 1]);
  });

  test('those with TLS are kept although TLS sends messages of its own, such as session tickets', async () => {
    const program = fork(new URL('tls-server-program.ts', import.meta.url));
    keep({ close: () => program.disconnect() });
    const ask = async (message: object): Promise<unknown> => {
      program.send(message);
      return ((await once(program, 'message')) as [unknown])[0];
    };
    const origin = (await ask(TLS)) as string;
    const send = transport({ ca: TLS.cert });
    const many = () =>
      Promise.all(
        Array.from({ length: 60 }, async () => {
          for (let call = 0; call < 20; call++) await (await send(origin)).text();
        }),
      );
    await many();
    const connections = await ask({});
    for (let round = 0; round < 3; round++) {
      await new Promise((resolve) => setTimeout(resolve, 300));
      await many();
    }
    expect(await ask({})).toBe(connections);
  });

  test('a response that is not read does not occupy its connection, unless it is large', async () => {
    const send = transport();
    for (let call = 0; call < 10; call++) {
      await send(server.origin);
      await until(() => server.requests.length === call + 1);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(server.connections).toBe(1);
  });

  test('at most `maxConnections` are open; further requests wait for one', async () => {
    const waiting: ServerResponse[] = [];
    let most = 0;
    server.respond = (_, __, response) => {
      most = Math.max(most, waiting.push(response));
      if (waiting.length !== 3) return;
      // Time for a fourth one, which must not come.
      setTimeout(() => {
        for (const one of waiting.splice(0)) one.end('{}');
      }, 5);
    };
    const send = transport({ maxConnections: 3 });
    const texts = await Promise.all(Array.from({ length: 30 }, async () => (await send(server.origin)).text()));
    expect(texts).toEqual(Array.from({ length: 30 }, () => '{}'));
    expect([most, server.connections, server.requests.length]).toEqual([3, 3, 30]);
  });

  test('a request that waits for a connection gets one when another request fails, and is forgotten when it is aborted', async () => {
    const send = transport({ maxConnections: 1 });
    server.respond = ({ url }, request, response) => {
      if (url === '/reset') setTimeout(() => request.socket.destroy(), 10);
      else response.end('{}');
    };
    const failing = send(`${server.origin}/reset`);
    const aborted = send(`${server.origin}/aborted`, { signal: AbortSignal.timeout(1) });
    const waiting = send(`${server.origin}/waiting`);
    const [first, second, third] = await Promise.allSettled([failing, aborted, waiting]);
    expect(first).toMatchObject({ reason: { message: 'fetch failed' } });
    expect(second).toMatchObject({ reason: { name: 'TimeoutError' } });
    expect(third).toMatchObject({ value: { status: 200 } });
    expect(server.requests.map(({ url }) => url)).toEqual(['/reset', '/waiting']);
  });

  test('at most `maxIdleConnections` are kept', async () => {
    const send = transport({ maxIdleConnections: 2 });
    await Promise.all(Array.from({ length: 10 }, async () => (await send(server.origin)).text()));
    expect(server.connections).toBe(10);
    await until(() => server.sockets.size === 2);
  });

  test('an idle connection is closed after `idleTimeout`, and a request may take longer', async () => {
    server.respond = (_, __, response) => void setTimeout(() => response.end('{}'), 150);
    const send = transport({ idleTimeout: 50 });
    for (let call = 0; call < 2; call++) expect(await (await send(server.origin)).json()).toEqual({});
    expect(server.connections).toBe(1);
    await until(() => server.sockets.size === 0);
  });

  test('a connection is closed a second before the server would', async () => {
    const announcing = keep(await new CountingServer({ keepAliveTimeout: 2_000 }).listen());
    const send = transport({ idleTimeout: 60_000 });
    await (await send(announcing.origin)).text();
    const since = performance.now();
    const [socket] = announcing.sockets;
    let endedByClient = false;
    socket!.once('end', () => (endedByClient = true));
    await until(() => announcing.sockets.size === 0);
    expect(endedByClient).toBe(true);
    expect(performance.now() - since).toBeGreaterThan(900);
  });

  test('a connection that the server keeps for a second is not kept', async () => {
    const announcing = keep(await new CountingServer({ keepAliveTimeout: 1_000 }).listen());
    const send = transport();
    for (let call = 0; call < 3; call++) await (await send(announcing.origin)).text();
    expect(announcing.connections).toBe(3);
  });
});

describe('a request is sent once', () => {
  const faults = {
    'closed (FIN)': (socket: Socket) => socket.end(),
    'reset (RST)': (socket: Socket) => socket.resetAndDestroy(),
    'closed after a part of the headers': (socket: Socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-le'),
    'closed after status 100': (socket: Socket) => socket.end('HTTP/1.1 100 Continue\r\n\r\n'),
    'asked to switch protocols': (socket: Socket) =>
      socket.end('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: h2c\r\n\r\n'),
  };
  test.each(Object.entries(faults))(
    'a write on a connection that was used before and is %s arrives once, and its outcome is unknown',
    async (_, fault) => {
      const send = transport();
      await Promise.all([1, 2, 3].map(async () => (await send(server.origin)).text()));
      server.requests.length = 0;
      server.respond = (_request, { socket }) => fault(socket);
      await expect(write(`${server.origin}/api/v2`, send)).rejects.toMatchObject({
        name: 'ConnectionError',
        outcome: 'unknown',
        attempts: [{}],
      });
      expect(server.requests).toHaveLength(1);
    },
  );

  test.each([408, 421, 503])('a write that gets status %i arrives once', async (status) => {
    const send = transport();
    await (await send(server.origin)).text();
    server.requests.length = 0;
    server.respond = (_, __, response) => void response.writeHead(status, { 'retry-after': '0' }).end();
    await expect(write(`${server.origin}/api/v2`, send)).rejects.toMatchObject({ status, outcome: 'unknown' });
    expect(server.requests).toHaveLength(1);
  });

  test.each(['end', 'resetAndDestroy'] as const)(
    'writes do not use connections that the server has closed while the thread was busy: %s',
    async (close) => {
      const send = transport();
      await Promise.all([1, 2, 3].map(async () => (await send(server.origin)).text()));
      // In this process the server closes as soon as it gets a turn, and the client has to see it after that.
      for (const socket of server.sockets) socket[close]();
      spin(50);
      const writes = Array.from({ length: 3 }, () => write(`${server.origin}/api/v2`, send));
      await Promise.all(writes);
      expect([server.requests.length, server.connections]).toEqual([6, 6]);
    },
  );

  test.each([false, true])('bytes after a response are not taken for the next response, with TLS: %s', async (tls) => {
    const sockets = new Set<Socket>();
    let requests = 0;
    const serve = (socket: Socket): void => {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
      socket.on('data', () => {
        requests++;
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\ntrue', () =>
          setTimeout(() => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nfalse'), 5),
        );
      });
    };
    const raw = tls ? createTlsServer(TLS, serve) : createTcpServer(serve);
    await new Promise<void>((resolve) => raw.listen(0, '127.0.0.1', resolve));
    const url = `${tls ? 'https' : 'http'}://127.0.0.1:${(raw.address() as AddressInfo).port}/`;
    const send = transport({ ca: TLS.cert });
    for (let call = 0; call < 5; call++) {
      expect(await (await send(url)).json()).toBe(true);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect([requests, sockets.size]).toEqual([5, 5]);
    raw.close();
    for (const socket of sockets) socket.destroy();
  });
});

describe('no connection is left behind', () => {
  test('2,000 failing calls leave no listener and no connection', async () => {
    const send = transport({ maxIdleConnections: 4 });
    server.respond = ({ url }, request, response) => {
      if (url === '/reset') request.socket.resetAndDestroy();
      else if (url === '/500') response.writeHead(500).end('no');
      else if (url === '/cut')
        response.writeHead(200, { 'content-length': 10 }).write('1', () => request.socket.destroy());
    };
    const controller = new AbortController();
    const call = async (index: number): Promise<string> => {
      const path = ['reset', '500', 'cut', 'timeout'][index % 4]!;
      const signal = path === 'timeout' ? AbortSignal.timeout(20) : controller.signal;
      return (await send(`${server.origin}/${path}`, { signal })).text();
    };
    for (let round = 0; round < 20; round++) {
      const results = await Promise.allSettled(Array.from({ length: 100 }, (_, index) => call(index)));
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(25);
    }
    await until(() => server.sockets.size <= 4);
    expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
  });
});
