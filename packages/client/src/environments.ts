/** Base URLs of the API, by environment. The token endpoint is on the same host, outside `/api/v2`. */
export const environments = {
  /** Real money, except for transactions with `is_demo`. */
  production: 'https://connect.secucard.com/api/v2',
  /** Test data only. */
  testing: 'https://connect-testing.secuconnect.com/api/v2',
  /** The testing environment under its host name until April 2025, which the API reference still gives. */
  'testing-legacy': 'https://connect-testing.secupay-ag.de/api/v2',
  /** The environment for demonstrations. */
  showcase: 'https://connect-showcase.secupay-ag.de/api/v2',
} as const;

/** Name of an environment of the API. */
export type Environment = keyof typeof environments;

/** Base URL (with `/api/v2`, without a trailing slash) and token endpoint of a client. */
export interface Endpoints {
  readonly baseUrl: string;
  readonly tokenUrl: string;
}

/**
 * Returns the endpoints of a named environment or of a custom base URL.
 *
 * @throws TypeError if neither or both are given, if the name is unknown, or if the URL is invalid or would send a token unencrypted.
 */
export function endpointsOf({
  environment,
  baseUrl,
}: {
  environment?: Environment | undefined;
  baseUrl?: string | undefined;
}): Endpoints {
  if ((environment === undefined) === (baseUrl === undefined)) {
    throw new TypeError(
      'Pass either `environment` or `baseUrl`: there is no default, so that no test reaches production by accident.',
    );
  }
  if (environment !== undefined && !Object.hasOwn(environments, environment)) {
    throw new TypeError(
      `Unknown environment ${JSON.stringify(environment)}; known are ${Object.keys(environments).join(', ')}.`,
    );
  }
  const base = baseUrl ?? environments[environment!];
  if (!URL.canParse(base)) throw new TypeError(`The base URL ${JSON.stringify(base)} is not a URL.`);
  const url = new URL(base);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
    throw new TypeError(
      `The base URL must be https (plain http only for localhost): ${url.origin} would send the token unencrypted.`,
    );
  }
  if (url.search || url.hash || url.username || url.password) {
    throw new TypeError('The base URL must not have a query, a fragment or credentials.');
  }
  return { baseUrl: url.href.replace(/\/+$/, ''), tokenUrl: new URL('/oauth/token', url).href };
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
