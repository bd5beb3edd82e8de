import type { PushHandler } from './push-handler.ts';

/** The part of a Node request that is used, of `node:http` as well as of Express. */
export interface NodeRequest {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  /** Express: the URL before a router has removed its own path. */
  readonly originalUrl?: string | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The result of a body parser. */
  readonly body?: unknown;
  readonly readableDidRead?: boolean | undefined;
  /** Whether the connection is closed. */
  readonly destroyed?: boolean | undefined;
  /** The same for HTTP/2, whose requests are never destroyed. */
  readonly aborted?: boolean | undefined;
  /** Whether the whole request has arrived; over HTTP/2 also true for an aborted one. */
  readonly complete?: boolean | undefined;
  readonly httpVersionMajor?: number | undefined;
  // `any` as in the types of Node's emitters; nothing narrower fits all servers.
  on(event: string, listener: (...values: any[]) => void): unknown;
  read?(): unknown;
  pause(): unknown;
  resume(): unknown;
}

/** The part of a Node response that is used. */
export interface NodeResponse {
  statusCode: number;
  setHeader(name: string, value: string): unknown;
  // `string` alone: with an optional text, no response of HTTP/2 fits, whose first argument may be a callback.
  end(text: string): unknown;
}

/** Fastify wraps both. */
interface FastifyRequest {
  readonly raw: NodeRequest;
  readonly body?: unknown;
}
interface FastifyReply {
  readonly raw: NodeResponse;
  /** Keeps Fastify from responding itself. */
  hijack(): unknown;
}

/** Koa passes one context, and its parsers leave the body in its `request`. */
interface KoaContext {
  readonly req: NodeRequest;
  readonly request: object;
  /** The URL before `koa-mount` has removed its own path. */
  readonly originalUrl: string;
  status: number;
  body: unknown;
  set(name: string, value: string): unknown;
}
type KoaNext = () => Promise<unknown>;

/**
 * A handler for `node:http`, `node:http2`, Express (`app.post('/pushes', …)`), Fastify (`fastify.post('/pushes', …)`) and Koa (`router.post('/pushes', …)`).
 */
export type NodeHandler = (
  request: NodeRequest | FastifyRequest | KoaContext,
  response?: NodeResponse | FastifyReply | KoaNext,
  next?: unknown,
) => Promise<void>;

/**
 * Adapts a push handler to Node servers.
 * - Works with and without a body parser: uses `request.body` if one has read the body. A parser for forms changes a body that is JSON, and such a push
 *   is rejected.
 * - Reads no faster than the handler consumes, and no more than its limit.
 * - Settles also when the sender hangs up, before or during the request.
 * - `getClientIp` receives the server's request as its second argument; with Koa its context.
 * - Passes errors to `next` if there is one; otherwise responds with status 500.
 */
export function toNodeHandler(handler: PushHandler): NodeHandler {
  return async (request, response, next) => {
    const { incoming, target, parsedBody, send, handlesErrors } = toExchange(request, response);
    try {
      const webRequest = await toWebRequest(incoming, target, parsedBody);
      const webResponse = webRequest ? await handler(webRequest, request) : new Response(null, { status: 400 });
      send(webResponse.status, webResponse.headers, await webResponse.text());
    } catch (error) {
      if (handlesErrors) throw error;
      if (typeof next === 'function') return void next(error);
      send(500, new Headers(), '');
    }
  };
}

/** The same for every server. */
interface Exchange {
  readonly incoming: NodeRequest;
  /** The path with its query, or the URL. */
  readonly target: string;
  /** The result of a body parser. */
  readonly parsedBody: unknown;
  send(status: number, headers: Headers, text: string): void;
  /** Whether the server responds to errors that its handlers throw. */
  readonly handlesErrors: boolean;
}

