import { request as requestTls } from 'node:https';
import type { Socket } from 'node:net';
import type { SecureContextOptions } from 'node:tls';
import { request as requestPlain } from './http.ts';
import type { Proxy } from './proxy.ts';

/** Where a tunnel leads, and what a proxy with TLS is trusted by. */
export interface TunnelTarget {
  readonly host: string;
  readonly port: number;
  readonly ca: SecureContextOptions['ca'];
}

/** Not `ERR_PROXY_TUNNEL`: newer versions of Node have a meaning of their own for it, and a request then gets no error. */
const TUNNEL_FAILED = 'ERR_TUNNEL_FAILED';

/**
 * Opens a connection through a proxy (`CONNECT`). Errors name neither the proxy nor its credentials.
 *
 * @returns A function that gives up.
 */
export function openTunnel(
  { protocol, hostname, port, authorization }: Proxy,
  { host: name, port: serverPort, ca }: TunnelTarget,
  callback: (failure: Error | null, tunnel?: Socket) => void,
): () => void {
  const target = `${name.includes(':') ? `[${name}]` : name}:${serverPort}`;
  const request = (protocol === 'https:' ? requestTls : requestPlain)({
    method: 'CONNECT',
    host: hostname,
    port,
    path: target,
    agent: false,
    ...(ca !== undefined && { ca }),
    headers: { host: target, ...(authorization !== undefined && { 'proxy-authorization': authorization }) },
  });
  let isSettled = false;
  const settle = (failure: Error | null, tunnel?: Socket): void => {
    if (isSettled) return;
    isSettled = true;
    callback(failure, tunnel);
  };
  const reject = (what: string): void => {
    request.destroy();
    settle(Object.assign(new Error(`The proxy ${what} when a tunnel was requested.`), { code: TUNNEL_FAILED }));
  };
  request.once('connect', ({ statusCode }, tunnel: Socket, head) => {
    if (statusCode === 200 && head.length === 0) return settle(null, tunnel);
    tunnel.destroy();
    reject(statusCode === 200 ? 'sent data too early' : `responded with status ${statusCode}`);
  });
  request.once('error', (failure) => settle(failure));
  request.once('close', () => reject('ended the connection'));
  request.end();
  return () => request.destroy();
}
