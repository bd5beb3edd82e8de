import { connect, isIP, type Socket } from 'node:net';
import { connect as connectTls, createSecureContext, type SecureContext, type SecureContextOptions } from 'node:tls';
import type { OpenSocket } from './pool.ts';
import type { Proxy } from './proxy.ts';
import { openTunnel } from './tunnel.ts';

/** A server, or a proxy. */
export interface Address {
  readonly protocol: string;
  /** Without brackets. */
  readonly hostname: string;
  readonly port: number;
}

/** Sockets whose connection, and TLS handshake, is complete. */
const openSockets = new WeakSet<object>();

/** Whether something that was written to this socket can have reached the server. */
export const isOpen = (socket: object | null | undefined): boolean => Boolean(socket && openSockets.has(socket));

/** How connections to a server are opened: with TLS or without, and through the tunnel of a proxy or directly. */
export function socketOpener(
  { protocol, hostname: host, port }: Address,
  ca: SecureContextOptions['ca'],
  tunnel: Proxy | undefined,
): OpenSocket {
  if (protocol !== 'https:') {
    return (callback) => {
      const socket = connect({ host, port });
      callback(null, noteOpening(socket, 'connect'));
      return undefined;
    };
  }
  // Parsing certificates takes longer than a handshake.
  let context: SecureContext | undefined;
  let session: Buffer | undefined;
  const secure = (below?: Socket): Socket => {
    if (ca !== undefined) context ??= createSecureContext({ ca });
    const socket = connectTls({
      host,
      ...(below ? { socket: below } : { port }),
      // An address is checked too, but not sent as a name.
      ...(isIP(host) === 0 && { servername: host }),
      ALPNProtocols: ['http/1.1'],
      ...(context && { secureContext: context }),
      ...(session && { session }),
    });
    socket.on('session', (value) => (session = value));
    // A session that led to a failure must not lead to another one.
    socket.on('error', () => (session = undefined));
    return noteOpening(socket, 'secureConnect');
  };
  if (!tunnel) {
    return (callback) => {
      callback(null, secure());
      return undefined;
    };
  }
  return (callback) =>
    openTunnel(tunnel, { host, port, ca }, (failure, below) =>
      failure ? callback(failure) : callback(null, secure(below)),
    );
}

function noteOpening<Kind extends Socket>(socket: Kind, event: 'connect' | 'secureConnect'): Kind {
  return socket.once(event, () => openSockets.add(socket));
}
