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
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A handler that works before it answers, so that an answer says that the object was handed over. */
function receiver(options: Partial<PushHandlerOptions> = {}) {
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

async function listening(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const withExpress = (prepare: (app: Express) => void) => async (handler: NodeHandler) => {
  const app = express();
  prepare(app);
  app.use(express.Router().post('/hooks/secuconnect', handler));
  const mounted = express.Router();
  mounted.post('/secuconnect', handler);
  app.use('/mounted', mounted);
  return listening(createServer(app));
};

const withFastify = (prepare: (app: FastifyInstance) => void) => async (handler: NodeHandler) => {
  const app = fastify();
  prepare(app);
  app.post('/hooks/secuconnect', handler);
  closing.push(() => app.close());
  return app.listen({ host: '127.0.0.1', port: 0 });
};

const servers: [string, (handler: NodeHandler) => Promise<string>][] = [
  ['node:http', (handler) => listening(createServer((incoming, outgoing) => void handler(incoming, outgoing)))],
  ['Express', withExpress(() => undefined)],
  ['Express with express.json()', withExpress((app) => app.use(express.json()))],
  ['Express with express.raw()', withExpress((app) => app.use(express.raw({ type: '*/*' })))],
  ['Express with express.text()', withExpress((app) => app.use(express.text({ type: '*/*' })))],
  ['Express with a parser for forms only', withExpress((app) => app.use(express.urlencoded({ extended: false })))],
  ['Fastify', withFastify(() => undefined)],
  [
    'Fastify with a parser that keeps the text',
    withFastify((app) => {
      app.removeAllContentTypeParsers();
      app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
    }),
  ],
];

const event = (id = 'PCI_1') => JSON.stringify(pushEvent({ target: 'payment.transactions', id }));
const post = (url: string, body: BodyInit, headers: Record<string, string> = { 'content-type': 'application/json' }) =>
  fetch(url, { method: 'POST', body, headers });

describe.each(servers)('%s', (_name, serve) => {
  test('takes a push, and refuses one to a forged URL', async () => {
    const { handler, handled } = receiver();
    const origin = await serve(toNodeHandler(handler));
    const url = await signPushUrl(`${origin}/hooks/secuconnect`, { keys, reference: 'Order 7' });
    expect((await post(url, event())).status).toBe(200);
    expect((await post(url.replace('Order+7', 'Order+8'), event())).status).toBe(403);
    expect(handled).toEqual(['PCI_1 of Order 7']);
  });

  test('refuses what is too large and what is no push, and takes the next one on', async () => {
    const { handler, handled } = receiver({ maxBodyBytes: 1000 });
    const origin = await serve(toNodeHandler(handler));
    const url = await signPushUrl(`${origin}/hooks/secuconnect`, { keys });
    const large = JSON.stringify({ ...(JSON.parse(event()) as object), more: 'x'.repeat(50_000) });
    expect((await post(url, large)).status).toBe(413);
    expect((await post(url, '{"object":"event.actions"}')).status).toBe(400);
    expect((await post(url, event())).status).toBe(200);
    expect(handled).toEqual(['PCI_1 of undefined']);
  });
});

describe('a Node server', () => {
  const [, plain] = servers[0]!;

  test('takes a push whatever content type it has', async () => {
    const { handler, handled } = receiver();
    const url = await signPushUrl(`${await plain(toNodeHandler(handler))}/p`, { keys });
    for (const [at, type] of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'application/json; charset=utf-8',
    ].entries()) {
      expect((await post(url, event(`PCI_${at}`), { 'content-type': type })).status).toBe(200);
    }
    expect(handled).toHaveLength(3);
  });

  test('answers another method with 405', async () => {
    const origin = await plain(toNodeHandler(receiver().handler));
    const response = await fetch(origin);
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
  });

  test('learns from a body in chunks that it is too large, reads no further, and gets the answer across', async () => {
    const { handler } = receiver({ maxBodyBytes: 10_000 });
    const url = await signPushUrl(`${await plain(toNodeHandler(handler))}/p`, { keys });
    const outgoing = httpRequest(url, { method: 'POST' });
    for (let chunk = 0; chunk < 20; chunk++) outgoing.write(' '.repeat(1000));
    // The body has no end yet, and the answer is there.
    const [incoming] = (await once(outgoing, 'response')) as [{ statusCode: number; resume(): void }];
    expect(incoming.statusCode).toBe(413);
    incoming.resume();
    outgoing.destroy();
  });

  test('gives up on a push that breaks off', async () => {
    const refused: unknown[] = [];
    let told!: () => void;
    const done = new Promise<void>((resolve) => (told = resolve));
    const { handler } = receiver({
      onRejected: (error) => {
        refused.push(error);
        told();
      },
    });
    const url = new URL(await signPushUrl(`${await plain(toNodeHandler(handler))}/p`, { keys }));
    const socket = connect(Number(url.port), url.hostname);
    socket.write(`POST ${url.pathname}${url.search} HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n{"object":`);
    socket.end();
    await done;
    expect(refused).toMatchObject([{ reason: 'malformed' }]);
  });

  test.each([
    ['TRACE', '/p'],
    ['POST', 'http://'],
    ['OPTIONS', '*'],
  ])('answers %s %s, of which no Request can be made, with 400', async (method, target) => {
    const origin = new URL(await plain(toNodeHandler(receiver().handler)));
    const socket = connect(Number(origin.port), origin.hostname);
    socket.write(`${method} ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    let answer = '';
    for await (const chunk of socket) answer += String(chunk);
    expect(answer.split('\r\n')[0]).toBe('HTTP/1.1 400 Bad Request');
  });

  test('verifies a path that begins with two slashes as the path it is', async () => {
    const { handler } = receiver();
    const origin = await plain(toNodeHandler(handler));
    const signed = await signPushUrl(`${origin}/p`, { keys });
    expect((await post(signed.replace('/p?', '//x/p?'), event())).status).toBe(403);
  });

  test('answers with 500 when the handler fails', async () => {
    const origin = await plain(toNodeHandler(() => Promise.reject(new Error('a bug'))));
    const response = await post(origin, event());
    expect([response.status, await response.text()]).toEqual([500, '']);
  });
});

describe('Express', () => {
  test('gives the whole path to a handler in a router, and the request to clientAddress', async () => {
    const { handler, handled } = receiver({
      allowedIpRanges: [{ from: '91.195.150.7', to: '91.195.150.7' }],
      getClientIp: (_: Request, incoming: express.Request) => incoming.ip,
    });
    const origin = await withExpress((app) => app.set('trust proxy', 'loopback'))(toNodeHandler(handler));
    const url = await signPushUrl(`${origin}/mounted/secuconnect`, { keys, reference: 'r' });
    const from = (address: string) => post(url, event(), { 'x-forwarded-for': address });
    expect((await from('91.195.150.8')).status).toBe(403);
    expect((await from('91.195.150.7')).status).toBe(200);
    expect(handled).toEqual(['PCI_1 of r']);
  });

  test('gets what the handler fails with', async () => {
    const app = express();
    app.post(
      '/p',
      toNodeHandler(() => Promise.reject(new Error('a bug'))),
    );
    app.use(
      ((error, _request, response, _next) =>
        void response.status(418).send(String(error))) as express.ErrorRequestHandler,
    );
    const response = await post(`${await listening(createServer(app))}/p`, event());
    expect([response.status, await response.text()]).toEqual([418, 'Error: a bug']);
  });
});

test('a body is read no faster than the handler takes it', async () => {
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
    flow.push('taken');
    incoming.emit('data', Buffer.from('b'));
    flow.push('left');
    await reader.cancel();
    incoming.emit('data', Buffer.from('c'));
    return new Response(null, { status: 413 });
  })(incoming, outgoing);
  await done;
  expect(outgoing.statusCode).toBe(413);
  expect(flow.slice(flow.indexOf('taken'))).toEqual(['taken', 'pause', 'left', 'resume']);
});

test('Fastify answers what the handler fails with', async () => {
  const origin = await withFastify(() => undefined)(toNodeHandler(() => Promise.reject(new Error('a bug'))));
  expect((await post(`${origin}/hooks/secuconnect`, event())).status).toBe(500);
});
