import type { UserCode } from './device-login.ts';
import { deviceLogin } from './device-login.ts';
import type { Token, TokenEndpoint } from './token-endpoint.ts';

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
  /** Shows the code to the person who connects the device. Called again with a new code when that one expired unused. */
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

/** A way to get a token that works without an earlier one, and the refresh token to begin with, if any. */
export interface Grant {
  /** Names what the token belongs to, without a secret: tokens are kept under it. */
  readonly key: string;
  readonly refreshToken: string | undefined;
  obtain(endpoint: TokenEndpoint): Promise<Token>;
}

/** @throws TypeError naming the option that is missing. */
export function grantOf(options: GrantOptions): Grant {
  demand(options, 'clientId', 'clientSecret');
  const client = options.clientId;
  switch (options.grant) {
    case undefined:
    case 'client_credentials':
      return {
        key: `client_credentials:${client}`,
        refreshToken: undefined,
        obtain: (endpoint) => endpoint.token({ grant_type: 'client_credentials' }),
      };
    case 'appuser': {
      demand(options, 'username', 'password', 'device');
      const { username, password, device, deviceName = device } = options;
      return {
        key: `appuser:${client}:${username}:${device}`,
        refreshToken: undefined,
        obtain: (endpoint) =>
          endpoint.token({ grant_type: 'appuser', username, password, device, 'deviceinfo[name]': deviceName }),
      };
    }
    case 'device': {
      demand(options, 'uuid', 'onUserCode');
      const { uuid, onUserCode, refreshToken } = options;
      return {
        key: `device:${client}:${uuid}`,
        refreshToken,
        obtain: (endpoint) => deviceLogin(endpoint, uuid, onUserCode),
      };
    }
    case 'refresh_token':
      demand(options, 'refreshToken');
      return {
        key: `refresh_token:${client}`,
        refreshToken: options.refreshToken,
        obtain: (endpoint) => refresh(endpoint, options.refreshToken),
      };
    default:
      throw new TypeError(`Unknown grant ${JSON.stringify((options as { grant: unknown }).grant)}.`);
  }
}

/** A new token for an old refresh token. The platform usually answers without another refresh token: the old one stays. */
export async function refresh(endpoint: TokenEndpoint, refresh_token: string): Promise<Token> {
  return { refresh_token, ...(await endpoint.token({ grant_type: 'refresh_token', refresh_token })) };
}

function demand<Options extends object>(options: Options, ...names: (keyof Options & string)[]): void {
  for (const name of names) if (!options[name]) throw new TypeError(`\`auth.${name}\` is missing or empty.`);
}
