import { deviceLogin, type UserCode } from './device-login.ts';
import type { Token } from './token.ts';
import type { TokenEndpoint } from './token-endpoint.ts';

interface Client {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Server to server. */
export interface ClientCredentials extends Client {
  readonly grant?: 'client_credentials' | undefined;
}

/** A person who signs in to an app with name and password. */
export interface ApplicationUser extends Client {
  readonly grant: 'appuser';
  readonly username: string;
  readonly password: string;
  /** Identifies the installation. */
  readonly device: string;
  readonly deviceName?: string | undefined;
}

/** A cash register or terminal that somebody connects with a code, once. */
export interface Device extends Client {
  readonly grant: 'device';
  /** `/vendor/<vendor>/cashier/<serial>` or similar. */
  readonly uuid: string;
  /**
   * Shows the code to the person who connects the device; from the moment it returns or resolves, the platform is asked whether that has
   * been done. When it throws, the login ends. Called again by the next call that needs a token when a code expired unused.
   */
  readonly onUserCode: (code: UserCode) => void | Promise<void>;
  /** From an earlier login; without a valid one, a person has to connect the device again. */
  readonly refreshToken?: string | undefined;
}

/** A refresh token from an earlier login. */
export interface RefreshToken extends Client {
  readonly grant: 'refresh_token';
  readonly refreshToken: string;
}

export type GrantOptions = ClientCredentials | ApplicationUser | Device | RefreshToken;

/** How to get tokens. */
export interface Grant {
  /** Names what the token belongs to, without a secret: tokens are kept under it. */
  readonly key: () => Promise<string>;
  /** The refresh token to begin with. */
  readonly refreshToken?: string | undefined;
  /** Gets a token without an earlier one. Missing when the refresh token is all there is. */
  readonly login?: ((endpoint: TokenEndpoint, abandoned: AbortSignal) => Promise<Token>) | undefined;
  /** Whether a person has to do something for a login. */
  readonly needsPerson?: boolean;
}

/** @throws TypeError naming the option that is missing or cannot be sent; never quotes its value. */
export function grantOf(options: GrantOptions): Grant {
  demand(options, 'clientId', 'clientSecret');
  const { clientId } = options;
  switch (options.grant) {
    case undefined:
    case 'client_credentials':
      return {
        key: keyOf('client_credentials', clientId),
        login: (endpoint) => endpoint.token({ grant_type: 'client_credentials' }),
      };
    case 'appuser': {
      demand(options, 'username', 'password', 'device');
      const { username, password, device, deviceName = device } = options;
      return {
        key: keyOf('appuser', clientId, username, device),
        login: (endpoint) =>
          endpoint.token({ grant_type: 'appuser', username, password, device, 'deviceinfo[name]': deviceName }),
      };
    }
    case 'device': {
      demand(options, 'uuid');
      const { uuid, onUserCode, refreshToken } = options;
      if (typeof onUserCode !== 'function') throw new TypeError('`auth.onUserCode` must be a function.');
      if (refreshToken !== undefined) demand(options, 'refreshToken');
      return {
        key: keyOf('device', clientId, uuid),
        refreshToken,
        login: (endpoint, abandoned) => deviceLogin(endpoint, uuid, onUserCode, abandoned),
        needsPerson: true,
      };
    }
    case 'refresh_token': {
      demand(options, 'refreshToken');
      const { refreshToken } = options;
      // Only the refresh token tells one user of the client from another.
      return { key: async () => keyOf('refresh_token', clientId, await digest(refreshToken))(), refreshToken };
    }
    default:
      throw new TypeError(`Unknown grant ${JSON.stringify((options as { grant: unknown }).grant)}.`);
  }
}

/** A new token for an old refresh token. The platform usually answers without another refresh token: the old one stays. */
export async function refresh(endpoint: TokenEndpoint, refresh_token: string): Promise<Token> {
  return { refresh_token, ...(await endpoint.token({ grant_type: 'refresh_token', refresh_token })) };
}

/** Encoded, so that no two lists of parts give the same key. */
function keyOf(...parts: string[]): () => Promise<string> {
  const key = parts.map(encodeURIComponent).join(':');
  return async () => key;
}

/** 128 bits of SHA-256, in hexadecimal digits. */
async function digest(secret: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(secret));
  return Array.from(new Uint8Array(hash, 0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function demand<Options extends object>(options: Options, ...names: (keyof Options & string)[]): void {
  for (const name of names) {
    const value: unknown = options[name];
    if (typeof value !== 'string' || value === '') throw new TypeError(`\`auth.${name}\` is missing or empty.`);
    if (/\p{Cc}/u.test(value)) {
      throw new TypeError(
        `\`auth.${name}\` contains a line break or another control character; what was read from a file often ends with one: trim it.`,
      );
    }
  }
}
