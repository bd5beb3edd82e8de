/** A proxy, and what opens it. */
export interface Proxy {
  /** Tells proxies apart. */
  readonly id: number;
  readonly protocol: 'http:' | 'https:';
  readonly hostname: string;
  readonly port: number;
  /** Value of `Proxy-Authorization`. */
  readonly authorization: string | undefined;
}

/** Finds the proxy for a URL; `undefined` for a direct connection. */
export type ProxyFor = (url: URL) => Proxy | undefined;

type Variables = Readonly<Record<string, string | undefined>>;

const noProxy: ProxyFor = () => undefined;
let proxies = 0;

/**
 * Chooses proxies: one for all requests, none, or those of the variables `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY`. Small letters come first.
 *
 * @throws TypeError when a proxy is not a URL. The message does not quote it, because it may contain a password.
 */
export function proxiesFrom(option: string | URL | false | undefined, variables: Variables): ProxyFor {
  if (option === false) return noProxy;
  if (option !== undefined) {
    const proxy = parseProxy(String(option), 'proxy');
    return () => proxy;
  }
  const read = (name: string): string | undefined => variables[name] || variables[name.toUpperCase()] || undefined;
  const parse = (name: string): Proxy | undefined => {
    // In a CGI program, a client sets `HTTP_PROXY` with its header `Proxy`.
    const value = name === 'http_proxy' && variables['REQUEST_METHOD'] ? variables[name] : read(name);
    return value ? parseProxy(value, name) : undefined;
  };
  const plain = parse('http_proxy');
  const secure = parse('https_proxy');
  if (!plain && !secure) return noProxy;
  const isExempt = exemptions(read('no_proxy') ?? '');
  return (url) => {
    const proxy = url.protocol === 'https:' ? secure : plain;
    return proxy && !isExempt(url) ? proxy : undefined;
  };
}

function parseProxy(value: string, name: string): Proxy {
  // Variables often have a host and port only.
  const text = /^[a-z][\w+.-]*:\/\//i.test(value) ? value : `http://${value}`;
  let url: URL | undefined;
  try {
    url = new URL(text);
  } catch {
    // As for another protocol.
  }
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:')
    throw new TypeError(`\`${name}\` must be the URL of an HTTP proxy, such as http://proxy:3128.`);
  const { protocol, hostname, port, username, password } = url;
  return {
    id: ++proxies,
    protocol,
    hostname: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port) || (protocol === 'https:' ? 443 : 80),
    authorization: username || password ? basic(username, password) : undefined,
  };
}

const basic = (username: string, password: string): string =>
  `Basic ${Buffer.from(`${decode(username)}:${decode(password)}`).toString('base64')}`;

/** A `%` that encodes nothing stands for itself. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Hosts without a proxy: `example.com` with its subdomains, `example.com:8443` on this port alone, an address, or `*` for all. */
function exemptions(list: string): (url: URL) => boolean {
  const entries = list
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((entry) => {
      const [, host, port] = /^(.*?)(?::(\d+))?$/.exec(isAddress6(entry) ? `[${entry}]` : entry)!;
      return { host: host!.replace(/^\*?\./, ''), port };
    });
  return ({ hostname, port, protocol }) => {
    const usedPort = port || (protocol === 'https:' ? '443' : '80');
    return entries.some(
      (entry) =>
        entry.host === '*' ||
        ((entry.port ?? usedPort) === usedPort && (hostname === entry.host || hostname.endsWith(`.${entry.host}`))),
    );
  };
}

const isAddress6 = (entry: string): boolean => /^[\da-f]*:[\da-f:.]*:[\da-f:.]*$/.test(entry);
