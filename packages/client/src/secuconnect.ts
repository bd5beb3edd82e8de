import { ClientCredentialsGrant, type ClientCredentials } from './auth/client-credentials.ts';
import { StaticToken, type TokenSource } from './auth/token-source.ts';
import { endpointsOf, type Environment } from './environments.ts';
import { Resources } from './generated/resources.ts';
import { ClientTransport } from './transport/client-transport.ts';

/** How the client gets its token: from somebody else, or with a grant. */
export type Auth = { readonly token: string } | ClientCredentials;

export interface SecuconnectOptions {
  /** A named system of the platform. Give this or `baseUrl`. */
  readonly environment?: Environment | undefined;
  /** A system of one's own, with `/api/v2`; https, or http on this machine. */
  readonly baseUrl?: string | undefined;
  readonly auth: Auth;
  /** Sends the requests; `globalThis.fetch`, looked up at each call, when left out. */
  readonly fetch?: typeof fetch | undefined;
  /** How long one attempt may take, in ms; 60,000 when left out, `0` waits for ever. */
  readonly timeout?: number | undefined;
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
  constructor({ environment, baseUrl, auth, fetch: own, timeout = 60_000 }: SecuconnectOptions) {
    const endpoints = endpointsOf({ environment, baseUrl });
    // Looked up late: tests and tracing tools replace the global one after this object was made.
    const send: typeof fetch = own ?? ((input, init) => globalThis.fetch(input, init));
    const tokens = tokenSource(auth, endpoints.tokenUrl, send);
    super(new ClientTransport({ baseUrl: endpoints.baseUrl, tokens, fetch: send, timeout }));
  }
}

function tokenSource(auth: Auth, tokenUrl: string, send: typeof fetch): TokenSource {
  if ('token' in auth) {
    if (!auth.token) throw new TypeError('`auth.token` is empty.');
    return new StaticToken(auth.token);
  }
  if (!auth.clientId || !auth.clientSecret)
    throw new TypeError('`auth` needs `token`, or `clientId` and `clientSecret`.');
  return new ClientCredentialsGrant(tokenUrl, auth, send);
}
