import { EventEmitter, once } from 'node:events';
import { createServer, request as httpRequest, type Server } from 'node:http';
import { connect as connectHttp2, createServer as createHttp2Server } from 'node:http2';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import express, { type Express } from 'express';
import fastify, { type FastifyInstance } from 'fastify';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { toNodeHandler, type NodeHandler } from '../../src/pushes/node-handler.ts';
import { pushEvent } from '../../src/pushes/push-event.ts';
import type { PushHandlerOptions } from '../../src/pushes/push-handler-options.ts';
import { createPushHandler } from '../../src/pushes/push-handler.ts';
import { signPushUrl } from '../../src/pushes/push-url.ts';
import { Secuconnect } from '../../src/client.ts';

const keys = { id: 'k1', secret: 'a secret of more than sixteen characters' };
const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanups.splice(0)) await cleanUp();
});

/** A handler with `acknowledge: 'after-handling'`, so that a response means that the handler was called. */
function createReceiver(options: Partial<PushHandlerOptions> = {}) {
  const handled: string[] = [];
  const secuconnect = new Secuconnect({
    baseUrl: 'https://example.com/api/v2',
    auth: { token: 't' },
    fetch: async (input) => Response.json({ object: 'x', id: new URL(String(input)).pathname.split('/').pop() }),
  });
  const handler = createPushHandler({
    secuconnect,
    keys,
    acknowledge: 'after-handling',
    handlers: { 'payment.transactions': ({ id }, _, { reference }) => void handled.push(`${id} of ${reference}`) },
    onError: (error) => {
      throw error;
    },
    ...options,
  });
  return { handler, handled };
}

