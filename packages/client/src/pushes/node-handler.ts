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
  // `any` as in the types of Node's emitters; nothing narrower fits all servers.
  on(event: string, listener: (...values: any[]) => void): unknown;
  pause(): unknown;
  resume(): unknown;
}

/** The part of a Node response that is used. */
export interface NodeResponse {
  statusCode: number;
  setHeader(name: string, value: string): unknown;
  end(text?: string): unknown;
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

/** A handler for `node:http`, Express (`app.post('/pushes', …)`) and Fastify (`fastify.post('/pushes', …)`). */
export type NodeHandler = (
  request: NodeRequest | FastifyRequest,
  response: NodeResponse | FastifyReply,
  next?: unknown,
) => Promise<void>;

/**
 * Adapts a push handler to Node servers.
 * - Works with and without a body parser: uses `request.body` if one has read the body.
 * - Reads no faster than the handler consumes, and no more than its limit.
 * - `getClientIp` receives the server's request as its second argument.
 * - Passes errors to `next` if there is one; otherwise responds with status 500.
 */
export function toNodeHandler(handler: PushHandler): NodeHandler {
  return async (request, response, next) => {
    const nodeRequest = 'raw' in request ? request.raw : request;
    const nodeResponse = 'raw' in response ? response.raw : response;
    try {
      const webRequest = toWebRequest(nodeRequest, request.body);
      const webResponse = webRequest ? await handler(webRequest, request) : new Response(null, { status: 400 });
      const text = await webResponse.text();
      if ('raw' in response) response.hijack();
      nodeResponse.statusCode = webResponse.status;
      for (const [name, value] of webResponse.headers) nodeResponse.setHeader(name, value);
      nodeResponse.end(text);
    } catch (error) {
      // Fastify responds to errors that its handlers throw.
      if ('raw' in response) throw error;
      if (typeof next === 'function') return void next(error);
      nodeResponse.statusCode = 500;
      nodeResponse.end();
    }
  };
}

/** `undefined` when `Request` cannot represent it: a method such as TRACE, or a target that is not a URL. */
function toWebRequest(request: NodeRequest, parsedBody: unknown): Request | undefined {
  const { method = 'GET' } = request;
  const target = request.originalUrl ?? request.url ?? '/';
  // The host does not matter. A target that begins with `//` stays a path.
  const url = target.startsWith('/') ? `http://localhost${target}` : target;
  if (!URL.canParse(url) || /^(?:CONNECT|TRACE|TRACK)$/i.test(method)) return undefined;
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    // HTTP/2 has pseudo-headers such as `:path` among them.
    if (value !== undefined && !name.startsWith(':')) headers.set(name, String(value));
  }
  const body = method === 'GET' || method === 'HEAD' ? undefined : toWebBody(request, parsedBody);
  return new Request(url, { method, headers, ...(body !== undefined && { body, duplex: 'half' }) });
}

/** A parser may have set `body` without reading anything (another content type), so the stream decides. */
function toWebBody(request: NodeRequest, parsedBody: unknown): BodyInit | undefined {
  if (!request.readableDidRead) return toWebStream(request);
  if (parsedBody === undefined || parsedBody === null) return undefined;
  if (typeof parsedBody === 'string' || parsedBody instanceof Uint8Array) return parsedBody as BodyInit;
  return JSON.stringify(parsedBody);
}

/** Without the request's iterator: to leave that early closes the connection, and the sender would never see the response. */
function toWebStream(request: NodeRequest): ReadableStream<Uint8Array> {
  let isOpen = true;
  return new ReadableStream({
    start(controller) {
      const once = (finish: () => void) => (): void => {
        if (isOpen) finish();
        isOpen = false;
      };
      request.on('data', (chunk: Uint8Array) => {
        if (!isOpen) return;
        controller.enqueue(new Uint8Array(chunk));
        if ((controller.desiredSize ?? 0) <= 0) request.pause();
      });
      request.on(
        'end',
        once(() => controller.close()),
      );
      request.on('error', (error: Error) => once(() => controller.error(error))());
      request.on(
        'close',
        once(() => controller.error(new Error('The connection was closed.'))),
      );
      request.pause();
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
