import type { ClientCredentials, Grant } from './auth/grants/grant.ts';
import type { TokenStore } from './auth/stores/token-store.ts';
import type { TokenProvider } from './auth/token-source/provided-token-source.ts';
import type { Environment } from './environments.ts';
import type { Logger, LogLevel } from './events/log.ts';
import type { CommonOptions } from './request-options.ts';
import type { AppInfo } from './transport/headers.ts';

/**
 * How the client obtains tokens: with the credentials of a server, with another grant (`deviceGrant`, `appUserGrant`, `refreshTokenGrant`), or from the
 * program, as a string or a function.
 */
export type Auth = { readonly token: string | TokenProvider } | ClientCredentials | Grant;

/** Options of a client. */
export interface SecuconnectOptions extends CommonOptions {
  /** A named environment of the API. Give this or `baseUrl`. */
  readonly environment?: Environment | undefined;
  /** A custom base URL, including `/api/v2`: https, or http on localhost. Give this or `environment`. */
  readonly baseUrl?: string | undefined;
  /**
   * Where tokens are requested: https, or http on localhost. For a gateway that has the token endpoint elsewhere.
   *
   * @default `/oauth/token` in place of `/api/v2` in the base URL: a path before that stays
   */
  readonly tokenUrl?: string | undefined;
  /** How to obtain tokens. */
  readonly auth: Auth;
  /**
   * Keeps tokens obtained with a grant, so that processes share them.
   *
   * @default in memory, one per client
   */
  readonly tokenStore?: TokenStore | undefined;
  /** Identifies the program that uses the SDK, in the `User-Agent`. */
  readonly appInfo?: AppInfo | undefined;
  /**
   * Whether writes carry an idempotency key: see the option of a call. A browser needs `false` if the server does not allow the header `X-Action`, but
   * must not make payments then: browsers send some requests several times by themselves, and only the key makes the copies one payment.
   *
   * @default true
   */
  readonly idempotencyKey?: boolean | undefined;
  /** Where to log, such as `console`. By default, nothing is logged. */
  readonly logger?: Logger | undefined;
  /**
   * The least severe level to log.
   *
   * @default 'warn'
   */
  readonly logLevel?: LogLevel | undefined;
}

/**
 * The options of a client, or a function that returns them. The first call calls the function, once: `new Secuconnect(optionsFromEnv)` can be a constant of
 * a module that is imported where no environment variable is set, as by the build of Next.js.
 */
export type LazyOptions = SecuconnectOptions | (() => SecuconnectOptions);
