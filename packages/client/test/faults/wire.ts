import type { Socket } from 'node:net';
import type { Arrived, Behaviour } from './fault-server.ts';

type Headers = Readonly<Record<string, string | number>>;

/** The bytes of an answer up to its body. Without a length, the body ends with the connection. */
export const head = (status: number, headers: Headers = {}): string =>
  [
    `HTTP/1.1 ${status} Reason`,
    ...Object.entries({ 'content-type': 'application/json', connection: 'close', ...headers }).map(
      ([name, value]) => `${name}: ${value}`,
    ),
    '\r\n',
  ].join('\r\n');

/** A whole answer. */
export const answer =
  (status: number, body: string | object = '', headers: Headers = {}): Behaviour =>
  (socket) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    socket.end(`${head(status, { 'content-length': Buffer.byteLength(text), ...headers })}${text}`);
  };

/** Bytes, and then the end of the connection. */
export const bytes =
  (...parts: (string | Uint8Array)[]): Behaviour =>
  (socket) => {
    for (const part of parts) socket.write(part);
    socket.end();
  };

/** Bytes, and then nothing more, on a connection that stays open. */
export const stall =
  (sent = ''): Behaviour =>
  (socket) => {
    if (sent) socket.write(sent);
  };

/** Bytes, and then a reset, once the client can have seen them. */
export const reset =
  (sent = ''): Behaviour =>
  (socket) => {
    if (sent) socket.write(sent, () => setImmediate(() => socket.resetAndDestroy()));
    else socket.resetAndDestroy();
  };

/** Bytes, and then one more every few milliseconds, for ever. */
export const drip =
  (sent: string, every = 20): Behaviour =>
  (socket) => {
    socket.write(sent);
    const timer = setInterval(() => socket.write(' '), every);
    socket.once('close', () => clearInterval(timer));
  };

/** Bytes, and then more of them as fast as they are taken, for ever. */
export const flood =
  (sent: string): Behaviour =>
  (socket) => {
    const more = Buffer.alloc(64 * 1024, ' ');
    const pour = (): void => {
      while (!socket.destroyed && socket.write(more));
    };
    socket.write(sent);
    socket.on('drain', pour);
    pour();
  };

/** What careless servers and debug pages do: say back what was sent, as it came and escaped. */
export const echo = (request: Arrived): string => {
  const { method, url, headers, body } = request;
  const said = `${method} ${url}\n${Object.entries(headers)
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join('\n')}\n\n${body}`;
  const escaped = said.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  const fields = [...new URLSearchParams(body)].map(([name, value]) => `${name} = ${value}`).join('\n');
  return `<html><pre>${said}</pre><pre>${escaped}</pre><pre>${fields}</pre></html>`;
};

export const echoing =
  (status: number, bodyOf: (said: string) => string | object, headersOf: (request: Arrived) => Headers = () => ({})) =>
  (socket: Socket, request: Arrived): void =>
    answer(status, bodyOf(echo(request)), headersOf(request))(socket, request);
