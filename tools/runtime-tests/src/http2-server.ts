import { createSecureServer, type ServerHttp2Session, type ServerHttp2Stream } from 'node:http2';
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { Certificate } from './certificate.ts';
import { once } from './failures.ts';
import type { CompleteRequest } from './raw-server.ts';

type Failure = (stream: ServerHttp2Stream, socket: Socket) => void;

const respond =
  (status: number): Failure =>
  (stream) => {
    stream.respond({ ':status': status, 'content-type': 'application/json' });
    stream.end('{"id":"X_1"}');
  };
const resetStream =
  (code: number): Failure =>
  (stream) =>
    stream.close(code);

/** The failures over HTTP/2. */
export const HTTP2_FAILURES: Readonly<Record<string, Failure>> = {
  none: respond(200),
  'connection closed': (_, socket) => socket.end(),
  'connection reset': (_, socket) => socket.resetAndDestroy(),
  'GOAWAY below the stream': ({ id, session }, socket) => {
    session!.goaway(0, Math.max(0, id! - 2));
    setTimeout(() => socket.end(), 20);
  },
  'GOAWAY that covers the stream': ({ id, session }, socket) => {
    session!.goaway(0, id!);
    setTimeout(() => socket.end(), 20);
  },
  'stream reset, NO_ERROR': resetStream(0),
  'stream reset, INTERNAL_ERROR': resetStream(2),
  'stream reset, REFUSED_STREAM': resetStream(7),
  'stream reset, CANCEL': resetStream(8),
  'status 408': respond(408),
  'status 421': respond(421),
  'status 503': respond(503),
  'part of the body, then stream reset': (stream) => {
    stream.respond({ ':status': 200, 'content-type': 'application/json' });
    stream.write('{"id"', () => setTimeout(() => stream.close(2), 20));
  },
};

/** Failures of the first request only. */
export const HTTP2_ONCE = ['connection reset', 'stream reset, REFUSED_STREAM', 'GOAWAY below the stream', 'status 421'];

/** Counts complete requests over HTTP/2, as `RawServer` does over HTTP/1.1. */
export class Http2Server {
  readonly requests = new Map<string, CompleteRequest[]>();
  readonly #pages: ReadonlyMap<string, string>;
  readonly #servers: Server[] = [];
  /** The connections of clients. Node lets no program reset the connection of a session, so each passes through another socket. */
  readonly #sockets = new Map<number, Socket>();

  constructor(pages: ReadonlyMap<string, string>) {
    this.#pages = pages;
  }

  async listen(certificate: Certificate): Promise<number> {
    const server = createSecureServer({ ...certificate, allowHTTP1: false });
    server.on('sessionError', () => undefined);
    server.on('session', (session) => this.#serve(session));
    const port = await this.#open(server);
    return this.#open(
      createServer((socket) => {
        const inner = connect(port, '127.0.0.1', () => this.#sockets.set(inner.localPort!, socket));
        for (const [from, to] of [
          [socket, inner],
          [inner, socket],
        ] as const) {
          from.on('error', () => undefined);
          from.on('close', () => to.destroy());
          from.pipe(to);
        }
      }),
    );
  }

  close(): void {
    for (const server of this.#servers) server.close();
    for (const socket of this.#sockets.values()) socket.destroy();
  }

  async #open(server: Server): Promise<number> {
    this.#servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return (server.address() as { port: number }).port;
  }

  #serve(session: ServerHttp2Session): void {
    session.on('error', () => undefined);
    session.on('stream', (stream: ServerHttp2Stream, headers) => {
      stream.on('error', () => undefined);
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const path = String(headers[':path']);
        const page = this.#pages.get(path);
        if (page !== undefined) return sendPage(stream, page);
        const request = {
          method: String(headers[':method']),
          headers: JSON.stringify(headers),
          body: Buffer.concat(chunks),
        };
        this.#respond(path, request)(stream, this.#sockets.get(session.socket.remotePort!)!);
      });
    });
  }

  #respond(path: string, request: CompleteRequest): Failure {
    const [, id = '', failure = ''] = path.split('/').map(decodeURIComponent);
    const all = this.requests.get(id) ?? [];
    all.push(request);
    this.requests.set(id, all);
    const name = HTTP2_ONCE.find((one) => once(one) === failure);
    if (name && all.length > 1) return respond(200);
    return HTTP2_FAILURES[name ?? failure] ?? respond(200);
  }
}

/** Pages are kept as whole HTTP/1.1 responses. */
function sendPage(stream: ServerHttp2Stream, page: string): void {
  const [head = '', body] = page.split('\r\n\r\n');
  stream.respond({ ':status': 200, 'content-type': /content-type: (.*)/i.exec(head)?.[1] });
  stream.end(body);
}
