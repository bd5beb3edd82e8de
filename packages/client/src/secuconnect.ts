import type { ApiCall, CallInput, Operation } from '@secuconnect/api';
import { GivenToken, type TokenProvider } from './auth/given-token.ts';
import { GrantedToken } from './auth/granted-token.ts';
import { clientCredentials, type ClientCredentials, type Grant } from './auth/grants.ts';
import { TokenEndpoint } from './auth/token-endpoint.ts';
import type { TokenSource } from './auth/token-source.ts';
import type { TokenStore } from './auth/token-store.ts';
import { endpointsOf, type Environment } from './environments.ts';
import { Resources } from './generated/resources.ts';
import { logTo, type Logger, type LogLevel } from './observability/log.ts';
import { Observer } from './observability/observer.ts';
import { apiByPath, unlistedCall, type ApiByPath } from './path-client.ts';
import { demandLimits, type CommonOptions, type RequestOptions } from './request-options.ts';
import { ClientTransport, type TransportParts } from './transport/client-transport.ts';
import { headersOf, userAgent, type AppInfo } from './transport/headers.ts';

/** How the client gets its token: given by somebody else, with its own credentials, or with another grant (`device`, `applicationUser`, `refreshToken`). */
export type Auth = { readonly token: string | TokenProvider } | ClientCredentials | Grant;

export interface SecuconnectOptions extends CommonOptions {
  /** A named system of the platform. Give this or `baseUrl`. */
  readonly environment?: Environment | undefined;
  /** A system of one's own, with `/api/v2`; https, or http on this machine. */
  readonly baseUrl?: string | undefined;
  readonly auth: Auth;
  /** Keeps tokens that were got with a grant, so that processes share them; each client has its own when left out. */
  readonly tokenStore?: TokenStore | undefined;
  /** Names the program that uses the SDK, in the `User-Agent`. */
  readonly appInfo?: AppInfo | undefined;
  /**
   * Whether calls that write are named in `X-Action` (see the option of a call); they are when left out. For a page whose browser reports that
   * the server does not allow the header, `false`.
   */
  readonly actionId?: boolean | undefined;
  /** Where to log, such as `console`. */
  readonly logger?: Logger | undefined;
  /** How much to log; `warn` when left out. */
  readonly logLevel?: LogLevel | undefined;
}

/**
 * What resources send their calls through. Together with single resource classes it makes a smaller bundle than the whole client:
 *
 * ```ts
 * const transactions = new SmartTransactions(createTransport({ environment: 'testing', auth: { clientId, clientSecret } }));
 * ```
 */
export const createTransport = (options: SecuconnectOptions): ClientTransport => new ClientTransport(partsOf(options));

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
  readonly #transport: ClientTransport;
  readonly #tokens: TokenSource;

  /** @throws TypeError for options that are missing or cannot be used. */
  constructor(options: SecuconnectOptions) {
    const parts = partsOf(options);
    const transport = new ClientTransport(parts);
    super(transport);
    this.#transport = transport;
    this.#tokens = parts.tokens;
  }

  /** The API by method and path, typed by the spec: `secuconnect.api.GET('/Smart/Transactions', …)`. */
  get api(): ApiByPath {
    return apiByPath(this.#transport);
  }

  /**
   * Calls an endpoint that the spec does not list, with the token, the limits and the errors of this client. Only GET is repeated.
   *
   * ```ts
   * await secuconnect.request('POST', '/Smart/Transactions/{id}/something', { path: ['STX_…'], body: {} });
   * ```
   */
  request<Result = unknown>(
    method: Operation['method'],
    path: string,
    input: Partial<CallInput> = {},
    options?: RequestOptions,
  ): ApiCall<Result> {
    return unlistedCall(this.#transport, method, path, input, options);
  }

  /**
   * Gets a token now, which otherwise happens with the first call: to check the credentials at the start, or to connect a device.
   *
   * @throws AuthenticationError when the credentials are refused.
   */
  async authenticate({ signal }: { signal?: AbortSignal } = {}): Promise<void> {
    await this.#tokens.token(signal);
  }
}

function partsOf(options: SecuconnectOptions): TransportParts {
  if (typeof options?.auth !== 'object' || options.auth === null)
    throw new TypeError(
      '`auth` is missing: give { token }, { clientId, clientSecret }, or what a grant such as device(…) makes.',
    );
  demandLimits(options);
  const {
    auth: _auth,
    tokenStore: _store,
    appInfo,
    logger,
    logLevel,
    on,
    fetch: own,
    headers,
    language,
    ...limits
  } = options;
  const { baseUrl, tokenUrl } = endpointsOf(options);
  // Looked up late: tests and tracing tools replace the global one after this object was made.
  const send: typeof fetch = own ?? ((input, init) => globalThis.fetch(input, init));
  const observer = new Observer([...(on ? [on] : []), ...(logger ? [logTo(logger, logLevel)] : [])]);
  const general = {
    accept: 'application/json',
    // Browsers name themselves.
    'user-agent': 'document' in globalThis ? undefined : userAgent(appInfo),
    'accept-language': language,
  };
  return {
    defaults: { ...limits, baseUrl, fetch: send, headers: headersOf(general, headers) },
    tokens: tokenSource(options, tokenUrl, send, observer),
    observer,
  };
}

function tokenSource(
  options: SecuconnectOptions,
  tokenUrl: string,
  send: typeof fetch,
  observer: Observer,
): TokenSource {
  const { auth, tokenStore: store, maxRetries } = options;
  if ('token' in auth) return new GivenToken(auth.token);
  const grant = 'key' in auth ? auth : clientCredentials(auth);
  return new GrantedToken({
    grant,
    endpoint: new TokenEndpoint(tokenUrl, grant, send, maxRetries),
    origin: new URL(tokenUrl).origin,
    store,
    onToken: ({ error, ...report }) =>
      observer.tell('token', () => ({ ...report, ...(error !== undefined && { failure: nameOf(error) }) })),
    onStoreFailure: ({ action, error }) => observer.tell('tokenStore', () => ({ action, failure: nameOf(error) })),
  });
}

/** The name of an error is fit for everyone; its message may not be, as it comes from code that is not ours. */
const nameOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);