async function listen(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanups.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const serveExpress = (configure: (app: Express) => void) => async (handler: NodeHandler) => {
  const app = express();
  configure(app);
  app.use(express.Router().post('/hooks/secuconnect', handler));
  const mounted = express.Router();
  mounted.post('/secuconnect', handler);
  app.use('/mounted', mounted);
  return listen(createServer(app));
};

const serveFastify = (configure: (app: FastifyInstance) => void) => async (handler: NodeHandler) => {
  const app = fastify();
  configure(app);
  app.post('/hooks/secuconnect', handler);
  cleanups.push(() => app.close());
  return app.listen({ host: '127.0.0.1', port: 0 });
};

const servers: [string, (handler: NodeHandler) => Promise<string>][] = [
  ['node:http', (handler) => listen(createServer((incoming, outgoing) => void handler(incoming, outgoing)))],
  ['Express', serveExpress(() => undefined)],
  ['Express with express.json()', serveExpress((app) => app.use(express.json()))],
  ['Express with express.raw()', serveExpress((app) => app.use(express.raw({ type: '*/*' })))],
  ['Express with express.text()', serveExpress((app) => app.use(express.text({ type: '*/*' })))],
  ['Express with a parser for forms only', serveExpress((app) => app.use(express.urlencoded({ extended: false })))],
  ['Fastify', serveFastify(() => undefined)],
  [
    'Fastify with a parser for strings',
    serveFastify((app) => {
      app.removeAllContentTypeParsers();
      app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
    }),
  ],
];

const paymentChanged = (id = 'PCI_1') => JSON.stringify(pushEvent({ target: 'payment.transactions', id }));
const post = (url: string, body: BodyInit, headers: Record<string, string> = { 'content-type': 'application/json' }) =>
  fetch(url, { method: 'POST', body, headers });

describe.each(servers)('toNodeHandler() with %s', (_name, serve) => {
  test('a push is handled, and one with an invalid signature is rejected', async () => {
    const { handler, handled } = createReceiver();
    const origin = await serve(toNodeHandler(handler));
    const url = await signPushUrl(`${origin}/hooks/secuconnect`, { keys, reference: 'Order 7' });
    expect((await post(url, paymentChanged())).status).toBe(200);
    expect((await post(url.replace('Order+7', 'Order+8'), paymentChanged())).status).toBe(403);
    expect(handled).toEqual(['PCI_1 of Order 7']);
  });

  test('a request that is too large or not a push is rejected, and the next one is handled', async () => {
    const { handler, handled } = createReceiver({ maxBodyBytes: 1000 });
    const origin = await serve(toNodeHandler(handler));
    const url = await signPushUrl(`${origin}/hooks/secuconnect`, { keys });
    const large = JSON.stringify({ ...(JSON.parse(paymentChanged()) as object), more: 'x'.repeat(50_000) });
    expect((await post(url, large)).status).toBe(413);
    expect((await post(url, '{"object":"event.actions"}')).status).toBe(400);
    expect((await post(url, paymentChanged())).status).toBe(200);
    expect(handled).toEqual(['PCI_1 of undefined']);
  });
});

describe('toNodeHandler()', () => {
  const [, serveNode] = servers[0]!;

  test('a push is handled with any content type', async () => {
    const { handler, handled } = createReceiver();
    const url = await signPushUrl(`${await serveNode(toNodeHandler(handler))}/p`, { keys });
    for (const [at, type] of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'application/json; charset=utf-8',
    ].entries()) {
      expect((await post(url, paymentChanged(`PCI_${at}`), { 'content-type': type })).status).toBe(200);
    }
    expect(handled).toHaveLength(3);
  });

  test('another method gets status 405', async () => {
    const origin = await serveNode(toNodeHandler(createReceiver().handler));
    const response = await fetch(origin);
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
  });

  test('a chunked body that is too large is not read beyond the limit, and the sender gets the response', async () => {
    const { handler } = createReceiver({ maxBodyBytes: 10_000 });
    const url = await signPushUrl(`${await serveNode(toNodeHandler(handler))}/p`, { keys });
    const outgoing = httpRequest(url, { method: 'POST' });
    for (let chunk = 0; chunk < 20; chunk++) outgoing.write(' '.repeat(1000));
    // The response arrives although the body has not ended.
    const [incoming] = (await once(outgoing, 'response')) as [{ statusCode: number; resume(): void }];
    expect(incoming.statusCode).toBe(413);
    incoming.resume();
    outgoing.destroy();
  });

  test('a truncated push is rejected as malformed', async () => {
    const rejections: unknown[] = [];
    let onceRejected!: () => void;
    const rejected = new Promise<void>((resolve) => (onceRejected = resolve));
    const { handler } = createReceiver({
      onRejected: (error) => {
        rejections.push(error);
        onceRejected();
      },
    });
    const url = new URL(await signPushUrl(`${await serveNode(toNodeHandler(handler))}/p`, { keys }));
    const socket = connect(Number(url.port), url.hostname);
    socket.write(`POST ${url.pathname}${url.search} HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n{"object":`);
    socket.end();
    await rejected;
    expect(rejections).toMatchObject([{ reason: 'malformed' }]);
  });

  test.each([
    ['TRACE', '/p'],
    ['POST', 'http://'],
    ['OPTIONS', '*'],
  ])('%s %s, which cannot be a Request, gets status 400', async (method, target) => {
    const origin = new URL(await serveNode(toNodeHandler(createReceiver().handler)));
    const socket = connect(Number(origin.port), origin.hostname);
    socket.write(`${method} ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    let response = '';
    for await (const chunk of socket) response += String(chunk);
    expect(response.split('\r\n')[0]).toBe('HTTP/1.1 400 Bad Request');
  });

  test('a path that begins with two slashes is verified as that path', async () => {
    const { handler } = createReceiver();
    const origin = await serveNode(toNodeHandler(handler));
    const signed = await signPushUrl(`${origin}/p`, { keys });
    expect((await post(signed.replace('/p?', '//x/p?'), paymentChanged())).status).toBe(403);
  });

  test('an error of the handler gets status 500', async () => {
    const origin = await serveNode(toNodeHandler(() => Promise.reject(new Error('a bug'))));
    const response = await post(origin, paymentChanged());
    expect([response.status, await response.text()]).toEqual([500, '']);
  });
});

describe('Express', () => {
  test('a handler in a router gets the whole path, and getClientIp gets the request', async () => {
    const { handler, handled } = createReceiver({
      allowedIpRanges: [{ from: '91.195.150.7', to: '91.195.150.7' }],
      getClientIp: (_: Request, incoming: express.Request) => incoming.ip,
    });
    const origin = await serveExpress((app) => app.set('trust proxy', 'loopback'))(toNodeHandler(handler));
    const url = await signPushUrl(`${origin}/mounted/secuconnect`, { keys, reference: 'r' });
    const postFrom = (address: string) => post(url, paymentChanged(), { 'x-forwarded-for': address });
    expect((await postFrom('91.195.150.8')).status).toBe(403);
    expect((await postFrom('91.195.150.7')).status).toBe(200);
    expect(handled).toEqual(['PCI_1 of r']);
  });

  test('Express gets the error of the handler', async () => {
    const app = express();
    app.post(
      '/p',
      toNodeHandler(() => Promise.reject(new Error('a bug'))),
    );
    app.use(
      ((error, _request, response, _next) =>
        void response.status(418).send(String(error))) as express.ErrorRequestHandler,
    );
    const response = await post(`${await listen(createServer(app))}/p`, paymentChanged());
    expect([response.status, await response.text()]).toEqual([418, 'Error: a bug']);
  });
});

describe('a sender that hangs up', () => {
  const hangUps: [string, (socket: Socket) => void][] = [
    ['resets the connection', (socket) => void socket.resetAndDestroy()],
    ['closes the connection', (socket) => void socket.end()],
    ['destroys its socket', (socket) => void socket.destroy()],
  ];

  /** A server with a middleware that takes `before` ms, and the state of its handler. */
  async function listenSlowly(options: Partial<PushHandlerOptions>, before: number) {
    const receiver = createReceiver({ onError: () => undefined, ...options });
    const handler = toNodeHandler(receiver.handler);
    const state = { arrived: 0, settled: 0 };
    const origin = await listen(
      createServer(async (incoming, outgoing) => {
        state.arrived++;
        if (before) await sleep(before);
        try {
          await handler(incoming, outgoing);
        } finally {
          state.settled++;
        }
      }),
    );
    const url = new URL(await signPushUrl(`${origin}/p`, { keys }));
    /** Sends a push, or the beginning of one. */
    const send = async (body: string, length = body.length): Promise<Socket> => {
      const socket = connect(Number(url.port), url.hostname).on('error', () => undefined);
      await once(socket, 'connect');
      socket.write(`POST ${url.pathname}${url.search} HTTP/1.1\r\nHost: x\r\nContent-Length: ${length}\r\n\r\n${body}`);
      return socket;
    };
    return { ...receiver, state, send };
  }

  test.each(hangUps)('toNodeHandler() settles when the sender %s before it begins', async (_, hangUp) => {
    const reasons: string[] = [];
    const { send, state } = await listenSlowly({ onRejected: ({ reason }) => reasons.push(reason) }, 50);
    const sockets = await Promise.all(Array.from({ length: 10 }, () => send('{"object":', 500)));
    await vi.waitFor(() => expect(state.arrived).toBe(10), 10_000);
    for (const socket of sockets) hangUp(socket);
    await vi.waitFor(() => expect(state.settled).toBe(10), 10_000);
    expect(reasons).toEqual(Array.from({ length: 10 }, () => 'malformed'));
  });

  test.each(hangUps)('toNodeHandler() settles when the sender %s in the middle of the body', async (_, hangUp) => {
    const { send, state } = await listenSlowly({}, 0);
    const socket = await send('{"object":', 500);
    await vi.waitFor(() => expect(state.arrived).toBe(1));
    await sleep(20);
    expect(state.settled).toBe(0);
    hangUp(socket);
    await vi.waitFor(() => expect(state.settled).toBe(1));
  });

  test.each(hangUps)('toNodeHandler() settles when the sender %s while the event is handled', async (_, hangUp) => {
    const handled: string[] = [];
    const { send, state } = await listenSlowly(
      { handlers: { 'payment.transactions': async ({ id }) => (await sleep(50), void handled.push(id)) } },
      0,
    );
    const socket = await send(paymentChanged());
    await vi.waitFor(() => expect(state.arrived).toBe(1));
    await sleep(20);
    hangUp(socket);
    await vi.waitFor(() => expect(state.settled).toBe(1));
    expect(handled).toEqual(['PCI_1']);
  });

  test.each([0, 50])(
    'a push that has arrived as a whole is handled once if its sender closes its half, and the handler begins after %i ms',
    async (before) => {
      const handled: string[] = [];
      const reasons: string[] = [];
      const { send, state } = await listenSlowly(
        {
          handlers: { 'payment.transactions': ({ id }) => void handled.push(id) },
          onRejected: ({ reason }) => reasons.push(reason),
        },
        before,
      );
      const sockets = await Promise.all(Array.from({ length: 10 }, () => send(paymentChanged())));
      for (const socket of sockets) socket.end();
      await vi.waitFor(() => expect(state.settled).toBe(10), 10_000);
      expect(reasons).toEqual([]);
      expect(handled).toEqual(Array.from({ length: 10 }, () => 'PCI_1'));
    },
  );

  test('toNodeHandler() settles when the sender of an HTTP/2 request hangs up before it begins', async () => {
    const handler = toNodeHandler(createReceiver().handler);
    const states: string[] = [];
    const server = createHttp2Server(async (incoming, outgoing) => {
      states.push('arrived');
      await sleep(50);
      await handler(incoming, outgoing);
      states.push('settled');
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    cleanups.push(() => void server.close());
    const session = connectHttp2(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    session.on('error', () => undefined);
    const path = (await signPushUrl('http://x/p', { keys })).slice('http://x'.length);
    const stream = session.request({ ':method': 'POST', ':path': path }, { endStream: false });
    stream.on('error', () => undefined);
    stream.write('{"object":');
    await vi.waitFor(() => expect(states).toEqual(['arrived']));
    session.destroy();
    await vi.waitFor(() => expect(states).toEqual(['arrived', 'settled']));
  });
});

describe('a body that was read before the handler', () => {
  test('a push whose body was read and not kept gets status 500, and onError is told', async () => {
    const errors: unknown[] = [];
    const { handler } = createReceiver({ onError: (error) => errors.push(error) });
    const node = toNodeHandler(handler);
    const origin = await listen(
      createServer(async (incoming, outgoing) => {
        await incoming.toArray();
        await node(incoming, outgoing);
      }),
    );
    const url = await signPushUrl(`${origin}/p`, { keys });
    expect((await post(url, paymentChanged())).status).toBe(500);
    // Without a body there is nothing that was lost.
    expect((await post(url, '')).status).toBe(400);
    expect(errors).toMatchObject([{ name: 'TypeError' }]);
  });

  test('a push that a parser for forms has read is rejected', async () => {
    const origin = await serveExpress((app) => app.use(express.urlencoded({ extended: true })))(
      toNodeHandler(createReceiver().handler),
    );
    const url = await signPushUrl(`${origin}/hooks/secuconnect`, { keys });
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await post(url, paymentChanged(), form)).status).toBe(400);
  });

  test('a parser that made null of the body has read no push', async () => {
    const origin = await serveFastify((app) => {
      app.removeAllContentTypeParsers();
      app.addContentTypeParser('*', { parseAs: 'string' }, (_request, _body, done) => done(null, null));
    })(toNodeHandler(createReceiver().handler));
    const url = await signPushUrl(`${origin}/hooks/secuconnect`, { keys });
    expect((await post(url, paymentChanged())).status).toBe(400);
  });
});

describe('Koa', () => {
  /** What Koa does with a middleware: a context with both sides, a body that sets status and type, and a response when the middleware has ended. */
  async function serveKoa(middleware: NodeHandler, parse?: (text: string) => unknown): Promise<string> {
    return listen(
      createServer(async (incoming, outgoing) => {
        const context = {
          req: incoming,
          res: outgoing,
          request: {} as { body?: unknown },
          originalUrl: incoming.url!,
          status: 404,
          body: undefined as unknown,
          ip: '91.195.150.7',
          set: (name: string, value: string) => void outgoing.setHeader(name, value),
        };
        // A part of the path that was mounted.
        incoming.url = incoming.url!.replace('/hooks', '');
        if (parse) context.request.body = parse(String(Buffer.concat((await incoming.toArray()) as Uint8Array[])));
        try {
          await middleware(context, async () => undefined);
        } catch {
          context.status = 500;
          context.body = 'Koa';
        }
        outgoing.statusCode = context.status;
        outgoing.end(context.body);
      }),
    );
  }

  test.each([
    ['without a parser', undefined],
    ['with a parser for JSON', (text: string) => JSON.parse(text) as unknown],
    ['with a parser for text', (text: string) => text],
  ])('a push is handled by Koa %s, and one with an invalid signature is rejected', async (_, parse) => {
    const { handler, handled } = createReceiver({
      allowedIpRanges: [{ from: '91.195.150.7', to: '91.195.150.7' }],
      getClientIp: (_request: Request, context: { ip: string }) => context.ip,
    });
    const url = await signPushUrl(`${await serveKoa(toNodeHandler(handler), parse)}/hooks/secuconnect`, {
      keys,
      reference: 'r',
    });
    expect((await post(url, paymentChanged())).status).toBe(200);
    expect((await post(url.replace('push_ref=r', 'push_ref=s'), paymentChanged())).status).toBe(403);
    const response = await post(url, '{"object":"event.actions"}');
    expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([
      400,
      'text/plain;charset=UTF-8',
      'This is not a push: `object` is not `event.pushes`.',
    ]);
    expect(handled).toEqual(['PCI_1 of r']);
  });

  test('the headers of a response reach Koa, and so does an error of the handler', async () => {
    const response = await fetch(await serveKoa(toNodeHandler(createReceiver().handler)));
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
    const failing = await post(await serveKoa(toNodeHandler(() => Promise.reject(new Error('a bug')))), '{}');
    expect([failing.status, await failing.text()]).toEqual([500, 'Koa']);
  });

  test('a parser whose result the handler cannot see gets status 500, and onError is told', async () => {
    const errors: unknown[] = [];
    const node = toNodeHandler(createReceiver({ onError: (error) => errors.push(error) }).handler);
    const url = await signPushUrl(
      `${await listen(
        createServer(async (incoming, outgoing) => {
          const context = { req: incoming, res: outgoing, request: { body: await incoming.toArray() } };
          await node(context.req, context.res);
        }),
      )}/p`,
      { keys },
    );
    expect((await post(url, paymentChanged())).status).toBe(500);
    expect(errors).toMatchObject([{ message: expect.stringContaining('body parser') }]);
  });
});

test('a body is read no faster than the handler consumes it', async () => {
  const flow: string[] = [];
  const incoming = Object.assign(new EventEmitter(), {
    method: 'POST',
    url: '/p',
    headers: {},
    pause: () => void flow.push('pause'),
    resume: () => void flow.push('resume'),
  });
  const outgoing = { statusCode: 0, setHeader: () => undefined, end: () => undefined };
  const done = toNodeHandler(async (request) => {
    const reader = request.body!.getReader();
    const chunk = reader.read();
    incoming.emit('data', Buffer.from('a'));
    await chunk;
    flow.push('chunk read');
    incoming.emit('data', Buffer.from('b'));
    flow.push('handler stops');
    await reader.cancel();
    incoming.emit('data', Buffer.from('c'));
    return new Response(null, { status: 413 });
  })(incoming, outgoing);
  await done;
  expect(outgoing.statusCode).toBe(413);
  expect(flow.slice(flow.indexOf('chunk read'))).toEqual(['chunk read', 'pause', 'handler stops', 'resume']);
});

test('Fastify responds to an error of the handler', async () => {
  const origin = await serveFastify(() => undefined)(toNodeHandler(() => Promise.reject(new Error('a bug'))));
  expect((await post(`${origin}/hooks/secuconnect`, paymentChanged())).status).toBe(500);
});
