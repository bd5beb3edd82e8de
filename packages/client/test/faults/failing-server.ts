import { createServer, type IncomingHttpHeaders, type IncomingMessage, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';

/** A request that reached the server completely. */
export interface ReceivedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What the server does with a request: it receives the bare socket, and may send anything or nothing. */
export type Responder = (socket: Socket, request: ReceivedRequest) => void;

export interface Responders {
  readonly api: Responder;
  readonly token: Responder;
  /** Called before anything has been read. */
  readonly connection?: ((socket: Socket) => void) | undefined;
}

/** An HTTP server that parses requests, records them, and leaves the responses, byte by byte, to the test. */
export class FailingServer {
  readonly api: ReceivedRequest[] = [];
  readonly token: ReceivedRequest[] = [];
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(responders: Responders) {
    this.#server = createServer((request) => void this.#receive(request, responders));
    this.#server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket);
      // The client may end a connection in any way; the server ignores how.
      socket.on('error', () => undefined).on('close', () => this.#sockets.delete(socket));
      responders.connection?.(socket);
    });
  }

  static async start(responders: Responders): Promise<FailingServer> {
    const server = new FailingServer(responders);
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve));
    return server;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /**
   * A port that refuses connections for as long as this server runs: the near end of a connection holds it, so no other process can listen
   * there.
   */
  async refusingPort(): Promise<number> {
    const holder = connect(this.port, '127.0.0.1');
    await new Promise<void>((resolve) => holder.once('connect', resolve));
    holder.on('error', () => undefined).unref();
    return (holder.address() as AddressInfo).port;
  }

  async #receive(message: IncomingMessage, responders: Responders): Promise<void> {
    const { method = '', url = '', headers, socket } = message;
    const request = { method, url, headers, body: await readBody(message) };
    const endpoint = url.startsWith('/oauth/token') ? 'token' : 'api';
    this[endpoint].push(request);
    responders[endpoint](socket, request);
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }
}

/** The body as a string; empty when the request breaks off. */
async function readBody(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of message) chunks.push(chunk as Buffer);
  } catch {
    return '';
  }
  return Buffer.concat(chunks).toString();
}
