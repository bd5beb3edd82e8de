import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import type { PushEvent } from '../../src/pushes/push-record.ts';
import { obstacleOf, sendPush, type PushAnswer, type SendOptions } from '../../src/pushes/send-push.ts';

const EVENT: PushEvent = {
  object: 'event.pushes',
  id: 'evt_1',
  created: '2026-01-01T12:00:00+00:00',
  target: 'payment.transactions',
  type: 'changed',
  data: [{ object: 'payment.transactions', id: 'PCI_1' }],
};

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(listener: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const send = (url: string, options: Partial<SendOptions> = {}): Promise<PushAnswer> =>
  sendPush(url, EVENT, { fetch, timeout: 30_000, signal: new AbortController().signal, ...options });

describe('a receiver', () => {
  test('gets the event as the platform sends it', async () => {
    const seen: unknown[] = [];
    const url = await serve((request, response) => {
      let text = '';
      request.on('data', (chunk: Buffer) => (text += chunk.toString()));
      request.on('end', () => {
        const { 'content-type': type, accept, referer, connection, authorization } = request.headers;
        seen.push(request.method, request.url, { type, accept, referer, connection, authorization }, JSON.parse(text));
        response.end('ok');
      });
    });
    await expect(send(`${url}/push?order=1`)).resolves.toEqual({ status: 200 });
    expect(seen).toEqual([
      'POST',
      '/push?order=1',
      {
        type: 'application/json',
        accept: '*/*',
        referer: 'https://connect.secucard.com',
        connection: 'close',
        authorization: undefined,
      },
      EVENT,
    ]);
  });

  test('that redirects is not followed', async () => {
    const urls: unknown[] = [];
    const url = await serve((request, response) => {
      urls.push(request.url);
      response.writeHead(302, { location: '/elsewhere' }).end();
    });
    await expect(send(`${url}/push`)).resolves.toEqual({ status: 302 });
    expect(urls).toEqual(['/push']);
  });

  test('whose response does not end has responded', async () => {
    let isEnded = false;
    const url = await serve((_, response) => {
      response.on('close', () => (isEnded = true));
      response.on('error', () => undefined);
      const chunk = Buffer.alloc(16 * 1024);
      const write = (): void => {
        while (!response.destroyed && response.write(chunk));
        if (!response.destroyed) response.once('drain', write);
      };
      write();
    });
    await expect(send(url)).resolves.toEqual({ status: 200 });
    await expect.poll(() => isEnded).toBe(true);
  });

  test('that is not there gives the code of the network', async () => {
    const url = await serve(() => undefined);
    servers[0]!.close();
    await expect(send(url)).resolves.toEqual({ error: 'ECONNREFUSED' });
  });

  test('that closes the connection gives an error', async () => {
    const url = await serve((request) => request.socket.destroy());
    await expect(send(url)).resolves.toEqual({ error: expect.any(String) });
  });

  test('that is too slow gives an error', async () => {
    const url = await serve(() => undefined);
    await expect(send(url, { timeout: 20 })).resolves.toEqual({ error: 'No response within 20 ms.' });
  });
});

describe('a `fetch`', () => {
  const deaf = () => new Promise<never>(() => undefined);

  test('that ignores its signal ends after the timeout', async () => {
    await expect(send('http://shop.example', { fetch: deaf, timeout: 1 })).resolves.toEqual({
      error: 'No response within 1 ms.',
    });
  });

  test.each([
    ['before the request', true],
    ['during the request', false],
  ])('ends with the sandbox when that is closed %s', async (_, isBefore) => {
    const controller = new AbortController();
    if (isBefore) controller.abort();
    const answer = send('http://shop.example', { fetch: deaf, signal: controller.signal });
    controller.abort();
    await expect(answer).resolves.toEqual({ error: 'The sandbox was closed.' });
  });

  test('that stops in the middle of the body has the status', async () => {
    const body = new ReadableStream({ pull: (controller) => controller.error(new Error('on purpose')) });
    await expect(send('http://shop.example', { fetch: async () => new Response(body) })).resolves.toEqual({
      status: 200,
    });
  });

  test.each([
    [new Error('on purpose'), 'on purpose'],
    [new TypeError('fetch failed', { cause: new Error('its cause') }), 'its cause'],
    ['a text', 'a text'],
  ])('that throws %s gives %j', async (failure, error) => {
    const failing = () => {
      throw failure;
    };
    await expect(send('http://shop.example', { fetch: failing })).resolves.toEqual({ error });
  });
});

test.each([
  ['http://127.0.0.1:3000/push', undefined],
  ['HTTPS://shop.example/push', undefined],
  ['file:///etc/passwd', 'The URL has to begin with http: or https:.'],
  ['javascript:alert(1)', 'The URL has to begin with http: or https:.'],
  ['/push', 'This is not a URL.'],
])('the obstacle of %s is %s', (url, obstacle) => {
  expect(obstacleOf(url)).toBe(obstacle);
});
