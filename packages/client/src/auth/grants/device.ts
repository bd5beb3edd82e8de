import { assertOptions } from './assert-options.ts';
import { deviceLogin, type DeviceAuthorization } from './device-login.ts';
import { grantKey } from './grant-key.ts';
import { defineGrant, type ClientCredentials, type Grant } from './grant.ts';
import { RefreshTokenFlow } from './refresh-token-flow.ts';

/** Options of {@link deviceGrant}. */
export interface DeviceGrantOptions extends ClientCredentials {
  /** Identifies the device, such as `/vendor/<vendor>/cashier/<serial>`. */
  readonly uuid: string;
  /**
   * Shows the code to the person who connects the device. Polling starts when it returns or resolves; the login fails when it throws or rejects.
   * After a login that failed, the next call that needs a token runs it again, with a new code.
   */
  readonly onUserCode: (authorization: DeviceAuthorization) => void | Promise<void>;
  /** From an earlier login. Without a valid one, a person has to connect the device again. */
  readonly refreshToken?: string | undefined;
}

/**
 * The grant for a cash register or terminal that a person connects once, with a code (RFC 8628).
 *
 * ```ts
 * const auth = deviceGrant({ clientId, clientSecret, uuid: '/vendor/shop/cashier/1', onUserCode: ({ userCode }) => display(userCode) });
 * const secuconnect = new Secuconnect({ environment: 'testing', auth, tokenStore });
 * ```
 *
 * @throws TypeError naming the option that is missing or invalid; the message never quotes its value.
 */
export function deviceGrant(options: DeviceGrantOptions): Grant {
  const { clientId, clientSecret, uuid, onUserCode, refreshToken } = assertOptions(
    options,
    'clientId',
    'clientSecret',
    'uuid',
    ...(options.refreshToken === undefined ? [] : (['refreshToken'] as const)),
  );
  if (typeof onUserCode !== 'function') throw new TypeError('`auth.onUserCode` must be a function.');
  return defineGrant({
    clientId,
    clientSecret,
    key: async () => grantKey('device', clientId, uuid),
    createFlow: () =>
      new RefreshTokenFlow({
        refreshToken,
        login: (endpoint, cancelSignal) => deviceLogin(endpoint, uuid, onUserCode, cancelSignal),
        interactive: true,
      }),
  });
}
