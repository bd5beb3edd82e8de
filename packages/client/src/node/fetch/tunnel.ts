import { request as requestPlain } from 'node:http';
import { request as requestTls } from 'node:https';
import type { Socket } from 'node:net';
import type { Proxy } from './proxy.ts';

/**
 * Opens a connection through a proxy (`CONNECT`). Errors name neither the proxy nor its credentials.
 *
 * @returns A function that gives up.
 */
export function openTunnel(
  { protocol, hostname, port, authorization }: Proxy,
  server: { readonly host: string; readonly port: number },
  callback: (failure: Error | null, tunnel?: Socket) => void,
): () => void {
  const target = `${server.host.includes(':') ? `[${server.host}]` : server.host}:${server.port}`;
  const request = (protocol === 'https:' ? requestTls : requestPlain)({
    method: 'CONNECT',
    host: hostname,
    port,
    path: target,
    agent: false,
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
    settle(Object.assign(new Error(`The proxy ${what} when a tunnel was requested.`), { code: 'ERR_PROXY_TUNNEL' }));
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
