import { orAborted, sleep } from '../../internal/abort.ts';
import { ApiError } from '../../errors/api-errors.ts';
import { SecuconnectError } from '../../errors/secuconnect-error.ts';
import { retryAfter } from '../../transport/retry-policy.ts';
import type { Token } from '../token.ts';
import { isPassing, OPERATION, type TokenEndpoint } from '../token-endpoint.ts';

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
/** Longest pause between two questions while the server cannot be reached, in ms, unless the interval itself is longer. */
const LONGEST = 60_000;

/** What the person is asked to do after each way in which a login can end without a token. */
const AGAIN = 'The next call starts again, with a new code.';

/**
 * The device grant: gets a code, has it shown, and asks in the given interval until somebody has entered it.
 * - `slow_down` lengthens the interval for good.
 * - A server that cannot be reached or is overloaded (429, 5xx) is asked again, after a pause that doubles each time, until the code expires.
 * - The login ends when the code expires; any other refusal ends it at once, and so does a callback that fails.
 * - When nobody waits for it any more it ends too, but only between two questions: an answer on its way may bring the only refresh token.
 */
export async function deviceLogin(
  endpoint: TokenEndpoint,
  uuid: string,
  onUserCode: (code: UserCode) => void | Promise<void>,
  abandoned: AbortSignal,
): Promise<Token> {
  abandoned.throwIfAborted();
  const { device_code, interval, shown } = await codeFor(endpoint, uuid, abandoned);
  const until = Date.now() + shown.expiresIn;
  await show(shown, onUserCode, abandoned);

  let wait = interval;
  for (let pause = wait; Date.now() + pause < until;) {
    await sleep(pause, abandoned);
    try {
      return await endpoint.token({ grant_type: 'device', code: device_code }, { maxRetries: 0 });
    } catch (failure) {
      const error = failure instanceof ApiError ? failure.error : undefined;
      if (error === 'expired_token') throw expired(failure);
      if (error === 'access_denied') throw ended(`Somebody has refused to connect the device. ${AGAIN}`, failure);
      if (error === 'slow_down') pause = wait += SLOWER;
      else if (error === 'authorization_pending') pause = wait;
      else if (isUnreachable(failure)) pause = Math.max(Math.min(pause * 2, LONGEST), wait, askedPause(failure));
      else throw failure;
    }
  }
  throw expired();
}

async function codeFor(
  endpoint: TokenEndpoint,
  uuid: string,
  abandoned: AbortSignal,
): Promise<{ device_code: string; interval: number; shown: UserCode }> {
  const { body } = await endpoint.ask({ grant_type: 'device', uuid }, { abandoned, stoppable: true });
  const { device_code, user_code, verification_url } = body;
  const expiresIn = milliseconds(body['expires_in']);
  if (typeof device_code !== 'string' || !device_code || typeof user_code !== 'string' || !user_code || !expiresIn) {
    throw ended(`${OPERATION} answered without a usable code for the device.`);
  }
  const verificationUrl = typeof verification_url === 'string' ? verification_url : '';
  return {
    device_code,
    interval: milliseconds(body['interval']) ?? INTERVAL,
    shown: { userCode: user_code, verificationUrl, expiresIn },
  };
}

async function show(code: UserCode, onUserCode: (code: UserCode) => unknown, abandoned: AbortSignal): Promise<void> {
  try {
    await orAborted((async () => onUserCode(code))(), abandoned);
  } catch (failure) {
    if (abandoned.aborted) throw failure;
    throw ended(`The device was not connected, because showing its code failed. ${AGAIN}`, failure);
  }
}

/** A number of seconds, in ms; nothing when it is not a positive number. */
function milliseconds(seconds: unknown): number | undefined {
  const value = Number(seconds) * 1000;
  return value > 0 && value < Number.POSITIVE_INFINITY ? value : undefined;
}

const isUnreachable = (failure: unknown): boolean =>
  isPassing(failure) || (failure instanceof ApiError && failure.status >= 500);

const askedPause = (failure: unknown): number => (failure instanceof ApiError && retryAfter(failure.headers)) || 0;

const expired = (cause?: unknown): SecuconnectError =>
  ended(`Nobody has connected the device before its code expired. ${AGAIN}`, cause);

const ended = (message: string, cause?: unknown): SecuconnectError =>
  new SecuconnectError(message, { outcome: 'not-sent', operation: OPERATION, cause });
