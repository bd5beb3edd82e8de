import { EventEmitter, once } from 'node:events';
import { createServer, request as httpRequest, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import express, { type Express } from 'express';
import fastify, { type FastifyInstance } from 'fastify';
import { afterEach, describe, expect, test } from 'vitest';
import { toNodeHandler, type NodeHandler } from '../../src/pushes/node-handler.ts';
import { pushEvent } from '../../src/pushes/push-event.ts';
import { createPushHandler, type PushHandlerOptions } from '../../src/pushes/push-handler.ts';
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