function toExchange(request: Parameters<NodeHandler>[0], response: Parameters<NodeHandler>[1]): Exchange {
  if (typeof response !== 'object') {
    const context = request as KoaContext;
    return {
      incoming: context.req,
      target: context.originalUrl,
      parsedBody: (context.request as { body?: unknown }).body,
      send(status, headers, text) {
        // First the body, which sets a status and a content type of its own.
        context.body = text;
        context.status = status;
        for (const [name, value] of headers) context.set(name, value);
      },
      handlesErrors: true,
    };
  }
  const incoming = 'raw' in request ? request.raw : (request as NodeRequest);
  return {
    incoming,
    target: incoming.originalUrl ?? incoming.url ?? '/',
    parsedBody: (request as { body?: unknown }).body,
    send(status, headers, text) {
      if ('raw' in response) response.hijack();
      const outgoing = 'raw' in response ? response.raw : response;
      outgoing.statusCode = status;
      for (const [name, value] of headers) outgoing.setHeader(name, value);
      outgoing.end(text);
    },
    handlesErrors: 'raw' in response,
  };
}

/** `undefined` when `Request` cannot represent it: a method such as TRACE, or a target that is not a URL. */
async function toWebRequest(incoming: NodeRequest, target: string, parsedBody: unknown): Promise<Request | undefined> {
  const { method = 'GET' } = incoming;
  // The host does not matter. A target that begins with `//` stays a path.
  const url = target.startsWith('/') ? `http://localhost${target}` : target;
  if (!URL.canParse(url) || /^(?:CONNECT|TRACE|TRACK)$/i.test(method)) return undefined;
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    // HTTP/2 has pseudo-headers such as `:path` among them.
    if (value !== undefined && !name.startsWith(':')) headers.set(name, String(value));
  }
  if (method === 'GET' || method === 'HEAD') return new Request(url, { method, headers });
  const body = toWebBody(incoming, parsedBody);
  const request = new Request(url, { method, headers, ...(body !== undefined && { body, duplex: 'half' }) });
  // A body that was read, and whose content is not here, is a used one.
  if (body === '' && hasBody(incoming)) await request.text();
  return request;
}

/** A parser may have set `body` without reading anything (another content type), so the stream decides. */
function toWebBody(incoming: NodeRequest, parsedBody: unknown): BodyInit | undefined {
  if (!incoming.readableDidRead) return toWebStream(incoming);
  if (parsedBody === undefined) return '';
  if (typeof parsedBody === 'string' || parsedBody instanceof Uint8Array) return parsedBody as BodyInit;
  return JSON.stringify(parsedBody);
}

function hasBody({ headers }: NodeRequest): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length']) > 0;
}

/** Whether a request whose connection is closed is there as a whole: a sender may close its half when it has sent everything. */
const hasArrived = ({ complete, httpVersionMajor }: NodeRequest): boolean =>
  complete === true && httpVersionMajor === 1;

/** Without the request's iterator: to leave that early closes the connection, and the sender would never see the response. */
function toWebStream(request: NodeRequest): ReadableStream<Uint8Array> {
  let isOpen = true;
  return new ReadableStream({
    start(controller) {
      const once = (finish: () => void) => (): void => {
        if (!isOpen) return;
        // First, because `read` emits what it returns.
        isOpen = false;
        finish();
      };
      const onClosed = (error: Error): void =>
        once(() => {
          if (!hasArrived(request)) return controller.error(error);
          for (let chunk = request.read?.(); chunk; chunk = request.read?.())
            controller.enqueue(new Uint8Array(chunk as Uint8Array));
          controller.close();
        })();
      request.on('data', (chunk: Uint8Array) => {
        if (!isOpen) return;
        controller.enqueue(new Uint8Array(chunk));
        if ((controller.desiredSize ?? 0) <= 0) request.pause();
      });
      request.on(
        'end',
        once(() => controller.close()),
      );
      request.on('error', onClosed);
      request.on('close', () => onClosed(new Error('The connection was closed.')));
      request.pause();
      // The events of a request that has ended already have been emitted.
      if (request.destroyed || request.aborted) onClosed(new Error('The connection was closed.'));
    },
    pull() {
      request.resume();
    },
    cancel() {
      isOpen = false;
      // Discards the rest of the body, so that the response can be sent.
      request.resume();
    },
  });
}
