import { watchConnections } from './connect-failures.ts';

/** The `fetch` of the runtime. Looked up at each call, because tests and tracing tools may replace it later. */
export const globalFetch: typeof fetch = (input, init) => globalThis.fetch(input, init);

/** What this module completes. Headers are an object, so that some can be added. */
export interface PlainInit extends RequestInit {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  body?: string | FormData | Blob;
}

/** What the types of the DOM do not know: a body that is a stream, and the connection pool of Node. */
interface RuntimeInit extends Omit<RequestInit, 'body'> {
  readonly body?: BodyInit;
  readonly duplex?: 'half';
  readonly dispatcher?: Dispatcher;
}

type Mutable<Value> = { -readonly [Key in keyof Value]: Value[Key] };

/** Sends the requests of `fetch` in Node. */
interface Dispatcher {
  dispatch(options: object, handler: object): boolean;
}

/** Node ends a request after this time without headers, or between two parts of a body. */
const NODE_TIMEOUT_MS = 300_000;

/**
 * Completes the init of `fetch` so that this runtime sends a write once, and answers no request from a cache.
 * Some runtimes send a request a second time by themselves, when the server closes the connection or responds with 421. Each has another way to prevent
 * it; browsers have none. The table docs/runtimes.md is measured.
 *
 * @param init Is changed.
 * @param options.send The function that receives the init. A custom one receives a body that it can inspect, except where only a stream is safe.
 * @param options.timeout In ms; may be infinite.
 * @param options.sendOnce Whether a second request would have an effect too. By default true unless the method is GET.
 * @returns A promise only for forms and files, whose size is not known at once.
 */
export function fetchInit(
  init: PlainInit,
  { send, timeout, sendOnce = init.method !== 'GET' }: { send: typeof fetch; timeout: number; sendOnce?: boolean },
): RequestInit | Promise<RequestInit> {
  watchConnections();
  const result = init as Mutable<RuntimeInit>;
  // Without it, a page shows a login window for status 401, and the call waits for it.
  result.credentials = 'omit';
  // Frameworks such as Next.js 14 keep responses, even those of payments that are still pending.
  if (acceptsCacheMode()) result.cache = 'no-store';
  // Bun sends a request again only on a connection that was kept alive.
  if (sendOnce) result.keepalive = false;
  if (init.method === 'GET' && timeout <= NODE_TIMEOUT_MS) return result as RequestInit;
  const dispatcher = send === globalFetch ? nodeDispatcher() : undefined;
  if (dispatcher && timeout > NODE_TIMEOUT_MS) result.dispatcher = withoutTimeouts(dispatcher);
  return (init.method === 'GET' ? result : withSingleUseBody(init, dispatcher !== undefined)) as
    RequestInit | Promise<RequestInit>;
}

/**
 * Replaces the body by one that can be read only once: the runtime cannot send it again.
 * - Node sends it again after status 421. The length is known, so that nothing changes for the server.
 * - Deno does when the connection ends. It reads a blob once, and sends its length.
 * - Workers do with requests that are idempotent by their method and have no body.
 */
function withSingleUseBody(init: PlainInit, isNode: boolean): object | Promise<object> {
  const { body } = init;
  const isDeno = 'Deno' in globalThis;
  if (body === undefined)
    return isNode || isDeno || userAgent() === 'Cloudflare-Workers' ? Object.assign(init, streamOf()) : init;
  if (isDeno) return typeof body === 'string' ? Object.assign(init, { body: new Blob([body]) }) : init;
  if (!isNode) return init;
  const withStream = (type: string | null, stream: object, size: number): object => {
    const headers = { ...(type && { 'content-type': type }), ...init.headers, 'content-length': String(size) };
    return Object.assign(init, stream, { headers });
  };
  if (typeof body !== 'string')
    return encode(body).then(({ type, blob }) => withStream(type, { body: blob.stream(), duplex: 'half' }, blob.size));
  const bytes = new TextEncoder().encode(body);
  return withStream(null, streamOf(bytes), bytes.byteLength);
}

/** The type is not that of the blob, which has small letters: a boundary may have others. */
async function encode(body: FormData | Blob): Promise<{ type: string | null; blob: Blob }> {
  if (body instanceof Blob) return { type: body.type, blob: body };
  const encoded = new Response(body);
  return { type: encoded.headers.get('content-type'), blob: await encoded.blob() };
}

/** A stream of these bytes alone: that of a blob takes longer. */
const streamOf = (bytes?: Uint8Array): Pick<RuntimeInit, 'body' | 'duplex'> => ({
  body: new ReadableStream({
    start(controller) {
      if (bytes?.byteLength) controller.enqueue(bytes);
      controller.close();
    },
  }),
  duplex: 'half',
});

const userAgent = (): string | undefined => (globalThis as { navigator?: { userAgent?: string } }).navigator?.userAgent;

/** Whether this is a page of a browser, or a worker of one. */
export const isBrowser = (): boolean => 'document' in globalThis || userAgent()?.startsWith('Mozilla/') === true;

/** The connection pool of Node's `fetch`, which `setGlobalDispatcher` of undici replaces; `undefined` in other runtimes. */
function nodeDispatcher(): Dispatcher | undefined {
  if ('Deno' in globalThis || 'Bun' in globalThis || typeof Response !== 'function') return undefined;
  // Exists since the line above: Node loads its `fetch` with the first class of it.
  return (globalThis as { [Key in symbol]?: Dispatcher })[Symbol.for('undici.globalDispatcher.1')];
}

/** The same connections, without timeouts besides those of this client. */
const withoutTimeouts = (dispatcher: Dispatcher): Dispatcher => ({
  dispatch: (options, handler) => dispatcher.dispatch({ ...options, headersTimeout: 0, bodyTimeout: 0 }, handler),
});

let cacheMode: boolean | undefined;

/** Whether requests have a cache mode. Workers whose compatibility date is before 2024-11-11 throw. */
function acceptsCacheMode(): boolean {
  try {
    return (cacheMode ??= Boolean(new Request('https://example.com', { cache: 'no-store' })));
  } catch {
    return (cacheMode = false);
  }
}
