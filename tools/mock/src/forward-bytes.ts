import { request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { request as httpsRequest } from 'node:https';

/** How long an upstream may take. A server that does not respond must not hang the tests. */
export const UPSTREAM_TIMEOUT_MS = 30_000;

const NOT_FORWARDED = ['host', 'connection', 'keep-alive', 'expect', 'transfer-encoding', 'content-length', 'trailer'];

export interface Forwarded {
  readonly to: URL;
  readonly incoming: IncomingMessage;
  readonly bytes: Buffer;
  /** Names of further headers to leave out. */
  readonly without: readonly string[];
  /** Called with the status when the upstream responds. */
  readonly onStatus: (status: number) => void;
}

/** Sends a request to the upstream, and its response back, byte by byte. */
export function forwardBytes({ to, incoming, bytes, without, onStatus }: Forwarded, response: ServerResponse): void {
  const { method = 'GET' } = incoming;
  const drops = new Set([...NOT_FORWARDED, ...without]);
  const headers = rawHeadersWithout(incoming.rawHeaders, (name) => drops.has(name));
  headers.unshift('Host', to.host);
  if (bytes.length > 0 || !['GET', 'HEAD'].includes(method)) headers.push('Content-Length', String(bytes.length));
  const send = to.protocol === 'https:' ? httpsRequest : httpRequest;
  const outgoing = send(to, { method, headers, timeout: UPSTREAM_TIMEOUT_MS, agent: false });
  outgoing.on('timeout', () => outgoing.destroy(new Error(`No response within ${UPSTREAM_TIMEOUT_MS} ms`)));
  outgoing.on('error', (error) => {
    if (response.headersSent) response.destroy();
    else response.writeHead(504, { 'content-type': 'text/plain' }).end(error.message);
  });
  outgoing.on('response', (answer) => {
    const { statusCode = 502, statusMessage, rawHeaders } = answer;
    onStatus(statusCode);
    response.writeHead(
      statusCode,
      statusMessage,
      rawHeadersWithout(rawHeaders, (name) => name === 'connection' || name === 'keep-alive'),
    );
    answer.pipe(response);
  });
  response.on('close', () => outgoing.destroy());
  outgoing.end(bytes);
}

/** Raw header pairs without some names; the others keep their order and spelling. */
const rawHeadersWithout = (rawHeaders: readonly string[], drops: (name: string) => boolean): string[] =>
  rawHeaders.filter((_, index) => !drops((rawHeaders[index - (index % 2)] ?? '').toLowerCase()));
