import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { TLS } from './certificate.ts';

/** A request that arrived as a whole. */
export interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

type Responder = (request: Received, ...args: Parameters<RequestListener>) => void;

const respondOk: Responder = (_, __, response) => void response.end('{"id":"STX_1"}');

/** A server that counts connections and complete requests. */
export class CountingServer {
  readonly requests: Received[] = [];
  readonly sockets = new Set<Socket>();
  connections = 0;
  /** What it responds with; JSON by default. */
  respond: Responder = respondOk;
  readonly #server: Server;
  readonly #protocol: string;

  constructor(options: { tls?: boolean; keepAliveTimeout?: number } = {}) {
    const listener: RequestListener = (request, response) => {
      const chunks: Buffer[] = [];
      request.on('error', () => undefined);
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { method = '', url = '', headers } = request;
        const received = { method, url, headers, body: Buffer.concat(chunks).toString('latin1') };
        this.requests.push(received);
        this.respond(received, request, response);
      });
    };
    const { tls, ...others } = options;
    const settings = { keepAliveTimeout: 60_000, ...others };
    this.#server = tls ? createTlsServer({ ...TLS, ...settings }, listener) : createServer(settings, listener);
    this.#protocol = tls ? 'https' : 'http';
    this.#server.on(tls ? 'secureConnection' : 'connection', (socket: Socket) => {
      this.connections++;
      this.sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => this.sockets.delete(socket));
    });
  }

  async listen(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, resolve));
    return this;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get origin(): string {
    return `${this.#protocol}://localhost:${this.port}`;
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }
}

/** Resolves when the condition holds; a test that waits indefinitely times out. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}
