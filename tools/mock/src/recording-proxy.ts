import {
  request as httpRequest,
  createServer,
  Agent,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { request as httpsRequest } from 'node:https';
import { parseViolations, problem, rejectEarly } from './prism-guards.ts';
import type { Lookup } from './lookup.ts';
import { carriesBytes, undocumentedStatus } from './proxy-guards.ts';
import { CALL_HEADER, CALLS_PATH, type RecordedRequest, type Records } from './records.ts';
import { respondToTokenRequest } from './token-endpoint.ts';

export interface RecordingProxyOptions {
  prism: string;
  basePath: string;
  upstream: URL | undefined;
  records: Records;
  lookup: Lookup;
  log: ((line: string) => void) | undefined;
}

const UPSTREAM_TIMEOUT_MS = 30_000;

const agent = new Agent({ keepAlive: false }); // a restarted Prism must not receive requests over an old socket

function sendJson(response: ServerResponse, status: number, body: object, type = 'application/json'): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(JSON.stringify(body));
}

/** Raw header pairs without the named headers; the others keep their order and spelling. */
function without(rawHeaders: readonly string[], names: readonly string[]): string[] {
  return rawHeaders.filter((_, index) => !names.includes((rawHeaders[index - (index % 2)] ?? '').toLowerCase()));
}

/**
 * The error body with the violations as `validation`, where a client looks for them. Prism puts them there itself only when the document has no
 * example for the status.
 */
function withValidation(body: Buffer, validation: readonly object[]): Buffer {
  try {
    const fields: unknown = JSON.parse(body.toString('utf8'));
    if (typeof fields !== 'object' || fields === null || 'validation' in fields) return body;
    return Buffer.from(JSON.stringify({ ...fields, validation }));
  } catch {
    return body;
  }
}

/** A server in front of Prism that records requests, applies the guards, strips the base path and issues tokens. */
export function createRecordingProxy(options: RecordingProxyOptions): Server {
  let tokens = 0;

  const { basePath, upstream, records } = options;

  const pass = (
    to: URL,
    entry: RecordedRequest,
    rawHeaders: string[],
    incoming: IncomingMessage,
    response: ServerResponse,
  ) => {
    const send = to.protocol === 'https:' ? httpsRequest : httpRequest;
    const outgoing = send(to, {
      method: entry.method,
      headers: rawHeaders,
      timeout: UPSTREAM_TIMEOUT_MS,
      ...(send === httpRequest && { agent }),
    });
    outgoing.on('timeout', () => outgoing.destroy(new Error('The response timed out')));
    outgoing.on('error', (error) => {
      if (response.headersSent) response.destroy();
      else sendJson(response, 504, problem(504, 'No response', error.message), 'application/problem+json');
    });
    outgoing.on('response', (upstreamResponse) => {
      entry.status = upstreamResponse.statusCode ?? 0;
      const header = upstreamResponse.headers['sl-violations'];
      const found = typeof header === 'string' ? parseViolations(header) : [];
      const unknown = upstream && undocumentedStatus(options.lookup(entry.method, entry.path), entry.status);
      if (unknown) found.push(unknown);
      for (const violation of found) options.records.note(entry, violation);
      options.log?.(
        `${entry.method} ${entry.target} -> ${entry.status}${found.map((item) => ` [${item.message}]`).join('')}`,
      );
      const responseHeaders = without(upstreamResponse.rawHeaders, ['connection', 'keep-alive']);
      const { statusMessage } = upstreamResponse;
      if (entry.status < 400 || typeof header !== 'string') {
        response.writeHead(entry.status, statusMessage, responseHeaders);
        upstreamResponse.pipe(response);
        return;
      }
      const chunks: Buffer[] = [];
      upstreamResponse.on('data', (chunk: Buffer) => chunks.push(chunk));
      upstreamResponse.on('end', () => {
        response.writeHead(
          entry.status,
          statusMessage,
          without(responseHeaders, ['content-length', 'transfer-encoding']),
        );
        response.end(withValidation(Buffer.concat(chunks), found));
      });
    });
    response.on('close', () => outgoing.destroy());
    incoming.on('error', () => outgoing.destroy());
    outgoing.end(entry.bytes);
  };

  const handle = (incoming: IncomingMessage, response: ServerResponse, bytes: Buffer) => {
    const target = incoming.url ?? '/';
    if (target.startsWith(CALLS_PATH)) return sendJson(response, 200, records.take(target.slice(CALLS_PATH.length)));
    const mark = target.indexOf('?');
    const fullPath = mark < 0 ? target : target.slice(0, mark);
    const query = mark < 0 ? '' : target.slice(mark + 1);
    const path = basePath && fullPath.startsWith(`${basePath}/`) ? fullPath.slice(basePath.length) : fullPath;
    const { headers, method = 'GET' } = incoming;
    const entry: RecordedRequest = {
      method,
      path,
      query,
      target,
      headers,
      body: bytes.toString('utf8'),
      bytes,
      respondedBy: 'prism',
      status: 0,
    };
    records.add(entry);
    const respond = (by: 'token' | 'guard', status: number, body: object, type?: string) => {
      Object.assign(entry, { respondedBy: by, status });
      options.log?.(`${method} ${target} -> ${status} (${by})`);
      sendJson(response, status, body, type);
    };

    const drop = ['connection', 'keep-alive', 'expect', CALL_HEADER];
    if (method === 'POST' && fullPath === '/oauth/token') {
      if (upstream) {
        const rawHeaders = ['Host', upstream.host, ...without(incoming.rawHeaders, [...drop, 'host'])];
        return pass(new URL('/oauth/token', upstream), entry, rawHeaders, incoming, response);
      }
      const token = respondToTokenRequest(entry.body, headers['content-type'] ?? '', tokens + 1);
      if (token.status === 200) tokens += 1;
      return respond('token', token.status, token.body);
    }
    const rejection = rejectEarly(headers, bytes);
    if (rejection) {
      const { status, title, detail } = rejection;
      const code = title.toUpperCase().replaceAll(' ', '_');
      entry.status = status;
      records.note(entry, { location: ['request', 'body'], severity: 'Error', code, message: detail });
      return respond('guard', status, rejection, 'application/problem+json');
    }
    if (upstream && carriesBytes(options.lookup(method, path), headers)) {
      entry.respondedBy = 'upstream';
      const rawHeaders = ['Host', upstream.host, ...without(incoming.rawHeaders, [...drop, 'host'])];
      const to = upstream.href.replace(/\/+$/, '') + path + (mark < 0 ? '' : `?${query}`);
      return pass(new URL(to), entry, rawHeaders, incoming, response);
    }
    // Prism accepts every token. Without one, it sends the document's example for 401.
    if (!upstream && /^bearer\s+wrong$/i.test(headers.authorization ?? '')) drop.push('authorization');
    return pass(
      new URL(options.prism + path + (mark < 0 ? '' : `?${query}`)),
      entry,
      without(incoming.rawHeaders, drop),
      incoming,
      response,
    );
  };

  return createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => handle(incoming, response, Buffer.concat(chunks)));
  });
}
