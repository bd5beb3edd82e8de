import { request as requestPlain } from 'node:http';
import { request as requestTls } from 'node:https';
import type { Duplex } from 'node:stream';
import type { Proxy } from './proxy.ts';

/** What the request that needs a tunnel passes to its connection. */
export interface TunnelOptions {
  readonly host?: string | null;
  readonly port?: number | string | null;
  /** Receives what ends the opening of the tunnel, until it is open. */
  readonly onTunnel?: (end: () => void) => void;
}

/** Opens a connection through a proxy (`CONNECT`). Errors name neither the proxy nor its credentials. */
export function openTunnel(
  { protocol, hostname, port, authorization }: Proxy,
  options: TunnelOptions,
  callback: (failure: Error | null, tunnel?: Duplex) => void,
): void {
  const host = options.host ?? '';
  const target = `${host.includes(':') ? `[${host}]` : host}:${options.port ?? 443}`;
  const open = protocol === 'https:' ? requestTls : requestPlain;
  const request = open({
    method: 'CONNECT',
    host: hostname,
    port,
    path: target,
    agent: false,
    headers: { host: target, ...(authorization !== undefined && { 'proxy-authorization': authorization }) },
  });
  options.onTunnel?.(() => request.destroy());
  request.once('connect', ({ statusCode }, socket, head) => {
    if (statusCode === 200 && head.length === 0) return callback(null, socket);
    socket.destroy();
    callback(
      proxyError(head.length > 0 && statusCode === 200 ? 'has sent data' : `responded with status ${statusCode}`),
    );
  });
  // Without an upgrade: the proxy has an answer of its own.
  request.once('response', ({ statusCode }) => {
    request.destroy();
    callback(proxyError(`responded with status ${statusCode}`));
  });
  request.once('error', (failure) => callback(failure));
  request.end();
}

const proxyError = (what: string): Error =>
  Object.assign(new Error(`The proxy ${what} when a tunnel was requested.`), { code: 'ERR_PROXY_TUNNEL' });
