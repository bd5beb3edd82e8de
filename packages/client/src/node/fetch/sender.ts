import type { Agent } from 'node:http';
import type { Connections } from './connections.ts';
import { exchange } from './exchange.ts';
import type { NodeResponse } from './node-response.ts';
import type { Pool } from './pool.ts';
import type { ProxyFor } from './proxy.ts';
import { nextRequest } from './redirects.ts';
import { requestBody } from './request-body.ts';
import { requestHeaders } from './request-headers.ts';

const STANDARD_METHOD = /^(?:get|head|post|put|delete|options)$/i;
/** Methods that are not those of a request: `fetch` does not send them either. */
const FORBIDDEN_METHOD = /^(?:connect|trace|track)$/i;
/** Longer than what passes between two requests of a busy program, in ms. */
const PAUSE_MS = 10;

/** Sends requests over the connections of a transport. */
export class Sender {
  readonly #connections: Connections;
  readonly #proxyFor: ProxyFor;
  #lastUse = 0;

  constructor(connections: Connections, proxyFor: ProxyFor) {
    this.#connections = connections;
    this.#proxyFor = proxyFor;
  }

  /** Sends a request once, and again for each redirect that it follows. */
  async send(url: URL, init: RequestInit, redirects = 0): Promise<NodeResponse> {
    const { signal, redirect = 'follow' } = init;
    const response = await this.#sendOnce(url, init, signal ?? undefined);
    if (redirect === 'manual' || !response.headers.has('location')) return response;
    const next = nextRequest(url, init, response, redirects);
    if (!next) return response;
    // The connection can be used again once the body has arrived, which is small.
    response.body?.cancel().catch(() => undefined);
    const last = await this.send(next.url, next.init, redirects + 1);
    last.redirected = true;
    return last;
  }

  close(): void {
    this.#connections.close();
  }

  async #sendOnce(url: URL, init: RequestInit, signal: AbortSignal | undefined): Promise<NodeResponse> {
    assertUrl(url);
    const method = normalizedMethod(init.method);
    const encoded = requestBody(init.body);
    const body = encoded instanceof Promise ? await encoded : encoded;
    if (body.content !== undefined && (method === 'GET' || method === 'HEAD'))
      throw new TypeError(`A request with the method ${method} cannot have a body.`);
    const { raw: headers, length } = requestHeaders(init.headers, { method, host: url.host, body });
    const address = url.href.slice(0, url.href.length - url.hash.length);
    const { pool, path, authorization } = this.#route(url, address);
    if (authorization !== undefined) headers.push('proxy-authorization', authorization);
    const now = performance.now();
    const wasPaused = now - this.#lastUse > PAUSE_MS;
    this.#lastUse = now;
    if (wasPaused && pool.hasIdle) await closedConnectionsSeen();
    signal?.throwIfAborted();
    // Node takes any object that has the methods of an agent.
    const agent = pool as unknown as Agent;
    return exchange({
      url: address,
      options: { method, path, headers, agent, protocol: pool.protocol },
      body: { content: body.content, length },
      signal,
    });
  }

  /** The connections for a URL, and what the request asks for there: a proxy without a tunnel gets the whole URL. */
  #route(url: URL, address: string): { pool: Pool; path: string; authorization?: string | undefined } {
    const { protocol, hostname, port, host, pathname, search } = url;
    const proxy = this.#proxyFor(url);
    const isSecure = protocol === 'https:';
    if (proxy && !isSecure)
      return {
        pool: this.#connections.to(`proxy ${proxy.id}`, proxy),
        path: address,
        authorization: proxy.authorization,
      };
    const server = {
      protocol,
      hostname: hostname.replace(/^\[|\]$/g, ''),
      port: Number(port) || (isSecure ? 443 : 80),
    };
    return { pool: this.#connections.to(`${protocol}${host}`, server, proxy), path: pathname + search };
  }
}

/**
 * Lets the program notice which idle connections the server has closed in the meantime, so that a request does not go to one of them. The second turn of
 * the event loop is a whole one.
 */
async function closedConnectionsSeen(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  await new Promise((resolve) => setImmediate(resolve));
}

function normalizedMethod(method = 'GET'): string {
  if (FORBIDDEN_METHOD.test(method)) throw new TypeError(`The method ${method} cannot be sent.`);
  return STANDARD_METHOD.test(method) ? method.toUpperCase() : method;
}

/** Without the URL in the message: it may contain credentials. */
function assertUrl({ protocol, username, password }: URL): void {
  if (protocol !== 'http:' && protocol !== 'https:')
    throw new TypeError('Only URLs with http: or https: can be fetched.');
  if (username || password) throw new TypeError('A URL with credentials cannot be fetched: use headers.');
}
