/** Where the API lives. The token endpoint is on the same host, outside of `/api/v2`. */
export const environments = {
  /** Real money, unless a transaction says `is_demo`. */
  production: 'https://connect.secucard.com/api/v2',
  /** The testing system, under the name that the API's reference page gives. */
  testing: 'https://connect-testing.secupay-ag.de/api/v2',
  /** The testing system, under the name that the platform has used since April 2025. */
  'testing-secuconnect': 'https://connect-testing.secuconnect.com/api/v2',
  /** The showcase system. */
  staging: 'https://connect-showcase.secupay-ag.de/api/v2',
} as const;

export type Environment = keyof typeof environments;

/** Base URL (with `/api/v2`, without a slash at the end) and token endpoint of a client. */
export interface Endpoints {
  readonly baseUrl: string;
  readonly tokenUrl: string;
}

/**
 * The endpoints of a named environment or of a base URL of one's own.
 *
 * @throws TypeError when neither or both are given, when the name is unknown, or when the URL would send a token in the clear.
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
      'Give either `environment` or `baseUrl`: there is no default, so that no test reaches production by accident.',
    );
  }
  const base = baseUrl ?? environments[environment!];
  if (base === undefined) {
    throw new TypeError(
      `Unknown environment ${JSON.stringify(environment)}; known are ${Object.keys(environments).join(', ')}.`,
    );
  }
  if (!URL.canParse(base)) throw new TypeError(`The base URL ${JSON.stringify(base)} is not a URL.`);
  const url = new URL(base);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
    throw new TypeError(
      `The base URL must be https (plain http only for this machine): ${url.origin} would carry the token in the clear.`,
    );
  }
  if (url.search || url.hash || url.username || url.password) {
    throw new TypeError('The base URL must have no query, no fragment and no credentials.');
  }
  return { baseUrl: url.href.replace(/\/+$/, ''), tokenUrl: new URL('/oauth/token', url).href };
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
