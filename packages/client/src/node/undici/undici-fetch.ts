import { fetchOver } from '../fetch/fetch-over.ts';
import type { UndiciDispatcher } from './exchange.ts';
import { UndiciTransport } from './undici-transport.ts';

/**
 * Creates a `fetch` over a dispatcher of the package undici (7 or later), for the option `fetch` of the client and for other programs. With many calls
 * at once it takes about half the time of Node's own. It never sends a request a second time: not over HTTP/2, and not over the interceptor `retry`.
 * A `RetryAgent` cannot be told not to, and is rejected.
 * - Connections, certificates and proxies are those of the dispatcher: `new Agent({ connections: 64 })`, `new EnvHttpProxyAgent()`. Close it when the program
 *   no longer needs it.
 * - Its timeouts for headers and bodies do not apply: pass a `signal`, as for `fetch`.
 * - Takes, sends and rejects what `nodeFetch` does.
 *
 * ```ts
 * import { Agent } from 'undici';
 *
 * const secuconnect = new Secuconnect({ ...optionsFromEnv(), fetch: undiciFetch(new Agent()) });
 * ```
 *
 * @throws TypeError for what is not a dispatcher, and for a `RetryAgent`.
 */
export function undiciFetch(
  dispatcher: UndiciDispatcher,
): (input: string | URL | Request, init?: RequestInit) => Promise<Response> {
  if (typeof (dispatcher as Partial<UndiciDispatcher> | undefined)?.dispatch !== 'function')
    throw new TypeError('`undiciFetch` needs a dispatcher, such as `new Agent()` of undici.');
  // Its own: an interceptor can be told not to, see `exchange`.
  if (dispatcher.constructor?.name === 'RetryAgent')
    throw new TypeError('`undiciFetch` needs the dispatcher without its `RetryAgent`, which would send writes again.');
  return fetchOver(new UndiciTransport(dispatcher));
}
