import { channel } from 'node:diagnostics_channel';
import { createServer as createHttpServer, type Server } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Server as TcpServer } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { once } from 'node:events';
import { afterEach, expect, test } from 'vitest';
import { provesUnsent } from '../../src/errors/unsent.ts';
import { Secuconnect } from '../../src/index.ts';
import { isConnectFailure, watchConnections } from '../../src/internal/connect-failures.ts';

const servers: (Server | TcpServer)[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** What `fetch` rejects with when it sends a write over HTTPS. */
async function failureAt(server: Server | TcpServer): Promise<TypeError & { cause: Error }> {
  servers.push(server.listen(0, '127.0.0.1'));
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  watchConnections();
  return fetch(`https://127.0.0.1:${port}/`, { method: 'POST', body: '{}' }).then(
    () => expect.unreachable('the request succeeded'),
    (failure: unknown) => failure as TypeError & { cause: Error },
  );
}

const handshakeFailures: [string, () => Server | TcpServer][] = [
  ['speaks plain HTTP', () => createHttpServer((_, response) => response.end())],
  ['closes the connection at once', () => createTcpServer((socket) => socket.on('error', () => undefined).destroy())],
  [
    'closes the connection after the first message',
    () => createTcpServer((socket) => socket.once('data', () => socket.end())),
  ],
  [
    'resets the connection during the handshake',
    () => createTcpServer((socket) => socket.once('data', () => socket.resetAndDestroy())),
  ],
  ['has no certificate', () => createTlsServer({}).on('tlsClientError', () => undefined)],
];

test.each(handshakeFailures)('a request to a server that %s was provably not sent', async (_, create) => {
  const failure = await failureAt(create());
  expect(isConnectFailure(failure.cause)).toBe(true);
  expect(provesUnsent(failure)).toBe(true);
});

test('a write to a server without TLS is retried, and its error says that it was not sent', async () => {
  const server = createHttpServer((_, response) => response.end());
  servers.push(server.listen(0, '127.0.0.1'));
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const secuconnect = new Secuconnect({
    baseUrl: `https://127.0.0.1:${port}/api/v2`,
    auth: { token: 't' },
    maxRetries: 1,
  });
  await expect(secuconnect.smart.transactions.create({})).rejects.toMatchObject({
    name: 'ConnectionError',
    code: 'ERR_SSL_WRONG_VERSION_NUMBER',
    outcome: 'not-sent',
    attempts: [expect.anything(), expect.anything()],
  });
});

test('the same failure of an open connection proves nothing', async () => {
  const { cause } = await failureAt(createHttpServer());
  const later = Object.assign(new Error(cause.message), { code: (cause as { code?: string }).code });
  expect(isConnectFailure(later)).toBe(false);
  expect(provesUnsent(new TypeError('fetch failed', { cause: later }))).toBe(false);
});

test('a message without an error is ignored', () => {
  watchConnections();
  for (const message of [{}, { error: null }, { error: 'refused' }])
    expect(() => channel('undici:client:connectError').publish(message)).not.toThrow();
});

test('a port that fetch blocks was provably not reached', async () => {
  const failure: unknown = await fetch('https://127.0.0.1:1/', { method: 'POST' }).catch((reason: unknown) => reason);
  expect(provesUnsent(failure)).toBe(true);
});
