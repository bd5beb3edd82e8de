import type { Agent } from 'node:http';
import type { Connections } from './connections.ts';
import { exchange } from './exchange.ts';
import { loadHttp } from './http.ts';
import type { NodeResponse } from './node-response.ts';
import type { Pool } from './pool.ts';
import type { ProxyFor } from './proxy.ts';
import type { Outgoing, Transport } from './transport.ts';

/** What all requests to one origin have in common. */
export interface NodeServer {
  readonly host: string;
  readonly pool: Pool;
  /** A proxy without a tunnel gets the whole URL. */
  readonly isProxied: boolean;
  /** Value of `Proxy-Authorization`, where the request itself goes to a proxy. */
  readonly authorization: string | undefined;
}

/** Sends requests over `node:http`, through proxies, over connections of its own. */
export class NodeTransport implements Transport<NodeServer> {
  readonly #connections: Connections;
  readonly #proxyFor: ProxyFor;

  constructor(connections: Connections, proxyFor: ProxyFor) {
    this.#connections = connections;
    this.#proxyFor = proxyFor;
  }

  serverOf(url: URL): NodeServer {
    const { protocol, hostname, port, host, origin } = url;
    const proxy = this.#proxyFor(url);
    const isSecure = protocol === 'https:';
    if (proxy && !isSecure) {
      const pool = this.#connections.to(`proxy ${proxy.id}`, proxy);
      return { host, pool, authorization: proxy.authorization, isProxied: true };
    }
    const address = {
      protocol,
      hostname: hostname.replace(/^\[|\]$/g, ''),
      port: Number(port) || (isSecure ? 443 : 80),
    };
    return { host, pool: this.#connections.to(origin, address, proxy), authorization: undefined, isProxied: false };
  }

  hasIdle({ pool }: NodeServer): boolean {
    return pool.hasIdle;
  }

  exchange(request: Outgoing<NodeServer>): Promise<NodeResponse> {
    const { url, path, method, headers, body } = request;
    const { pool, isProxied, authorization } = request.server;
    if (body.length === undefined) headers.push('transfer-encoding', 'chunked');
    if (authorization !== undefined) headers.push('proxy-authorization', authorization);
    // Node takes any object that has the methods of an agent.
    const agent = pool as unknown as Agent;
    const options = { method, path: isProxied ? url : path, headers, agent, protocol: pool.protocol };
    const loading = loadHttp();
    return loading ? loading.then(() => exchange(request, options)) : exchange(request, options);
  }
}
