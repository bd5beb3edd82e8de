import type { Connections } from './connections.ts';
import type { Pool } from './pool.ts';
import type { ProxyFor } from './proxy.ts';

/** Where a request goes, and what it asks for there. */
export interface Route {
  /** The whole URL, without its fragment. */
  readonly url: string;
  /** The fragment, with its `#`; empty for most. */
  readonly hash: string;
  readonly host: string;
  readonly pool: Pool;
  /** A proxy without a tunnel gets the whole URL. */
  readonly path: string;
  /** Value of `Proxy-Authorization`, where the request itself goes to a proxy. */
  readonly authorization: string | undefined;
}

/** What all requests to one origin have in common. */
type Server = Pick<Route, 'host' | 'pool' | 'authorization'> & { readonly isProxied: boolean };

/** An origin, and a path and query that `URL` leaves as they are: it would resolve segments of dots, and encode other characters. */
const PLAIN_URL = /^(https?:\/\/[a-z\d.-]+(?::\d+)?)((?!.*\/(?:\.|%2e))\/[\w\-.~/%?&=+,:@!$()*;]*)$/i;

/** Finds the connections for a URL. Most requests of a program go to one origin, which is looked up instead of parsed again. */
export class Router {
  readonly #connections: Connections;
  readonly #proxyFor: ProxyFor;
  readonly #servers = new Map<string, Server>();

  constructor(connections: Connections, proxyFor: ProxyFor) {
    this.#connections = connections;
    this.#proxyFor = proxyFor;
  }

  /** @throws TypeError for what is not a URL, or has another protocol or credentials. */
  route(input: string | URL): Route {
    const plain = typeof input === 'string' ? PLAIN_URL.exec(input) : null;
    const known = plain && this.#servers.get(plain[1]!);
    if (known) return complete(known, input as string, '', plain[2]!);
    const url = new URL(input);
    assertUrl(url);
    const { origin, pathname, search, hash, href } = url;
    const server = this.#serverOf(url);
    // Such as the port 443, which `URL` leaves out.
    if (plain?.[1] === origin) this.#servers.set(origin, server);
    return complete(server, href.slice(0, href.length - hash.length), hash, pathname + search);
  }

  #serverOf(url: URL): Server {
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
}

const complete = (
  { host, pool, authorization, isProxied }: Server,
  url: string,
  hash: string,
  path: string,
): Route => ({
  url,
  hash,
  host,
  pool,
  path: isProxied ? url : path,
  authorization,
});

/** Without the URL in the message: it may contain credentials. */
function assertUrl({ protocol, username, password }: URL): void {
  if (protocol !== 'http:' && protocol !== 'https:')
    throw new TypeError('Only URLs with http: or https: can be fetched.');
  if (username || password) throw new TypeError('A URL with credentials cannot be fetched: use headers.');
}
