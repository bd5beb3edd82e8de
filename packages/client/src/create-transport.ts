import type { Transport } from '@secuconnect/api';
import { clientCredentialsGrant } from './auth/grants/client-credentials.ts';
import { grantDefinition, type ClientCredentials } from './auth/grants/grant.ts';
import { GrantTokenSource } from './auth/token-source/grant-token-source.ts';
import { ProvidedTokenSource } from './auth/token-source/provided-token-source.ts';
import type { TokenSource } from './auth/token-source/token-source.ts';
import { TokenEndpoint } from './auth/token-endpoint.ts';
import type { LazyOptions, SecuconnectOptions } from './client-options.ts';
import { endpointsOf } from './environments.ts';
import { EventDispatcher } from './events/event-dispatcher.ts';
import { logListener } from './events/log.ts';
import { globalFetch, isBrowser } from './internal/fetch-init.ts';
import type { Paging } from './pagination/paging.ts';
import { assertLimits, type RequestOptions } from './request-options.ts';
import { ClientTransport, type TransportParts } from './transport/client-transport.ts';
import { mergeHeaders, userAgent } from './transport/headers.ts';

/**
 * Creates a transport, through which resources send their calls. With single resource classes, the bundle is smaller than with the whole client:
 *
 * ```ts
 * const transactions = new SmartTransactions(createTransport({ environment: 'testing', auth: { clientId, clientSecret } }));
 * ```
 *
 * @param options The options, or a function that the first call reads them with; see {@link LazyOptions}.
 * @param paging The value `paging`, if the program lists something: without it, a list throws a TypeError.
 * @throws TypeError if options are missing or invalid. With a function, each call rejects with that error instead.
 */
export const createTransport = (options: LazyOptions, paging?: Paging): Transport<RequestOptions> =>
  new ClientTransport(lazyTransportParts(options), paging);

/** Checks options at once, but those of a function when the parts are needed. A function that throws is called again the next time. */
export function lazyTransportParts(options: LazyOptions): () => TransportParts {
  let parts = typeof options === 'function' ? undefined : transportParts(options);
  return () => (parts ??= transportParts((options as () => SecuconnectOptions)()));
}

/** Checks the options and builds the parts of a transport from them. */
function transportParts(options: SecuconnectOptions): TransportParts {
  if (typeof options?.auth !== 'object' || options.auth === null)
    throw new TypeError(
      '`auth` is missing: pass { token }, { clientId, clientSecret }, or a grant such as deviceGrant(…).',
    );
  assertLimits(options);
  const {
    auth: _auth,
    tokenStore: _tokenStore,
    tokenUrl: _tokenUrl,
    appInfo,
    logger,
    logLevel,
    listeners,
    fetch: customFetch,
    headers,
    language,
    ...limits
  } = options;
  const { baseUrl, tokenUrl } = endpointsOf(options);
  // Browsers and Workers reject a `fetch` with a receiver.
  const send: typeof fetch = customFetch ? (input, init) => customFetch(input, init) : globalFetch;
  const dispatcher = new EventDispatcher([
    ...(listeners ? [listeners] : []),
    ...(logger ? [logListener(logger, logLevel)] : []),
  ]);
  const baseHeaders = {
    accept: 'application/json',
    // Browsers send their own.
    'user-agent': isBrowser() ? undefined : userAgent(appInfo),
    'accept-language': language,
  };
  const clientHeaders = mergeHeaders(baseHeaders, headers);
  // With one key for all calls, the API would respond to each write with the result of the first.
  if ('x-action' in clientHeaders || typeof (limits.idempotencyKey ?? true) !== 'boolean')
    throw new TypeError('A client cannot have an idempotency key, or the header X-Action: pass it to a call.');
  return {
    // Copied, because an object without a prototype is slow to copy for each call.
    defaults: { ...limits, baseUrl, fetch: send, headers: { ...clientHeaders } },
    tokens: createTokenSource(options, tokenUrl, send, dispatcher),
    dispatcher,
    reportedDeprecations: new Set(),
  };
}

function createTokenSource(
  { auth, tokenStore: store, maxRetries, timeout }: SecuconnectOptions,
  tokenUrl: string,
  send: typeof fetch,
  dispatcher: EventDispatcher,
): TokenSource {
  if ('token' in auth) return new ProvidedTokenSource(auth.token);
  const grant = grantDefinition(auth) ?? grantDefinition(clientCredentialsGrant(auth as ClientCredentials))!;
  return new GrantTokenSource({
    grant,
    endpoint: new TokenEndpoint(tokenUrl, grant, send, { maxRetries, timeout }),
    issuer: tokenUrl.replace(/\/oauth\/token$/, ''),
    store,
    onToken: ({ error, ...report }) =>
      dispatcher.dispatch('token', () => ({ ...report, ...(error !== undefined && { error: nameOf(error) }) })),
    onStoreFailure: ({ action, error }) => dispatcher.dispatch('tokenStore', () => ({ action, error: nameOf(error) })),
  });
}

/** Errors of foreign code are reported by name only, because their message may contain secrets. */
const nameOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);
