import { toHex } from '../../internal/hex.ts';
import { sha256 } from '../../internal/sha256.ts';
import { assertOptions } from './assert-options.ts';
import { grantKey } from './grant-key.ts';
import { defineGrant, type ClientCredentials, type Grant } from './grant.ts';
import { RefreshTokenFlow } from './refresh-token-flow.ts';

/** Options of {@link refreshTokenGrant}. */
export interface RefreshTokenGrantOptions extends ClientCredentials {
  /** From an earlier login. Responses that bring another one replace it. */
  readonly refreshToken: string;
}

/**
 * The grant for a refresh token from an earlier login.
 *
 * ```ts
 * const auth = refreshTokenGrant({ clientId, clientSecret, refreshToken });
 * const secuconnect = new Secuconnect({ environment: 'testing', auth });
 * ```
 *
 * @throws TypeError naming the option that is missing or invalid; the message never quotes its value.
 */
export function refreshTokenGrant(options: RefreshTokenGrantOptions): Grant {
  const { clientId, clientSecret, refreshToken } = assertOptions(options, 'clientId', 'clientSecret', 'refreshToken');
  return defineGrant({
    clientId,
    clientSecret,
    // Only the refresh token tells one user of the client from another.
    key: async () => grantKey('refresh_token', clientId, await digest(refreshToken)),
    createFlow: () => new RefreshTokenFlow({ refreshToken }),
  });
}

/** 128 bits of SHA-256, in hexadecimal digits. */
const digest = async (secret: string): Promise<string> => toHex((await sha256(secret)).subarray(0, 16));
