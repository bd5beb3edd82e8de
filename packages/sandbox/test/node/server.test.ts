import { Secuconnect } from '@secuconnect/client';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startSandbox, type SandboxServer, type ServerOptions } from '../../src/node/server.ts';
import { tokenOf } from '../support/open-sandbox.ts';
import { rawRequest } from '../support/raw-request.ts';

async function start(options: ServerOptions = {}): Promise<SandboxServer> {
  const server = await startSandbox({ port: 0, seed: 1, ...options });
  onTestFinished(() => server.close());
  return server;
}

const get = (path: string, ...headers: readonly string[]) =>
  [`GET ${path} HTTP/1.1`, 'Host: localhost', ...headers, '', ''].join('\r\n');

describe('a server', () => {
  test('has an address, to which its links lead, after a reset too', async () => {
    const { url, baseUrl, control } = await start();
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(baseUrl).toBe(`${url}/api/v2`);
    expect(control.settings.publicUrl).toBe(url);
    control.reset();
    expect(control.settings.publicUrl).toBe(url);
    expect((await start({ settings: { publicUrl: 'https://a.example' } })).control.settings.publicUrl).toBe(
      'https://a.example',
    );
  });

  test('serves the real client', async () => {
    const { baseUrl } = await start();
    const secuconnect = new Secuconnect({ baseUrl, auth: { clientId: 'a', clientSecret: 'b' } });
    const { id } = await secuconnect.smart.transactions.create({ basket_info: { sum: 1, currency: 'EUR' } });
    expect((await secuconnect.smart.transactions.get(id)).id).toBe(id);
  });

  test('says that its port is in use, and then uses nothing', async () => {
    const { url } = await start();
    const port = Number(new URL(url).port);
    await expect(startSandbox({ port })).rejects.toThrow(`Port ${port} of 127.0.0.1 is in use.`);
  });

  test('that cannot be made frees its port', async () => {
    const { url, close } = await startSandbox({ port: 0 });
    await close();
    const port = Number(new URL(url).port);
    await expect(startSandbox({ port, clock: 'never' })).rejects.toThrow('is not a time');
    const again = await startSandbox({ port });
    await again.close();
  });

  test('closes while connections are open, and requests wait', async () => {
    const server = await startSandbox({ port: 0 });
    server.control.faults.add({ kind: 'latency', delay: 3_600_000 });
    const waiting = [
      fetch(`${server.baseUrl}/Smart/Transactions`),
      fetch(`${server.url}/oauth/token`, {
        method: 'POST',
        duplex: 'half',
        body: new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array(1)) }),
      } as RequestInit),
    ].map((request) =>
      request.then(
        () => 'answered',
        () => 'broken',
      ),
    );
    const idle = rawRequest(server.url, 'GET /_sandbox', 10_000);
    while (server.control.faults.list()[0]?.made === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await server.close();
    expect(await Promise.all(waiting)).toEqual(['broken', 'broken']);
    expect(await idle).toEqual({ text: '', closed: true });
    await expect(fetch(server.url)).rejects.toThrow('fetch failed');
  });
});

