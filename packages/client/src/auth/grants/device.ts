import { deviceLogin, type UserCode } from './device-login.ts';
import { demand, keyOf, type ClientCredentials, type Grant } from './grant.ts';
import { Refreshing } from './refresh-token-flow.ts';

export interface Device extends ClientCredentials {
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

/**
 * A cash register or terminal that somebody connects with a code, once.
 *
 * ```ts
 * const auth = device({ clientId, clientSecret, uuid: '/vendor/shop/cashier/1', onUserCode: ({ userCode }) => display(userCode) });
 * const secuconnect = new Secuconnect({ environment: 'testing', auth, tokenStore });
 * ```
 *
 * @throws TypeError naming the option that is missing or cannot be sent; never quotes its value.
 */
export function device(options: Device): Grant {
  const { clientId, clientSecret, uuid, onUserCode, refreshToken } = demand(
    options,
    'clientId',
    'clientSecret',
    'uuid',
    ...(options.refreshToken === undefined ? [] : (['refreshToken'] as const)),
  );
  if (typeof onUserCode !== 'function') throw new TypeError('`auth.onUserCode` must be a function.');
  return {
    clientId,
    clientSecret,
    key: keyOf('device', clientId, uuid),
    begin: () =>
      new Refreshing({
        refreshToken,
        login: (endpoint, abandoned) => deviceLogin(endpoint, uuid, onUserCode, abandoned),
        needsPerson: true,
      }),
  };
}
