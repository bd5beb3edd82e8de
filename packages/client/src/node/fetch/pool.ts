import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';

/** How many connections there are to one server, and for how long. */
export interface PoolLimits {
  readonly maxConnections: number;
  readonly maxIdleConnections: number;
  /** In ms; may be infinite. */
  readonly idleTimeout: number;
}

/**
 * Opens a connection, and returns a function that gives up. The callback may get a socket that still connects.
 *
 * @returns `undefined` where the socket itself can be destroyed.
 */
export type OpenSocket = (callback: (failure: Error | null, socket?: Socket) => void) => (() => void) | undefined;

/** How Node tells a request that it gets no socket; its types do not know it. */
interface FailedSocket {
  onSocket(socket: null, failure: Error | null): void;
}

/** A server that announces full seconds closes when they have passed: a request that is sent just then would be lost. In ms. */
const CLOSING_MARGIN_MS = 1_000;
/** Routers forget connections on which nothing is sent, also while a call waits for a terminal. In ms. */
const PROBE_AFTER_MS = 60_000;

/** For how long servers keep idle connections, in ms. */
const announcedIdleTimes = new WeakMap<Socket, number>();
/** How many bytes had arrived when a socket without TLS became idle. */
const bytesReadWhenIdle = new WeakMap<Socket, number>();
/** What gives up connections that are being opened for a request. */
const openings = new WeakMap<ClientRequest, () => void>();

/** Notes for how long the server keeps the connection of a response: `Keep-Alive: timeout=5`. The first response of a connection tells. */
export function readKeepAlive({ rawHeaders, socket }: IncomingMessage): void {
  if (announcedIdleTimes.has(socket)) return;
  let ms = Number.POSITIVE_INFINITY;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    if (rawHeaders[index]!.toLowerCase() !== 'keep-alive') continue;
    const seconds = /timeout=(\d+)/i.exec(rawHeaders[index + 1]!)?.[1];
    if (seconds !== undefined) ms = Number(seconds) * 1_000 - CLOSING_MARGIN_MS;
  }
  announcedIdleTimes.set(socket, ms);
}

/** Ends a request, and the connection that is being opened for it. */
export function abandon(request: ClientRequest): void {
  request.destroy();
  openings.get(request)?.();
}

/**
 * The connections to one server, in place of an `http.Agent`: that is made for many servers, and takes a quarter of the time of a request. Requests of
 * Node call `addRequest`, sockets emit `free` when a response has ended and its connection can be used again.
 * - A socket gets a request only if it is as it was left. Nothing is sent a second time.
 * - Idle sockets do not keep the process alive.
 */
export class Pool {
  /** `ClientRequest` reads these four. */
  readonly protocol: string;
  readonly defaultPort: number;
  readonly keepAlive = true;
  readonly maxSockets = Number.POSITIVE_INFINITY;
  readonly #open: OpenSocket;
  readonly #limits: PoolLimits;
  readonly #idle: Socket[] = [];
  readonly #waiting: ClientRequest[] = [];
  #count = 0;
  #isClosed = false;

  constructor(protocol: string, open: OpenSocket, limits: PoolLimits) {
    this.protocol = protocol;
    this.defaultPort = protocol === 'https:' ? 443 : 80;
    this.#open = open;
    this.#limits = limits;
  }

  /** Whether a connection waits for a request. */
  get hasIdle(): boolean {
    return this.#idle.length > 0;
  }

  addRequest(request: ClientRequest): void {
    const socket = this.#takeIdle();
    if (socket) assign(socket, request);
    else if (this.#count < this.#limits.maxConnections) this.#openFor(request);
    else this.#waiting.push(request);
  }

  /** Closes idle connections now, and the others after their responses. */
  close(): void {
    this.#isClosed = true;
    for (const socket of this.#idle.splice(0)) socket.destroy();
  }

  /** The one that was used last: the others may then become too old. */
  #takeIdle(): Socket | undefined {
    for (let socket = this.#idle.pop(); socket; socket = this.#idle.pop()) {
      if (isUsable(socket) && wasQuiet(socket)) return socket;
      socket.destroy();
    }
    return undefined;
  }

  #openFor(request: ClientRequest): void {
    this.#count++;
    const giveUp = this.#open((failure, socket) => {
      openings.delete(request);
      if (socket) {
        this.#adopt(socket);
        request.onSocket(socket);
      } else {
        (request as unknown as FailedSocket).onSocket(null, failure);
        this.#removeOne();
      }
    });
    if (giveUp) openings.set(request, giveUp);
  }

  #adopt(socket: Socket): void {
    socket.setNoDelay(true);
    socket.setKeepAlive(true, PROBE_AFTER_MS);
    socket.on('free', () => this.#release(socket));
    socket.on('timeout', () => {
      // A request has no timeout here.
      if (this.#idle.includes(socket)) socket.destroy();
    });
    // Without a request, there is no other listener, and the failure would end the process.
    socket.on('error', () => undefined);
    socket.once('close', () => {
      const index = this.#idle.indexOf(socket);
      if (index !== -1) this.#idle.splice(index, 1);
      this.#removeOne();
    });
  }

  #release(socket: Socket): void {
    if (!isUsable(socket)) return void socket.destroy();
    const next = this.#nextWaiting();
    if (next) return assign(socket, next);
    const { maxIdleConnections, idleTimeout } = this.#limits;
    const ms = Math.min(idleTimeout, announcedIdleTimes.get(socket) ?? Number.POSITIVE_INFINITY);
    if (this.#isClosed || this.#idle.length >= maxIdleConnections || ms <= 0) return void socket.destroy();
    const timeout = Number.isFinite(ms) ? ms : 0;
    if ((socket.timeout ?? 0) !== timeout) socket.setTimeout(timeout);
    socket.unref();
    watch(socket);
    this.#idle.push(socket);
  }

  #removeOne(): void {
    this.#count--;
    const next = this.#nextWaiting();
    if (next) this.#openFor(next);
  }

  #nextWaiting(): ClientRequest | undefined {
    let next = this.#waiting.shift();
    while (next?.destroyed) next = this.#waiting.shift();
    return next;
  }
}

function assign(socket: Socket, request: ClientRequest): void {
  socket.ref();
  request.reusedSocket = true;
  request.onSocket(socket);
}

/**
 * Watches an idle socket: what arrives without a request may be a part of a response, whose rest would be read as the next one. TLS has messages of its
 * own, such as new session tickets: only what it passes on counts.
 */
function watch(socket: Socket): void {
  if (isEncrypted(socket)) socket.on('data', destroySender);
  else bytesReadWhenIdle.set(socket, socket.bytesRead);
}

/** Ends the watch. Returns whether nothing has arrived. */
function wasQuiet(socket: Socket): boolean {
  if (!isEncrypted(socket)) return socket.bytesRead === bytesReadWhenIdle.get(socket);
  socket.off('data', destroySender);
  return socket.readableLength === 0;
}

function destroySender(this: Socket): void {
  this.destroy();
}

const isEncrypted = (socket: Socket): boolean => 'encrypted' in socket && socket.encrypted === true;

const isUsable = (socket: Socket): boolean => !socket.destroyed && socket.writable;
