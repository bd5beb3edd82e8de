import { demand, keyOf, type ClientCredentials, type Grant } from './grant.ts';
import { Refreshing } from './refresh-token-flow.ts';

export interface RefreshToken extends ClientCredentials {
  readonly refreshToken: string;
}

/**
 * A refresh token from an earlier login.
 *
 * ```ts
 * const auth = refreshToken({ clientId, clientSecret, refreshToken: kept });
 * const secuconnect = new Secuconnect({ environment: 'testing', auth });
 * ```
 *
 * @throws TypeError naming the option that is missing or cannot be sent; never quotes its value.
 */
export function refreshToken(options: RefreshToken): Grant {
  const { clientId, clientSecret, refreshToken: token } = demand(options, 'clientId', 'clientSecret', 'refreshToken');
  return {
    clientId,
    clientSecret,
    // Only the refresh token tells one user of the client from another.
    key: async () => keyOf('refresh_token', clientId, await digest(token))(),
    begin: () => new Refreshing({ refreshToken: token }),
  };
}

/** 128 bits of SHA-256, in hexadecimal digits. */
async function digest(secret: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(secret));
  return Array.from(new Uint8Array(hash, 0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
