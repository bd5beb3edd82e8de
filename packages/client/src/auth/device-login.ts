import { sleep } from '../abort.ts';
import { ApiError } from '../errors/api-errors.ts';
import { SecuconnectError } from '../errors/secuconnect-error.ts';
import { OPERATION, type Token, type TokenEndpoint } from './token-endpoint.ts';

/** What the person who connects a device needs to see. */
export interface UserCode {
  readonly userCode: string;
  /** Where to enter it. */
  readonly verificationUrl: string;
  /** How long it is valid, in ms. */
  readonly expiresIn: number;
}

/** How often to ask when the server does not say, and how much slower after a `slow_down`, in ms (RFC 8628). */
const INTERVAL = 5_000;
const SLOWER = 5_000;

/**
 * The device grant: gets a code, has it shown, and asks in the given interval until somebody has entered it.
 * - `slow_down` lengthens the interval for good.
 * - The login ends when the code expires; any other refusal ends it at once.
 */
export async function deviceLogin(
  endpoint: TokenEndpoint,
  uuid: string,
  onUserCode: (code: UserCode) => void | Promise<void>,
): Promise<Token> {
  const { body } = await endpoint.ask({ grant_type: 'device', uuid });
  const { device_code, user_code, verification_url, expires_in, interval } = body;
  if (typeof device_code !== 'string' || typeof user_code !== 'string') {
    throw new SecuconnectError(`${OPERATION} answered without a code for the device.`, {
      outcome: 'not-sent',
      operation: OPERATION,
    });
  }
  const expiresIn = Number(expires_in) * 1000;
  const until = Date.now() + expiresIn;
  await onUserCode({ userCode: user_code, verificationUrl: String(verification_url ?? ''), expiresIn });

  for (let wait = Number(interval) * 1000 || INTERVAL; Date.now() + wait < until;) {
    await sleep(wait);
    try {
      return await endpoint.token({ grant_type: 'device', code: device_code });
    } catch (failure) {
      if (!(failure instanceof ApiError)) throw failure;
      if (failure.error === 'slow_down') wait += SLOWER;
      else if (failure.error !== 'authorization_pending') throw failure;
    }
  }
  throw new SecuconnectError('Nobody has connected the device before its code expired.', {
    outcome: 'not-sent',
    operation: OPERATION,
  });
}
