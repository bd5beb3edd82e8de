import { demand, keyOf, type ClientCredentials, type Grant } from './grant.ts';
import { Refreshing } from './refresh-token-flow.ts';

export interface ApplicationUser extends ClientCredentials {
  readonly username: string;
  readonly password: string;
  /** Identifies the installation. */
  readonly device: string;
  readonly deviceName?: string | undefined;
}

/**
 * A person who signs in to an app with name and password.
 *
 * ```ts
 * const auth = applicationUser({ clientId, clientSecret, username, password, device: installationId });
 * const secuconnect = new Secuconnect({ environment: 'testing', auth });
 * ```
 *
 * @throws TypeError naming the option that is missing or cannot be sent; never quotes its value.
 */
export function applicationUser(options: ApplicationUser): Grant {
  const { clientId, clientSecret, username, password, device, deviceName } = demand(
    options,
    'clientId',
    'clientSecret',
    'username',
    'password',
    'device',
  );
  const fields = { grant_type: 'appuser', username, password, device, 'deviceinfo[name]': deviceName ?? device };
  return {
    clientId,
    clientSecret,
    key: keyOf('appuser', clientId, username, device),
    begin: () => new Refreshing({ login: (endpoint, abandoned) => endpoint.token(fields, { abandoned }) }),
  };
}
