import type { NodeResponse } from './node-response.ts';
import { nextRequest } from './redirects.ts';
import { requestBody } from './request-body.ts';
import { requestHeaders } from './request-headers.ts';
import { Router, type Route } from './router.ts';
import type { Transport } from './transport.ts';

const STANDARD_METHOD = /^(?:get|head|post|put|delete|options)$/i;
/** Methods that are not those of a request: `fetch` does not send them either. */
const FORBIDDEN_METHOD = /^(?:connect|trace|track)$/i;
/** Longer than what passes between two requests of a busy program, in ms. */
const PAUSE_MS = 10;

/** What `fetch` does around the requests that a transport sends. */
export class Sender<Server extends { readonly host: string }> {
  readonly #transport: Transport<Server>;
  readonly #router: Router<Server>;
  #lastUse = 0;
  #check: Promise<void> | undefined;

  constructor(transport: Transport<Server>) {
    this.#transport = transport;
    this.#router = new Router((url) => transport.serverOf(url));
  }

  /** Sends a request once, and again for each redirect that it follows. */
  async send(input: string | URL, init: RequestInit, redirects = 0): Promise<NodeResponse> {
    const { signal, redirect = 'follow' } = init;
    const route = this.#router.route(input);
    const response = await this.#sendOnce(route, init, signal ?? undefined);
    if (redirect === 'manual' || !response.headers.has('location')) return response;
    const next = nextRequest(new URL(route.url + route.hash), init, response, redirects);
    if (!next) return response;
    // One that has not arrived yet is of no interest, and could be large.
    response.body?.cancel().catch(() => undefined);
    const last = await this.send(next.url, next.init, redirects + 1);
    last.redirected = true;
    return last;
  }

  async #sendOnce(
    { url, server, path }: Route<Server>,
    init: RequestInit,
    signal: AbortSignal | undefined,
  ): Promise<NodeResponse> {
    const method = normalizedMethod(init.method);
    const encoded = requestBody(init.body);
    const body = encoded instanceof Promise ? await encoded : encoded;
    if (body.content !== undefined && (method === 'GET' || method === 'HEAD'))
      throw new TypeError(`A request with the method ${method} cannot have a body.`);
    const { raw: headers, length } = requestHeaders(init.headers, { method, host: server.host, body });
    const check = this.#checkAfterPause(server);
    if (check) await check;
    return this.#transport.exchange({
      url,
      server,
      path,
      method,
      headers,
      body: { content: body.content, length },
      signal,
    });
  }

  /**
   * After a pause, lets the program notice which idle connections the server has closed in the meantime, so that no request goes to one of them: a write
   * would be lost, and its outcome unknown.
   */
  #checkAfterPause(server: Server): Promise<void> | undefined {
    const now = performance.now();
    const wasPaused = now - this.#lastUse > PAUSE_MS;
    this.#lastUse = now;
    if (wasPaused && this.#transport.hasIdle(server))
      this.#check ??= wholeTurn().finally(() => (this.#check = undefined));
    return this.#check;
  }
}

/** The second turn of the event loop is a whole one. */
async function wholeTurn(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  await new Promise((resolve) => setImmediate(resolve));
}

function normalizedMethod(method = 'GET'): string {
  if (FORBIDDEN_METHOD.test(method)) throw new TypeError(`The method ${method} cannot be sent.`);
  return STANDARD_METHOD.test(method) ? method.toUpperCase() : method;
}
