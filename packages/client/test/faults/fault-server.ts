import { createServer, type IncomingHttpHeaders, type IncomingMessage, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';

/** A request that reached the server whole. */
export interface Arrived {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What the server does with a request: it gets the bare socket, and may send anything or nothing. */
export type Behaviour = (socket: Socket, request: Arrived) => void;

export interface Behaviours {
  readonly api: Behaviour;
  readonly token: Behaviour;
  /** Before anything has been read. */
  readonly connection?: ((socket: Socket) => void) | undefined;
}

/** An HTTP server that parses requests and leaves the answers, byte by byte, to the test. Remembers what reached it. */
export class FaultServer {
  readonly api: Arrived[] = [];
  readonly token: Arrived[] = [];
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(behaviours: Behaviours) {
    this.#server = createServer((request) => void this.#receive(request, behaviours));
    this.#server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket);
      // The client ends connections in every way there is: none of them is news.
      socket.on('error', () => undefined).on('close', () => this.#sockets.delete(socket));
      behaviours.connection?.(socket);
    });
  }

  static async start(behaviours: Behaviours): Promise<FaultServer> {
    const server = new FaultServer(behaviours);
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
   * A port that refuses connections for as long as this server runs: the near end of a connection holds it, so nobody else can listen there.
   */
  async refusingPort(): Promise<number> {
    const holder = connect(this.port, '127.0.0.1');
    await new Promise<void>((resolve) => holder.once('connect', resolve));
    holder.on('error', () => undefined).unref();
    return (holder.address() as AddressInfo).port;
  }

  async #receive(request: IncomingMessage, behaviours: Behaviours): Promise<void> {
    const { method = '', url = '', headers, socket } = request;
    const arrived = { method, url, headers, body: await bodyOf(request) };
    const which = url.startsWith('/oauth/token') ? 'token' : 'api';
    this[which].push(arrived);
    behaviours[which](socket, arrived);
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }
}

/** Empty when the request breaks off. */
async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  try {
    for await (const part of request) parts.push(part as Buffer);
  } catch {
    return '';
  }
  return Buffer.concat(parts).toString();
}
