import { watchConnections } from './connect-failures.ts';

/** The `fetch` of the runtime. Looked up at each call, because tests and tracing tools may replace it later. */
export const globalFetch: typeof fetch = (input, init) => globalThis.fetch(input, init);

/** What this module completes. Headers are an object, so that some can be added. */
export interface PlainInit extends RequestInit {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | FormData | Blob;
}

/** What the types of the DOM do not know: a body that is a stream, and the connection pool of Node. */
interface RuntimeInit extends Omit<RequestInit, 'body'> {
  readonly body?: BodyInit;
  readonly duplex?: 'half';
  readonly dispatcher?: Dispatcher;
}

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
 * @param options.send The function that receives the init. A custom one receives a body that it can inspect, except where only a stream is safe.
 * @param options.timeout In ms; may be infinite.
 * @param options.sendOnce Whether a second request would have an effect too. By default true unless the method is GET.
 */
export async function fetchInit(
  init: PlainInit,
  { send, timeout, sendOnce = init.method !== 'GET' }: { send: typeof fetch; timeout: number; sendOnce?: boolean },
): Promise<RequestInit> {
  watchConnections();
  const dispatcher = send === globalFetch ? nodeDispatcher() : undefined;
  const result: RuntimeInit = {
    ...init,
    // Without it, a page shows a login window for status 401, and the call waits for it.
    credentials: 'omit',
    // Frameworks such as Next.js 14 keep responses, even those of payments that are still pending.
    ...(acceptsCacheMode() && { cache: 'no-store' }),
    // Bun sends a request again only on a connection that was kept alive.
    ...(sendOnce && { keepalive: false }),
    ...(init.method !== 'GET' && (await singleUseBody(init, dispatcher !== undefined))),
    ...(dispatcher && timeout > NODE_TIMEOUT_MS && { dispatcher: withoutTimeouts(dispatcher) }),
  };
  return result as RequestInit;
}

/**
 * A body that can be read only once: the runtime cannot send it again.
 * - Node sends it again after status 421. The length is known, so that nothing changes for the server.
 * - Deno does when the connection ends. It reads a blob once, and sends its length.
 * - Workers do with requests that are idempotent by their method and have no body.
 */
async function singleUseBody(
  { body, headers }: PlainInit,
  isNode: boolean,
): Promise<Pick<RuntimeInit, 'body' | 'headers' | 'duplex'>> {
  const isDeno = 'Deno' in globalThis;
  const duplex = 'half';
  if (body === undefined) {
    return isNode || isDeno || userAgent() === 'Cloudflare-Workers' ? { body: emptyStream(), duplex } : {};
  }
  if (isDeno) return typeof body === 'string' ? { body: new Blob([body]) } : {};
  if (!isNode) return {};
  const { type, blob } = await encode(body);
  return {
    body: blob.stream(),
    duplex,
    headers: {
      ...(type && { 'content-type': type }),
      ...headers,
      'content-length': String(blob.size),
    },
  };
}

/** The type is not that of the blob, which has small letters: a boundary may have others. */
async function encode(body: string | FormData | Blob): Promise<{ type: string | null; blob: Blob }> {
  if (typeof body === 'string') return { type: null, blob: new Blob([body]) };
  if (body instanceof Blob) return { type: body.type, blob: body };
  const encoded = new Response(body);
  return { type: encoded.headers.get('content-type'), blob: await encoded.blob() };
}

const emptyStream = (): ReadableStream => new ReadableStream({ start: (controller) => controller.close() });

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
