/** Base URLs of the API, by environment. The token endpoint is beside `/api/v2`, at `/oauth/token`. */
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
 * Returns the endpoints of a named environment or of a custom base URL. Without a custom one, the token endpoint is where the API has it: `/oauth/token`
 * in place of `/api/v2`, below everything that comes before that in the base URL.
 *
 * @throws TypeError if neither an environment nor a base URL is given, or both, if the name is unknown, or if a URL is invalid or would send a secret
 *   unencrypted.
 */
export function endpointsOf({
  environment,
  baseUrl,
  tokenUrl,
}: {
  environment?: Environment | undefined;
  baseUrl?: string | undefined;
  tokenUrl?: string | undefined;
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
  const base = secureUrl(baseUrl ?? environments[environment!], 'base URL', 'token').replace(/\/+$/, '');
  return {
    baseUrl: base,
    tokenUrl:
      tokenUrl === undefined
        ? `${base.replace(/\/api\/v\d+$/, '')}/oauth/token`
        : secureUrl(tokenUrl, 'token URL', 'credentials'),
  };
}

/**
 * Returns the URL in its normal form.
 *
 * @param name What it is, for messages.
 * @param secret What is sent to it, for messages.
 */
function secureUrl(value: string, name: string, secret: string): string {
  if (!URL.canParse(value)) throw new TypeError(`The ${name} ${JSON.stringify(value)} is not a URL.`);
  const url = new URL(value);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
    throw new TypeError(
      `The ${name} must be https (plain http only for localhost): ${url.origin} would send the ${secret} unencrypted.`,
    );
  }
  if (url.search || url.hash || url.username || url.password) {
    throw new TypeError(`The ${name} must not have a query, a fragment or credentials.`);
  }
  return url.href;
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
