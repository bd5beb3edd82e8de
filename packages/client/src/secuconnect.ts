import { GivenToken, type TokenProvider } from './auth/given-token.ts';
import { GrantedToken } from './auth/granted-token.ts';
import { grantOf, type GrantOptions } from './auth/grants.ts';
import { TokenEndpoint } from './auth/token-endpoint.ts';
import type { TokenSource } from './auth/token-source.ts';
import type { TokenStore } from './auth/token-store.ts';
import { endpointsOf, type Environment } from './environments.ts';
import { Resources } from './generated/resources.ts';
import type { Limits } from './request-options.ts';
import { ClientTransport } from './transport/client-transport.ts';

/** How the client gets its token: given by somebody else, or with a grant. */
export type Auth = { readonly token: string | TokenProvider } | GrantOptions;

export interface SecuconnectOptions extends Limits {
  /** A named system of the platform. Give this or `baseUrl`. */
  readonly environment?: Environment | undefined;
  /** A system of one's own, with `/api/v2`; https, or http on this machine. */
  readonly baseUrl?: string | undefined;
  readonly auth: Auth;
  /** Keeps tokens that were got with a grant, so that processes share them; each client has its own when left out. */
  readonly tokenStore?: TokenStore | undefined;
  /** Sends the requests; `globalThis.fetch`, looked up at each call, when left out. */
  readonly fetch?: typeof fetch | undefined;
}

/**
 * The Secuconnect API.
 *
 * ```ts
 * const secuconnect = new Secuconnect({ environment: 'testing', auth: { clientId, clientSecret } });
 * const stx = await secuconnect.smart.transactions.create({ intent: 'sale', basket_info: { sum: 1995, currency: 'EUR' } });
 * ```
 *
 * Its methods reject with a `SecuconnectError`; `outcome` on it says whether anything may have happened.
 */
export class Secuconnect extends Resources {
  constructor({
    environment,
    baseUrl,
    auth,
    tokenStore,
    fetch: own,
    timeout,
    deadline,
    maxRetries,
  }: SecuconnectOptions) {
    const endpoints = endpointsOf({ environment, baseUrl });
    // Looked up late: tests and tracing tools replace the global one after this object was made.
    const send: typeof fetch = own ?? ((input, init) => globalThis.fetch(input, init));
    const tokens = tokenSource(auth, endpoints.tokenUrl, send, maxRetries, tokenStore);
    super(new ClientTransport({ baseUrl: endpoints.baseUrl, tokens, fetch: send, timeout, deadline, maxRetries }));
  }
}

function tokenSource(
  auth: Auth,
  tokenUrl: string,
  send: typeof fetch,
  maxRetries: number | undefined,
  store: TokenStore | undefined,
): TokenSource {
  if ('token' in auth) return new GivenToken(auth.token);
  const endpoint = new TokenEndpoint(tokenUrl, auth, send, maxRetries);
  return new GrantedToken({ grant: grantOf(auth), endpoint, origin: new URL(tokenUrl).origin, store });
}
