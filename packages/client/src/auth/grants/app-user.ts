import { assertOptions } from './assert-options.ts';
import { grantKey } from './grant-key.ts';
import { defineGrant, type ClientCredentials, type Grant } from './grant.ts';
import { RefreshTokenFlow } from './refresh-token-flow.ts';

/** Options of {@link appUserGrant}. */
export interface AppUserGrantOptions extends ClientCredentials {
  /** The name with which the person signs in. */
  readonly username: string;
  /** Sent once: after that, the client uses the refresh token of the response. */
  readonly password: string;
  /** Identifies the installation of the app. */
  readonly device: string;
  /**
   * Name of the installation, for people.
   *
   * @default the value of `device`
   */
  readonly deviceName?: string | undefined;
}

/**
 * The grant for a person who signs in to an app with name and password.
 *
 * ```ts
 * const auth = appUserGrant({ clientId, clientSecret, username, password, device: installationId });
 * const secuconnect = new Secuconnect({ environment: 'testing', auth });
 * ```
 *
 * @throws TypeError naming the option that is missing or invalid; the message never quotes its value.
 */
export function appUserGrant(options: AppUserGrantOptions): Grant {
  const { clientId, clientSecret, username, password, device, deviceName } = assertOptions(
    options,
    'clientId',
    'clientSecret',
    'username',
    'password',
    'device',
  );
  const fields = { grant_type: 'appuser', username, password, device, 'deviceinfo[name]': deviceName ?? device };
  return defineGrant({
    clientId,
    clientSecret,
    key: async () => grantKey('appuser', clientId, username, device),
    createFlow: () =>
      new RefreshTokenFlow({ login: (endpoint, cancelSignal) => endpoint.token(fields, { cancelSignal }) }),
  });
}
