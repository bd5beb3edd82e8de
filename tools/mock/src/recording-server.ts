import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Answer, AskPrism } from './ask-prism.ts';
import { bodyForPrism } from './falsy-body.ts';
import { forwardBytes, UPSTREAM_TIMEOUT_MS } from './forward-bytes.ts';
import type { Lookup } from './lookup.ts';
import type { Operation } from './operations.ts';
import { preferencesOf } from './preferences.ts';
import { carriesBytes, undocumentedStatus } from './proxy-guards.ts';
import { parseQuery } from './query-texts.ts';
import { CALL_HEADER, CALLS_PATH, type RecordedRequest, type Records, type Violation } from './records.ts';
import { bodyOf, rejectRoute, violationOf, type Rejection } from './rejections.ts';
import { hasEmptyBody, headersFor, parseBody, readBytes, type Bytes } from './request-body.ts';
import { TOKEN_PATH, type TokenEndpoint } from './token-endpoint.ts';

export interface RecordingServerOptions {
  readonly askPrism: AskPrism;
  readonly basePath: string;
  readonly upstream: URL | undefined;
  readonly operations: readonly Operation[];
  readonly lookup: Lookup;
  readonly records: Records;
  readonly tokens: TokenEndpoint;
  readonly log: ((line: string) => void) | undefined;
}

/** One request, and where its response goes. */
interface Exchange {
  readonly incoming: IncomingMessage;
  readonly response: ServerResponse;
  readonly bytes: Bytes;
  readonly entry: RecordedRequest;
  readonly target: Target;
}

/** A server that records each request, rejects what Prism would not, and responds with what Prism or the upstream says. */
export function createRecordingServer(options: RecordingServerOptions): Server {
  const { askPrism, upstream, operations, lookup, records, tokens, log } = options;

  const send = (
    { response, entry }: Exchange,
    { status, headers, body, violations }: Answer,
    by: RecordedRequest['respondedBy'],
  ): void => {
    Object.assign(entry, { status, respondedBy: by });
    for (const one of violations) records.note(entry, one);
    const messages = violations.map(({ message }) => ` [${message}]`).join('');
    log?.(`${entry.method} ${entry.target} -> ${status}${by === 'prism' ? '' : ` (${by})`}${messages}`);
    const length = status === 204 ? {} : { 'content-length': Buffer.byteLength(body) };
    response.writeHead(status, { 'cache-control': 'no-store', ...headers, ...length }).end(body);
  };

  const reject = (exchange: Exchange, rejection: Rejection): void => {
    const headers = { 'content-type': 'application/json', ...rejection.headers };
    const answer = { status: rejection.status, headers, body: JSON.stringify(bodyOf(rejection)) };
    send(exchange, { ...answer, violations: [violationOf(rejection)] }, 'guard');
  };

  const forward = (exchange: Exchange, to: string, hasBody: boolean): void => {
    const { incoming, response, bytes, entry } = exchange;
    entry.respondedBy = 'upstream';
    const onStatus = (status: number): void => {
      entry.status = status;
      const unknown = undocumentedStatus(operationOf(exchange), status);
      if (unknown) records.note(entry, unknown);
      log?.(`${entry.method} ${entry.target} -> ${status} (upstream)`);
    };
    // A body that is not there has no type.
    const without = hasBody ? [CALL_HEADER] : [CALL_HEADER, 'content-type'];
    forwardBytes({ to: new URL(to), incoming, bytes: bytes!, without, onStatus }, response);
  };

  const operationOf = ({ entry, target }: Exchange): Operation | undefined =>
    target.inside === undefined ? undefined : lookup(entry.method, target.inside);

  const handle = async (exchange: Exchange): Promise<void> => {
    const { bytes, entry, target, incoming } = exchange;
    if (target.path.startsWith(CALLS_PATH)) {
      const body = JSON.stringify(records.take(target.path.slice(CALLS_PATH.length)));
      exchange.response.writeHead(200, { 'content-type': 'application/json' }).end(body);
      return;
    }
    records.add(entry);
    const { headers } = incoming;
    const operation = operationOf(exchange);
    const isEmptyBody = bytes?.length === 0 && hasEmptyBody(headers, operation);
    const hasBody = isEmptyBody || bytes?.length !== 0;
    const parsed = parseBody(bytes, headers, hasBody);
    if (target.path === TOKEN_PATH && !upstream) {
      const { status, body, ...answer } = tokens.respond(entry.method, parsed, headers['content-type'] ?? '');
      const sent = { ...answer.headers, 'content-type': 'application/json' };
      return send(exchange, { status, headers: sent, body: JSON.stringify(body), violations: [] }, 'token');
    }
    if (!operation && !upstream) return reject(exchange, rejectRoute(entry.method, target.inside, lookup, operations));
    if ('rejection' in parsed) return reject(exchange, parsed.rejection);
    if (upstream && target.path === TOKEN_PATH) return forward(exchange, new URL(TOKEN_PATH, upstream).href, hasBody);
    // Prism would send the JSON of an empty text.
    if (upstream && (isEmptyBody || carriesBytes(operation, headers)))
      return forward(exchange, upstream.href.replace(/\/+$/, '') + entry.path + target.search, hasBody);
    const wishes = operation && !upstream ? preferencesOf(headers['prefer'], operation) : { preferences: {} };
    if ('rejection' in wishes) return reject(exchange, wishes.rejection);

    const {
      [CALL_HEADER]: _mark,
      connection: _connection,
      'keep-alive': _alive,
      ...rest
    } = headersFor(bytes!, headers, hasBody);
    // Prism accepts every token. Without one, it responds with the document's example for 401.
    if (!upstream && /^bearer\s+wrong$/i.test(rest.authorization ?? '')) delete rest.authorization;
    const answer = await inTime(
      askPrism({
        method: entry.method,
        path: target.inside ?? target.path,
        query: parseQuery(target.search),
        headers: rest,
        body: bodyForPrism(parsed.value),
        preferences: wishes.preferences,
      }),
    );
    const unknown = upstream && undocumentedStatus(operation, answer.status);
    const violations = unknown ? [...answer.violations, unknown] : answer.violations;
    const body = violations.length ? withValidation(answer, violations) : answer.body;
    return send(exchange, { ...answer, body, violations }, 'prism');
  };

  const server = createServer((incoming, response) => {
    readBytes(incoming, (bytes) => {
      const target = targetOf(incoming.url ?? '/', options.basePath);
      const { headers, method = 'GET' } = incoming;
      const entry: RecordedRequest = {
        method,
        path: target.raw,
        query: target.search.slice(1),
        target: incoming.url ?? '/',
        headers,
        body: bytes?.toString('utf8') ?? '',
        bytes: bytes ?? Buffer.alloc(0),
        respondedBy: 'prism',
        status: 0,
      };
      const exchange: Exchange = { incoming, response, bytes, entry, target };
      handle(exchange).catch((error: unknown) => {
        if (response.headersSent) return void response.destroy();
        const message = error instanceof Error ? error.message : String(error);
        reject(exchange, { status: upstream ? 504 : 500, location: ['request'], code: 'NO_RESPONSE', message });
      });
    });
  });
  // A test that computes for some seconds would find the connection closed that it uses next.
  server.keepAliveTimeout = 0;
  return server;
}