describe('over the port', () => {
  const token = async (server: SandboxServer) => ({ authorization: `Bearer ${await tokenOf(server)}` });

  test('a connection breaks before the call, and leaves nothing', async () => {
    const server = await start();
    const headers = await token(server);
    server.control.faults.add({ kind: 'drop-before-commit' });
    const create = () => fetch(`${server.baseUrl}/Smart/Transactions`, { method: 'POST', headers, body: '{}' });
    // Without a type, fetch says text/plain.
    Object.assign(headers, { 'content-type': 'application/json' });
    await expect(create()).rejects.toThrow('fetch failed');
    expect(server.control.counts()['smart.transactions']).toBeUndefined();
    server.control.faults.add({ kind: 'drop-after-commit' });
    await expect(create()).rejects.toThrow('fetch failed');
    expect(server.control.counts()['smart.transactions']).toBe(1);
  });

  test('a body that is cut is announced as a whole, and arrives by half', async () => {
    const server = await start();
    const { authorization } = await token(server);
    server.control.faults.add({ kind: 'cut-body' });
    const { text, closed } = await rawRequest(
      server.url,
      get('/api/v2/General/Contracts', `Authorization: ${authorization}`),
      5000,
    );
    const [head = '', body = ''] = text.split('\r\n\r\n');
    const length = Number(/content-length: (\d+)/i.exec(head)?.[1]);
    expect([closed, body.length]).toEqual([true, length >> 1]);
  });

  test('a body that stalls leaves the connection open', async () => {
    const server = await start();
    const { authorization } = await token(server);
    server.control.faults.add({ kind: 'stall-body' });
    const { text, closed } = await rawRequest(
      server.url,
      get('/api/v2/General/Contracts', `Authorization: ${authorization}`),
      300,
    );
    const [head = '', body = ''] = text.split('\r\n\r\n');
    const length = Number(/content-length: (\d+)/i.exec(head)?.[1]);
    expect([closed, body.length]).toEqual([false, length >> 1]);
  });

  test('the exception is the reason phrase', async () => {
    const { text } = await rawRequest((await start()).url, get('/api/v2/Smart/Transactions'));
    expect(text).toMatch(/^HTTP\/1\.1 401 ProductUnauthorizedException\r\n/);
  });

  test('the first of two tokens counts', async () => {
    const server = await start();
    const { authorization } = await token(server);
    const path = '/api/v2/General/Contracts';
    const both = (first: string, second: string) =>
      rawRequest(server.url, get(path, `Authorization: ${first}`, `Authorization: ${second}`));
    expect((await both(authorization, 'Bearer x')).text).toContain(' 200 ');
    expect((await both('Bearer x', authorization)).text).toContain(' 401 ');
  });

  test('requests in a row on one connection get their answers in a row', async () => {
    const { text } = await rawRequest((await start()).url, get('/_sandbox/clock') + get('/nothing') + get('/_sandbox'));
    expect(text.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 404', 'HTTP/1.1 200']);
  });
});

describe('what is no proper request is rejected, and the server goes on', () => {
  test.each<[string, string, RegExp]>([
    ['garbage', '\u0000\u0001\r\n\r\n', / 400 /],
    ['another protocol', 'PRI * HTTP/2.0\r\n\r\n', / 400 |^$/],
    ['a method of another kind', 'MADEUP / HTTP/1.1\r\nHost: localhost\r\n\r\n', / 400 /],
    ['TRACE', 'TRACE /api/v2/Smart/Transactions HTTP/1.1\r\nHost: localhost\r\n\r\n', / 404 /],
    ['TRACE of a page', 'TRACE /_sandbox HTTP/1.1\r\nHost: localhost\r\n\r\n', / 404 /],
    ['CONNECT', 'CONNECT localhost:80 HTTP/1.1\r\nHost: localhost\r\n\r\n', /^$/],
    ['no host', 'GET /_sandbox HTTP/1.1\r\n\r\n', / 400 /],
    ['no host of old', 'GET /_sandbox HTTP/1.0\r\n\r\n', / 403 /],
    ['another host', 'GET /_sandbox HTTP/1.1\r\nHost: evil.example\r\n\r\n', / 403 /],
    ['a host with a user', 'GET /_sandbox HTTP/1.1\r\nHost: evil@localhost\r\n\r\n', / 403 /],
    ['a host with a path', 'GET /_sandbox HTTP/1.1\r\nHost: localhost/x\r\n\r\n', / 403 /],
    ['a whole URL of another host', 'GET http://evil.example/_sandbox HTTP/1.1\r\nHost: localhost\r\n\r\n', / 403 /],
    ['a whole URL of the API', 'GET http://localhost/api/v2/x HTTP/1.1\r\nHost: localhost\r\n\r\n', / 404 /],
    ['a star', get('*'), / 400 /],
    ['a path that begins with slashes', get('//evil.example/_sandbox'), / 404 /],
    ['dots', get('/api/v2/../../_sandbox'), / 404 /],
    ['an escape that is not one', get('/_sandbox/%zz'), / 404 /],
    ['a long path', get(`/_sandbox/${'a'.repeat(40_000)}`), / 414 /],
    ['large headers', get('/_sandbox', `X: ${'a'.repeat(70_000)}`), / 431 /],
    ['many headers', get('/nothing', ...Array<string>(5000).fill('a: b')), / 404 | 431 /],
    ['two lengths', get('/_sandbox', 'Content-Length: 1', 'Transfer-Encoding: chunked'), / 400 /],
    ['a negative length', get('/_sandbox', 'Content-Length: -1'), / 400 /],
    ['an expectation', get('/_sandbox', 'Expect: miracles'), / 417 /],
    ['another site', get('/_sandbox', 'Origin: https://evil.example'), / 403 /],
    ['an image of another site', get('/_sandbox', 'Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: no-cors'), / 403 /],
  ])('%s', async (_, request, answer) => {
    const { url } = await start();
    expect((await rawRequest(url, request)).text.split('\r\n')[0]).toMatch(answer);
    expect((await fetch(`${url}/_sandbox/clock`)).status).toBe(200);
  });

  test('an upgrade is answered as if it had not been asked for', async () => {
    const upgrade = get('/_sandbox/clock', 'Connection: upgrade', 'Upgrade: websocket');
    expect((await rawRequest((await start()).url, upgrade)).text).toContain(' 200 ');
  });
});

describe('a body that is too large', () => {
  const LENGTH = 40 * 1024 * 1024;
  const endless = () =>
    new ReadableStream<Uint8Array>({ pull: (controller) => controller.enqueue(new Uint8Array(65_536)) });

  test.each<[string, () => BodyInit]>([
    ['announced', () => new Uint8Array(LENGTH)],
    ['endless', endless],
  ])('and %s gets its answer', async (_, body) => {
    const server = await start();
    const headers = { authorization: `Bearer ${await tokenOf(server)}`, 'content-type': 'application/json' };
    const init = { method: 'POST', headers, body: body(), duplex: 'half' } as RequestInit;
    const response = await fetch(`${server.baseUrl}/Smart/Transactions`, init);
    expect(response.status).toBe(413);
    expect(response.headers.get('connection')).toBe('close');
    expect((await fetch(`${server.url}/_sandbox/clock`)).status).toBe(200);
  });

  test('for the page gets its answer', async () => {
    const { url } = await start();
    const init = { method: 'POST', body: endless(), duplex: 'half' } as RequestInit;
    expect((await fetch(`${url}/device`, init)).status).toBe(413);
  });
});

test('a form without an announced length is read, at every page', async () => {
  const { url } = await start();
  const send = async (path: string, method = 'POST'): Promise<number> => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const body = new Blob(['user_code=ABCD&action=approve']).stream();
    return (await fetch(url + path, { method, headers, body, duplex: 'half' } as RequestInit)).status;
  };
  // It has no token of a page.
  expect(await send('/device')).toBe(403);
  expect(await send('/device', 'PUT')).toBe(404);
  expect(await send('/checkout/STX_UNKNOWN')).toBe(404);
});

test('a body that never ends holds up no other request', async () => {
  const server = await start();
  const slow = 'POST /oauth/token HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\na';
  const waiting = Array.from({ length: 50 }, () => rawRequest(server.url, slow, 1000));
  expect((await fetch(`${server.url}/_sandbox/clock`)).status).toBe(200);
  expect((await Promise.all(waiting)).every(({ text }) => text === '')).toBe(true);
});
