/** Where a request goes. */
export interface Route<Server> {
  /** The whole URL, without its fragment. */
  readonly url: string;
  /** The fragment, with its `#`; empty for most. */
  readonly hash: string;
  readonly path: string;
  readonly server: Server;
}

/** An origin, and a path and query that `URL` leaves as they are: it would resolve segments of dots, and encode other characters. */
const PLAIN_URL = /^(https?:\/\/[a-z\d.-]+(?::\d+)?)((?!.*\/(?:\.|%2e))\/[\w\-.~/%?&=+,:@!$()*;]*)$/i;

/** Finds the server of a URL. Most requests of a program go to one origin, which is looked up instead of parsed again. */
export class Router<Server> {
  readonly #serverOf: (url: URL) => Server;
  readonly #servers = new Map<string, Server>();

  constructor(serverOf: (url: URL) => Server) {
    this.#serverOf = serverOf;
  }

  /** @throws TypeError for what is not a URL, or has another protocol or credentials. */
  route(input: string | URL): Route<Server> {
    const plain = typeof input === 'string' ? PLAIN_URL.exec(input) : null;
    const known = plain && this.#servers.get(plain[1]!);
    if (known) return { url: input as string, hash: '', path: plain[2]!, server: known };
    const url = new URL(input);
    assertUrl(url);
    const { origin, pathname, search, hash, href } = url;
    const server = this.#serverOf(url);
    // Such as the port 443, which `URL` leaves out.
    if (plain?.[1] === origin) this.#servers.set(origin, server);
    return { url: href.slice(0, href.length - hash.length), hash, path: pathname + search, server };
  }
}

/** Without the URL in the message: it may contain credentials. */
function assertUrl({ protocol, username, password }: URL): void {
  if (protocol !== 'http:' && protocol !== 'https:')
    throw new TypeError('Only URLs with http: or https: can be fetched.');
  if (username || password) throw new TypeError('A URL with credentials cannot be fetched: use headers.');
}
