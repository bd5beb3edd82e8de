import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { Secuconnect } from '../../../src/index.ts';
import { provesUnsent } from '../../../src/errors/unsent.ts';
import { makeCertificate, TLS } from './certificate.ts';
import { CountingServer } from './counting-server.ts';
import { OWN_TRANSPORTS, type OwnTransport } from './own-transports.ts';

const open: { close(): unknown }[] = [];
const keep = <Closable extends { close(): unknown }>(one: Closable): Closable => {
  open.push(one);
  return one;
};
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

/** A server of bare sockets; returns its port. */
async function listen(onConnection: (socket: Socket) => void): Promise<number> {
  const server: Server = keep(createServer(onConnection));
  server.on('connection', (socket) => socket.on('error', () => undefined));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

type Failure = Error & { readonly cause: Error & { readonly code: string } };
const failureOf = (call: Promise<unknown>): Promise<Failure> =>
  call.then(
    () => expect.fail('The call succeeded.'),
    (error: unknown) => error as Failure,
  );
/** How the client judges the failure of a write. */
const outcomeAt = async (origin: string, fetch: OwnTransport['send']): Promise<unknown> => {
  const secuconnect = new Secuconnect({ baseUrl: `${origin}/api/v2`, auth: { token: 't' }, fetch, maxRetries: 0 });
  const { name, outcome, code } = (await failureOf(secuconnect.smart.transactions.create({}))) as Failure & { outcome?: string; code?: string }; // prettier-ignore
  return { name, outcome, code };
};

describe.each(OWN_TRANSPORTS)(
  '$name: failures before the connection is open prove that nothing was sent',
  ({ create }) => {
    const cases: Record<string, [() => Promise<string>, string | undefined, string | RegExp]> = {
      'a port where nothing listens': [
        async () => {
          const port = await listen(() => undefined);
          await Promise.all(open.splice(0).map((one) => new Promise((resolve) => (one as Server).close(resolve))));
          return `http://127.0.0.1:${port}`;
        },
        undefined,
        'ECONNREFUSED',
      ],
      'a host that does not exist': [async () => 'https://unknown-host.invalid', undefined, /^(ENOTFOUND|EAI_AGAIN)$/],
      'a certificate that is not trusted': [
        async () => keep(await new CountingServer({ tls: true }).listen()).origin,
        undefined,
        'DEPTH_ZERO_SELF_SIGNED_CERT',
      ],
      'a certificate of another authority': [
        async () => keep(await new CountingServer({ tls: true }).listen()).origin,
        makeCertificate().cert,
        /CERT|SIGNATURE|VERIFY/,
      ],
      'a certificate for another name': [
        async () => `https://127.0.0.2:${keep(await new CountingServer({ tls: true }).listen()).port}`,
        TLS.cert,
        'ERR_TLS_CERT_ALTNAME_INVALID',
      ],
      'a port without TLS': [
        async () => `https://127.0.0.1:${await listen((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))}`,
        undefined,
        /^(ERR_SSL_|EPROTO)/,
      ],
      'a handshake that is closed': [
        async () => `https://127.0.0.1:${await listen((socket) => void socket.once('data', () => socket.end()))}`,
        undefined,
        'ERR_TLS_HANDSHAKE_CLOSED',
      ],
    };
    test.each(Object.entries(cases))('%s', async (_, [origin, ca, code]) => {
      const url = await origin();
      const { send } = keep(create(ca));
      const failure = await failureOf(send(url, { method: 'POST', body: '{}' }));
      expect(failure).toBeInstanceOf(TypeError);
      expect(failure.message).toBe('fetch failed');
      expect(failure.cause.code).toMatch(code);
      expect(provesUnsent(failure)).toBe(true);
      expect(await outcomeAt(url, send)).toMatchObject({ name: 'ConnectionError', outcome: 'not-sent' });
    });
  },
);

describe.each(OWN_TRANSPORTS)('$name: failures of an open connection prove nothing', ({ create }) => {
  const cases: Record<string, [(socket: Socket) => void, RegExp]> = {
    'closed without a response': [(socket) => socket.end(), /ECONNRESET|UND_ERR_SOCKET/],
    'reset without a response': [(socket) => socket.resetAndDestroy(), /ECONNRESET|EPIPE|UND_ERR_SOCKET/],
    'no HTTP': [(socket) => socket.end('SSH-2.0-OpenSSH\r\n'), /^HPE_|ERR_MAYBE_SENT/],
    'headers that are too large': [
      (socket) => socket.end(`HTTP/1.1 200 OK\r\na: ${'x'.repeat(1e5)}\r\n\r\n`),
      /^HPE_|HEADERS_OVERFLOW/,
    ],
    'two lengths': [
      (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n12'),
      /^HPE_|CONTENT_LENGTH_MISMATCH/,
    ],
  };
  test.each(Object.entries(cases))('%s', async (_, [respond, code]) => {
    const port = await listen((socket) => socket.once('data', () => respond(socket)));
    const { send } = keep(create());
    const failure = await failureOf(send(`http://127.0.0.1:${port}`, { method: 'POST', body: '{}' }));
    expect(failure.message).toBe('fetch failed');
    expect(failure.cause.code).toMatch(code);
    expect(provesUnsent(failure)).toBe(false);
    // What has been read could contain secrets.
    expect(failure.cause).not.toHaveProperty('rawPacket');
    expect(failure.cause).not.toHaveProperty('data');
    expect(await outcomeAt(`http://127.0.0.1:${port}`, send)).toMatchObject({ outcome: 'unknown' });
  });
});

describe.each(OWN_TRANSPORTS)('$name: a body that fails', ({ create }) => {
  test('proves nothing, although its failure looks like that of a connection that was not opened', async () => {
    const own = Object.assign(new Error('no file'), { code: 'ECONNREFUSED', syscall: 'connect', data: 'own' });
    const origin = keep(await new CountingServer().listen()).origin;
    const body = new ReadableStream({
      pull: (controller) => {
        controller.enqueue(new Uint8Array(10));
        controller.error(own);
      },
    });
    const failure = await failureOf(
      keep(create()).send(origin, { method: 'POST', body, duplex: 'half' } as RequestInit),
    );
    expect(provesUnsent(failure)).toBe(false);
    // What is the program's own stays as it is.
    expect(failure.cause.cause).toBe(own);
    expect(own.data).toBe('own');
  });
});
