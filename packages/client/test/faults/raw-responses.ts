import type { Socket } from 'node:net';
import type { ReceivedRequest, Responder } from './failing-server.ts';

type Headers = Readonly<Record<string, string | number>>;

/** The bytes of a response up to its body. Without a length, the body ends with the connection. */
export const responseHead = (status: number, headers: Headers = {}): string =>
  [
    `HTTP/1.1 ${status} Reason`,
    ...Object.entries({ 'content-type': 'application/json', connection: 'close', ...headers }).map(
      ([name, value]) => `${name}: ${value}`,
    ),
    '\r\n',
  ].join('\r\n');

/** Sends a complete response. */
export const respondWith =
  (status: number, body: string | object = '', headers: Headers = {}): Responder =>
  (socket) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    socket.end(`${responseHead(status, { 'content-length': Buffer.byteLength(text), ...headers })}${text}`);
  };

/** Sends bytes, then closes the connection. */
export const sendAndClose =
  (...parts: (string | Uint8Array)[]): Responder =>
  (socket) => {
    for (const part of parts) socket.write(part);
    socket.end();
  };

/** Sends bytes, then nothing more, on a connection that stays open. */
export const sendAndStall =
  (sent = ''): Responder =>
  (socket) => {
    if (sent) socket.write(sent);
  };

/** Sends bytes, then resets the connection as soon as the client can have seen them. */
export const sendAndReset =
  (sent = ''): Responder =>
  (socket) => {
    if (sent) socket.write(sent, () => setImmediate(() => socket.resetAndDestroy()));
    else socket.resetAndDestroy();
  };

/** Sends bytes, then one more at each interval, indefinitely. */
export const drip =
  (sent: string, intervalMs = 20): Responder =>
  (socket) => {
    socket.write(sent);
    const timer = setInterval(() => socket.write(' '), intervalMs);
    socket.once('close', () => clearInterval(timer));
  };

/** Sends bytes, then more of them as fast as the client reads, indefinitely. */
export const flood =
  (sent: string): Responder =>
  (socket) => {
    const chunk = Buffer.alloc(64 * 1024, ' ');
    const pour = (): void => {
      while (!socket.destroyed && socket.write(chunk));
    };
    socket.write(sent);
    socket.on('drain', pour);
    pour();
  };

/** What careless servers and debug pages do: they quote the request, as it arrived and escaped. */
export const echoRequest = (request: ReceivedRequest): string => {
  const { method, url, headers, body } = request;
  const quoted = `${method} ${url}\n${Object.entries(headers)
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join('\n')}\n\n${body}`;
  const escaped = quoted.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  const fields = [...new URLSearchParams(body)].map(([name, value]) => `${name} = ${value}`).join('\n');
  return `<html><pre>${quoted}</pre><pre>${escaped}</pre><pre>${fields}</pre></html>`;
};

/** Sends a complete response that quotes the request. */
export const respondWithEcho =
  (
    status: number,
    bodyFor: (echo: string) => string | object,
    headersFor: (request: ReceivedRequest) => Headers = () => ({}),
  ) =>
  (socket: Socket, request: ReceivedRequest): void =>
    respondWith(status, bodyFor(echoRequest(request)), headersFor(request))(socket, request);
