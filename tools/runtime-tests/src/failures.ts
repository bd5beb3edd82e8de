import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';

/** The first request arrives and its connection is closed; a second one finds no server. */
export const STOPS_LISTENING = 'connection closed by a server that stops';

/** What the server does once the request has arrived as a whole. */
export type Failure = (socket: Socket) => void;

const BODY = '{"id":"X_1"}';

/** A response with a length, on a connection that stays open. */
export const respond =
  (status: number | string, { headers = '', body = BODY }: { headers?: string; body?: string } = {}): Failure =>
  (socket) => {
    socket.write(
      `HTTP/1.1 ${status} Text\r\nContent-Type: application/json\r\n${headers}Content-Length: ${body.length}\r\n\r\n${body}`,
    );
  };

const close: Failure = (socket) => socket.end();
const reset: Failure = (socket) => socket.resetAndDestroy();

/** Writes some bytes, and ends the connection when they are on their way. */
const write =
  (bytes: string | Buffer, end: Failure = close): Failure =>
  (socket) => {
    socket.write(bytes, () => setTimeout(() => end(socket), 20));
  };

const HEAD = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n';

/** The failures over HTTP/1.1, by what the caller of the client would see of them. */
export const FAILURES: Readonly<Record<string, Failure>> = {
  none: respond(200),
  'connection closed': close,
  'connection reset': reset,
  [STOPS_LISTENING]: close,
  'connection closed after a while': (socket) => setTimeout(() => socket.end(), 150),
  'status line, then closed': write('HTTP/1.1 200 OK\r\n'),
  'part of the headers, then closed': write('HTTP/1.1 200 OK\r\nContent-Type: applica'),
  'part of the headers, then reset': write('HTTP/1.1 200 OK\r\nContent-Type: applica', reset),
  'one byte, then closed': write('H'),
  'empty line, then closed': write('\r\n'),
  'no HTTP, then closed': write('nothing that HTTP knows\r\n\r\n'),
  'status 100, then closed': write('HTTP/1.1 100 Continue\r\n\r\n'),
  'status 100, then reset': write('HTTP/1.1 100 Continue\r\n\r\n', reset),
  'status 103, then closed': write('HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\n'),
  'headers, then closed': write(`${HEAD}Content-Length: 12\r\n\r\n`),
  'part of the body, then closed': write(`${HEAD}Content-Length: 12\r\n\r\n{"id"`),
  'part of the body, then reset': write(`${HEAD}Content-Length: 12\r\n\r\n{"id"`, reset),
  'part of a chunked body, then closed': write(`${HEAD}Transfer-Encoding: chunked\r\n\r\n5\r\n{"id"\r\n`),
  'chunked body without its end, then closed': write(`${HEAD}Transfer-Encoding: chunked\r\n\r\nc\r\n${BODY}\r\n`),
  'half of a gzip body': (socket) => {
    const half = gzipSync(BODY.repeat(20)).subarray(0, 18);
    socket.write(`${HEAD}Content-Encoding: gzip\r\nContent-Length: ${half.length}\r\n\r\n`);
    socket.write(half);
  },
  'empty response of unknown length': write(`${HEAD}\r\n`),
  'empty response': respond(200, { body: '' }),
  'HTML page with status 200': respond(200, { body: '<p>Welcome</p>' }),
  ...Object.fromEntries(
    [300, 301, 302, 303, 307, 308].map((status) => [
      `status ${status}`,
      respond(status, { headers: 'Location: /ok/redirected\r\n' }),
    ]),
  ),
  ...Object.fromEntries(
    [400, 401, 403, 404, 408, 409, 421, 425, 429, 500, 502, 503, 504].map((status) => [
      `status ${status}`,
      respond(status),
    ]),
  ),
  'status 408, then closed': (socket) => {
    respond(408, { headers: 'Connection: close\r\n' })(socket);
    socket.end();
  },
  'status 421, then closed': (socket) => {
    respond(421, { headers: 'Connection: close\r\n' })(socket);
    socket.end();
  },
  'status 401 with a login': respond(401, { headers: 'WWW-Authenticate: Basic realm="API"\r\n' }),
  'status 503 with Retry-After: 0': respond(503, { headers: 'Retry-After: 0\r\n' }),
};

/** Failures of the first request only: a runtime that sends a second one gets a success, and the caller does not learn of the first. */
export const ONCE = ['connection closed', 'connection reset', 'status 100, then closed', 'status 408', 'status 421'];

/** The name of a failure that ends with the first request. */
export const once = (failure: string): string => `${failure}, once`;
