import { Agent, type AgentOptions, type ClientRequest, type IncomingMessage } from 'node:http';
import { Agent as TlsAgent, type AgentOptions as TlsAgentOptions } from 'node:https';
import type { Duplex } from 'node:stream';
import type { Socket } from 'node:net';
import type { Proxy } from './proxy.ts';
import { openTunnel, type TunnelOptions } from './tunnel.ts';

/** How many connections a transport opens and keeps. */
export interface ConnectionLimits {
  readonly ca: TlsAgentOptions['ca'];
  readonly maxConnections: number;
  readonly maxIdleConnections: number;
  readonly idleTimeout: number;
}

/** A server announces full seconds, and closes when they have passed: a request that is sent just then would be lost. In ms. */
const CLOSING_MARGIN_MS = 1_000;

/** Sockets whose connection, and TLS handshake, is complete. */
const openSockets = new WeakSet<Duplex>();
/** For how long servers keep idle connections, in ms. */
const announcedIdleTimes = new WeakMap<Duplex, number>();

/** Whether a request on this socket can have reached the server. */
export const isOpen = (socket: Duplex | null | undefined): boolean => Boolean(socket && openSockets.has(socket));

/** Keeps the promise of a server for how long it waits for the next request: `Keep-Alive: timeout=5`. */
export function readKeepAlive({ rawHeaders, socket }: IncomingMessage): void {
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index]!;
    if (name.length !== 10 || name.toLowerCase() !== 'keep-alive') continue;
    const seconds = /timeout=(\d+)/i.exec(rawHeaders[index + 1]!)?.[1];
    if (seconds !== undefined) announcedIdleTimes.set(socket, Number(seconds) * 1_000 - CLOSING_MARGIN_MS);
  }
}

/** The connections of a transport: a pool for each way to a server. */
export class Connections {
  readonly #limits: ConnectionLimits;
  readonly #pools = new Map<string, PlainPool | TlsPool>();
  #isClosed = false;

  constructor(limits: ConnectionLimits) {
    this.#limits = limits;
  }

  /** The pool for `http:` or `https:`, through a proxy or not. */
  pool(protocol: string, proxy: Proxy | undefined): PlainPool | TlsPool {
    const isTls = protocol === 'https:';
    // A request without TLS goes to the proxy itself.
    const isTlsPool = isTls || proxy?.protocol === 'https:';
    const key = isTls ? `${protocol}${proxy?.id ?? ''}` : isTlsPool ? 'proxy' : protocol;
    let pool = this.#pools.get(key);
    if (!pool) {
      const canKeep = (): boolean => !this.#isClosed;
      pool = isTlsPool
        ? new TlsPool(this.#limits, canKeep, isTls ? proxy : undefined)
        : new PlainPool(this.#limits, canKeep);
      this.#pools.set(key, pool);
    }
    return pool;
  }

  /** Whether a connection waits for a request. */
  get hasIdle(): boolean {
    for (const { freeSockets } of this.#pools.values()) for (const _ in freeSockets) return true;
    return false;
  }

  /** Closes idle connections now, and the others after their responses. */
  close(): void {
    this.#isClosed = true;
    for (const { freeSockets } of this.#pools.values())
      for (const sockets of Object.values(freeSockets)) for (const socket of [...(sockets ?? [])]) socket.destroy();
  }
}

const agentOptions = ({ maxConnections, maxIdleConnections, idleTimeout }: ConnectionLimits): AgentOptions => ({
  keepAlive: true,
  maxSockets: maxConnections,
  maxFreeSockets: maxIdleConnections,
  // Ends idle connections only: a request has no timeout here.
  ...(Number.isFinite(idleTimeout) && { timeout: idleTimeout }),
});

class PlainPool extends Agent {
  readonly #idleTimeout: number;
  readonly #canKeep: () => boolean;

  constructor(limits: ConnectionLimits, canKeep: () => boolean) {
    super(agentOptions(limits));
    this.#idleTimeout = limits.idleTimeout;
    this.#canKeep = canKeep;
  }

  override createConnection(...args: Parameters<Agent['createConnection']>): Duplex | null | undefined {
    return noteOpening(super.createConnection(...args), 'connect');
  }

  override keepSocketAlive(socket: Duplex): boolean {
    return this.#canKeep() && keepIdle(socket as Socket, this.#idleTimeout);
  }

  override reuseSocket(socket: Duplex, request: ClientRequest): void {
    super.reuseSocket(socket, request);
    rejectLeftovers(socket);
  }
}

class TlsPool extends TlsAgent {
  readonly #idleTimeout: number;
  readonly #canKeep: () => boolean;
  readonly #proxy: Proxy | undefined;

  constructor(limits: ConnectionLimits, canKeep: () => boolean, proxy: Proxy | undefined) {
    super({ ...agentOptions(limits), ...(limits.ca !== undefined && { ca: limits.ca }) });
    this.#idleTimeout = limits.idleTimeout;
    this.#canKeep = canKeep;
    this.#proxy = proxy;
  }

  override createConnection(...args: Parameters<TlsAgent['createConnection']>): Duplex | null | undefined {
    const [options, callback] = args;
    if (!this.#proxy) return noteOpening(super.createConnection(...args), 'secureConnect');
    openTunnel(this.#proxy, options as TunnelOptions, (failure, tunnel) => {
      if (failure) return callback!(failure, undefined as never);
      const socket = super.createConnection({ ...options, socket: tunnel } as typeof options);
      callback!(null, noteOpening(socket, 'secureConnect')!);
    });
    return undefined;
  }

  override keepSocketAlive(socket: Duplex): boolean {
    return this.#canKeep() && keepIdle(socket as Socket, this.#idleTimeout);
  }

  override reuseSocket(socket: Duplex, request: ClientRequest): void {
    super.reuseSocket(socket, request);
    rejectLeftovers(socket);
  }
}

function noteOpening(socket: Duplex | null | undefined, event: 'connect' | 'secureConnect'): Duplex | null | undefined {
  return socket?.once(event, () => openSockets.add(socket));
}

/** Whether a socket may wait for the next request: not for longer than the server does, and without keeping the process alive. */
function keepIdle(socket: Socket, idleTimeout: number): boolean {
  const timeout = Math.min(idleTimeout, announcedIdleTimes.get(socket) ?? Number.POSITIVE_INFINITY);
  if (timeout <= 0) return false;
  const ms = Number.isFinite(timeout) ? timeout : 0;
  if ((socket.timeout ?? 0) !== ms) socket.setTimeout(ms);
  socket.unref();
  return true;
}

/** Bytes that arrived without a request would be read as the response to the next one. Nothing of it has been sent yet. */
function rejectLeftovers(socket: Duplex): void {
  if (socket.readableLength === 0) return;
  openSockets.delete(socket);
  socket.destroy(
    Object.assign(new Error('The server has sent more than its response.'), { code: 'ERR_UNEXPECTED_DATA' }),
  );
}
