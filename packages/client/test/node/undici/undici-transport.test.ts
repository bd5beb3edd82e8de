import { createSecureServer, type Http2SecureServer } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { Agent, Client, MockAgent, Pool } from 'undici';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { undiciFetch } from '../../../src/node/index.ts';
import { TLS } from '../fetch/certificate.ts';
import { CountingServer } from '../fetch/counting-server.ts';

let server: CountingServer;
beforeEach(async () => {
  server = await new CountingServer().listen();
});
afterEach(() => server.close());

describe('requests go through the dispatcher', () => {
  test.each(['Agent', 'Pool', 'Client'] as const)('%s', async (kind) => {
    const dispatchers = {
      Agent: () => new Agent(),
      Pool: () => new Pool(server.origin),
      Client: () => new Client(server.origin),
    };
    const dispatcher = dispatchers[kind]();
    const response = await undiciFetch(dispatcher)(`${server.origin}/a?b#c`, { headers: { 'x-a': '1' } });
    expect(await response.json()).toEqual({ id: 'STX_1' });
    expect(response.url).toBe(`${server.origin}/a?b`);
    expect(server.requests).toMatchObject([{ method: 'GET', url: '/a?b', headers: { 'x-a': '1' } }]);
    await dispatcher.close();
  });
});

test('a MockAgent responds in place of the network', async () => {
  const agent = new MockAgent();
  agent.disableNetConnect();
  agent.get('https://example.com').intercept({ path: '/a', method: 'POST', body: '{}' }).reply(201, { id: 'STX_1' });
  const send = undiciFetch(agent);
  const response = await send('https://example.com/a', { method: 'POST', body: '{}' });
  expect([response.status, await response.json()]).toEqual([201, { id: 'STX_1' }]);
  await expect(send('https://example.com/a')).rejects.toThrow('fetch failed');
});

test.each([false, true])('100 calls, one after another, open one connection; with TLS: %s', async (tls) => {
  const one = await new CountingServer({ tls }).listen();
  const agent = new Agent({ connect: { rejectUnauthorized: false } });
  const send = undiciFetch(agent);
  for (let call = 0; call < 100; call++) await (await send(one.origin)).text();
  expect(one.connections).toBe(1);
  await agent.close();
  await one.close();
});

test('an empty blob over HTTP/2', async () => {
  const received: string[] = [];
  const http2: Http2SecureServer = createSecureServer(TLS).on('stream', (stream, headers) => {
    received.push(`${headers[':method']} ${headers['content-length']}`);
    stream.resume().once('end', () => {
      if (stream.destroyed) return;
      stream.respond({ ':status': 200 });
      stream.end('ok');
    });
  });
  await new Promise<void>((resolve) => http2.listen(0, resolve));
  const agent = new Agent({ allowH2: true, connect: { rejectUnauthorized: false } });
  const url = `https://localhost:${(http2.address() as AddressInfo).port}`;
  const response = await undiciFetch(agent)(url, { method: 'POST', body: new Blob([]) });
  expect(await response.text()).toBe('ok');
  expect(received).toEqual(['POST 0']);
  await agent.destroy();
  http2.close();
});
