import { createServer, type Server, type Socket } from 'node:net';
import { FAILURES, once, ONCE, respond, STOPS_LISTENING, type Failure } from './failures.ts';

/** A request that arrived as a whole. */
export interface CompleteRequest {
  readonly method: string;
  readonly headers: string;
  readonly body: Buffer;
}

/** Counts the complete requests of each case, and ends them as the case demands. */
export class RawServer {
  readonly requests = new Map<string, CompleteRequest[]>();
  readonly #pages: ReadonlyMap<string, string>;
  readonly #servers: Server[] = [];
  readonly #sockets = new Set<Socket>();

  /** @param pages HTML and scripts for browsers, by path. */
  constructor(pages: ReadonlyMap<string, string> = new Map()) {
    this.#pages = pages;
  }

  /** Listens on a free port of the loopback interface, beside those where it already does. */
  async listen(): Promise<number> {
    const server = createServer((socket) => this.#accept(socket, server));
    this.#servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return (server.address() as { port: number }).port;
  }

  close(): void {
    for (const server of this.#servers) server.close();
    for (const socket of this.#sockets) socket.destroy();
  }

  #accept(socket: Socket, server: Server): void {
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket));
    socket.on('error', () => undefined);
    let received: Buffer = Buffer.alloc(0);
    socket.on('data', (data: Buffer) => {
      received = Buffer.concat([received, data]);
      for (let parsed; (parsed = parseRequest(received)); received = parsed.rest) {
        this.#respond(parsed.path, parsed.request, server)(socket);
      }
    });
  }

  #respond(path: string, request: CompleteRequest, server: Server): Failure {
    const page = this.#pages.get(path);
    if (page !== undefined) return (socket) => socket.end(page);
    const [, id = '', failure = ''] = path.split('/').map(decodeURIComponent);
    const all = this.requests.get(id) ?? [];
    all.push(request);
    this.requests.set(id, all);
    if (failure === STOPS_LISTENING) server.close();
    const name = ONCE.find((one) => once(one) === failure);
    if (name && all.length > 1) return respond(200);
    return FAILURES[name ?? failure] ?? respond(200);
  }
}

/** The first request of the bytes and what follows it; `undefined` while it is incomplete. */
function parseRequest(bytes: Buffer): { path: string; request: CompleteRequest; rest: Buffer } | undefined {
  const headEnd = bytes.indexOf('\r\n\r\n');
  if (headEnd === -1) return undefined;
  const head = bytes.subarray(0, headEnd).toString('latin1');
  const [method = '', path = ''] = head.split(' ');
  const start = headEnd + 4;
  let body: Buffer;
  let end: number;
  if (/^transfer-encoding: *chunked/im.test(head)) {
    const chunks: Buffer[] = [];
    for (end = start; ;) {
      const lineEnd = bytes.indexOf('\r\n', end);
      if (lineEnd === -1) return undefined;
      const size = Number.parseInt(bytes.subarray(end, lineEnd).toString('latin1'), 16);
      end = lineEnd + 2 + size + 2;
      if (bytes.length < end) return undefined;
      if (size === 0) break;
      chunks.push(bytes.subarray(lineEnd + 2, end - 2));
    }
    body = Buffer.concat(chunks);
  } else {
    end = start + Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0);
    if (bytes.length < end) return undefined;
    body = bytes.subarray(start, end);
  }
  return { path, request: { method, headers: head, body: Buffer.from(body) }, rest: bytes.subarray(end) };
}
