import type { PushHandler } from './push-handler.ts';

/** The part of a Node request that is used: the one of `node:http`, and what Express makes of it. */
export interface NodeRequest {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  /** Express: the URL before a router has taken its own path away. */
  readonly originalUrl?: string | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** What a body parser has left here. */
  readonly body?: unknown;
  readonly readableDidRead?: boolean | undefined;
  // `any` is what the emitters of Node say; nothing narrower fits all servers.
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
  /** Tells Fastify that somebody else answers. */
  hijack(): unknown;
}

/** A handler for `node:http`, Express (`app.post('/pushes', …)`) and Fastify (`fastify.post('/pushes', …)`). */
export type NodeHandler = (
  request: NodeRequest | FastifyRequest,
  response: NodeResponse | FastifyReply,
  next?: unknown,
) => Promise<void>;

/**
 * Fits a push handler to Node servers.
 * - Works with and without a body parser: what one has read already is taken from `request.body`.
 * - Reads no faster than the handler takes it, and no further than its limit.
 * - `clientAddress` gets the request of the server as its second argument.
 * - What fails goes to `next`, where there is one; otherwise it is answered with status 500.
 */
export function toNodeHandler(handler: PushHandler): NodeHandler {
  return async (request, response, next) => {
    const outgoing = 'raw' in response ? response.raw : response;
    const incoming = 'raw' in request ? request.raw : request;
    try {
      const asked = toRequest(incoming, request.body);
      const answer = asked ? await handler(asked, request) : new Response(null, { status: 400 });
      const text = await answer.text();
      if ('raw' in response) response.hijack();
      outgoing.statusCode = answer.status;
      for (const [name, value] of answer.headers) outgoing.setHeader(name, value);
      outgoing.end(text);
    } catch (error) {
      // Fastify answers what its handlers throw.
      if ('raw' in response) throw error;
      if (typeof next === 'function') return void next(error);
      outgoing.statusCode = 500;
      outgoing.end();
    }
  };
}

/** `undefined` for what no `Request` can be made of: a method such as TRACE, or a target that is no URL. */
function toRequest(incoming: NodeRequest, parsed: unknown): Request | undefined {
  const { method = 'GET' } = incoming;
  const target = incoming.originalUrl ?? incoming.url ?? '/';
  // The host is not looked at. What begins with `//` stays a path.
  const url = target.startsWith('/') ? `http://localhost${target}` : target;
  if (!URL.canParse(url) || /^(?:CONNECT|TRACE|TRACK)$/i.test(method)) return undefined;
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    // HTTP/2 has names such as `:path` among them.
    if (value !== undefined && !name.startsWith(':')) headers.set(name, String(value));
  }
  const body = method === 'GET' || method === 'HEAD' ? undefined : bodyOf(incoming, parsed);
  return new Request(url, { method, headers, ...(body !== undefined && { body, duplex: 'half' }) });
}

/** A parser may have set `body` without reading anything (another content type), so the stream decides. */
function bodyOf(incoming: NodeRequest, parsed: unknown): BodyInit | undefined {
  if (!incoming.readableDidRead) return streamOf(incoming);
  if (parsed === undefined || parsed === null) return undefined;
  if (typeof parsed === 'string' || parsed instanceof Uint8Array) return parsed as BodyInit;
  return JSON.stringify(parsed);
}

/** Not by its iterator: to leave that one early closes the connection, and the sender would never learn why. */
function streamOf(incoming: NodeRequest): ReadableStream<Uint8Array> {
  let open = true;
  return new ReadableStream({
    start(controller) {
      const end = (finish: () => void) => (): void => {
        if (open) finish();
        open = false;
      };
      incoming.on('data', (chunk: Uint8Array) => {
        if (!open) return;
        controller.enqueue(new Uint8Array(chunk));
        if ((controller.desiredSize ?? 0) <= 0) incoming.pause();
      });
      incoming.on(
        'end',
        end(() => controller.close()),
      );
      incoming.on('error', (error: Error) => end(() => controller.error(error))());
      incoming.on(
        'close',
        end(() => controller.error(new Error('The connection was closed.'))),
      );
      incoming.pause();
    },
    pull() {
      incoming.resume();
    },
    cancel() {
      open = false;
      // What is left goes unread, so that the answer can be sent.
      incoming.resume();
    },
  });
}