interface Target {
  /** The path without dot segments, from the root of the host. */
  readonly path: string;
  /** The same below the base path; `undefined` outside. */
  readonly inside: string | undefined;
  /** As it was sent, without the base path. */
  readonly raw: string;
  /** Empty, or with `?`. */
  readonly search: string;
}

function targetOf(sent: string, basePath: string): Target {
  // A proxy sends the absolute form. Neither form can contain a fragment.
  const [whole = '/'] = sent.replace(/^https?:\/\/[^/?#]*/i, '').split('#');
  const mark = whole.indexOf('?');
  const raw = mark < 0 ? whole : whole.slice(0, mark);
  const path = raw.startsWith('/') ? new URL(`http://mock${raw}`).pathname : raw;
  const below = (one: string): string | undefined =>
    one.startsWith(`${basePath}/`) ? one.slice(basePath.length) : undefined;
  return { path, inside: below(path), raw: below(raw) ?? raw, search: mark < 0 ? '' : whole.slice(mark) };
}

/**
 * The body of an error with the violations as `validation`, where a client looks for them. Prism puts them there itself only when the document
 * has no example for the status.
 */
function withValidation({ status, body }: Answer, violations: readonly Violation[]): string {
  if (status < 400) return body;
  try {
    const fields: unknown = JSON.parse(body);
    if (typeof fields !== 'object' || fields === null || 'validation' in fields) return body;
    return JSON.stringify({ ...fields, validation: violations });
  } catch {
    return body;
  }
}

/** Prism waits for an upstream indefinitely. */
async function inTime(answer: Promise<Answer>): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`No response within ${UPSTREAM_TIMEOUT_MS} ms`)), UPSTREAM_TIMEOUT_MS);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}
