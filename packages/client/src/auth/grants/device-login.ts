import { ApiError } from '../../errors/api-errors.ts';
import { SecuconnectError } from '../../errors/secuconnect-error.ts';
import { rejectOnAbort, sleep } from '../../internal/abort.ts';
import { retryAfter } from '../../internal/backoff.ts';
import { monotonicNow } from '../../internal/clock.ts';
import { isRetryableTokenError, TOKEN_OPERATION, type TokenEndpoint } from '../token-endpoint.ts';
import type { StoredToken } from '../token.ts';

/** What the person who connects a device needs to see (RFC 8628). */
export interface DeviceAuthorization {
  readonly userCode: string;
  /** The address at which to enter the code; empty when the API sends none. */
  readonly verificationUri: string;
  /** When the code expires, by this host's clock. */
  readonly expiresAt: Date;
}

/** How often to poll when the server does not say, and by how much `slow_down` lengthens the interval, in ms (RFC 8628). */
const POLL_INTERVAL_MS = 5_000;
const SLOW_DOWN_MS = 5_000;
/** Bounds of the interval that the server may ask for, in ms: no poll every few milliseconds, and none that never comes. */
const MIN_POLL_INTERVAL_MS = 1_000;
const MAX_POLL_INTERVAL_MS = 300_000;
/** Longest life of a code, in ms: with a longer one, timers and dates could overflow. */
const MAX_CODE_LIFETIME_MS = 86_400_000;
/** Longest delay between two polls while the server cannot be reached, in ms, unless the interval itself is longer. */
const MAX_DELAY_MS = 60_000;

/** End of the message when a login failed that needs a new code. */
const STARTS_AGAIN = 'The next call starts again, with a new code.';

/**
 * The device grant: requests a code, has it shown, and polls until a person has entered it.
 * - `slow_down` lengthens the interval for the rest of the login.
 * - A server that cannot be reached or is overloaded (429, 5xx) is polled again, with a delay that doubles each time, until the code expires.
 * - The login ends when the code expires, at any other error response, or when the callback fails.
 * - It also ends when the last waiting call has left, but only between two polls: the response to a poll may bring the only refresh token.
 */
export async function deviceLogin(
  endpoint: TokenEndpoint,
  uuid: string,
  onUserCode: (authorization: DeviceAuthorization) => void | Promise<void>,
  cancelSignal: AbortSignal,
): Promise<StoredToken> {
  cancelSignal.throwIfAborted();
  const { deviceCode, pollInterval, expiresAt, authorization } = await requestCode(endpoint, uuid, cancelSignal);
  await show(authorization, onUserCode, cancelSignal);

  let interval = pollInterval;
  for (let delay = interval; monotonicNow() + delay < expiresAt;) {
    await sleep(delay, cancelSignal);
    try {
      return await endpoint.token({ grant_type: 'device', code: deviceCode }, { maxRetries: 0 });
    } catch (failure) {
      const error = failure instanceof ApiError ? failure.error : undefined;
      if (error === 'expired_token') throw expired(failure);
      if (error === 'access_denied') throw loginError(`The device login was denied. ${STARTS_AGAIN}`, failure);
      if (error === 'slow_down') delay = interval += SLOW_DOWN_MS;
      else if (error === 'authorization_pending') delay = interval;
      else if (isUnreachable(failure))
        delay = Math.max(Math.min(delay * 2, MAX_DELAY_MS), interval, requestedDelay(failure));
      else throw failure;
    }
  }
  throw expired();
}

async function requestCode(
  endpoint: TokenEndpoint,
  uuid: string,
  cancelSignal: AbortSignal,
): Promise<{
  deviceCode: string;
  pollInterval: number;
  /** When the code expires, by the monotonic clock. */
  expiresAt: number;
  authorization: DeviceAuthorization;
}> {
  const { body } = await endpoint.request({ grant_type: 'device', uuid }, { cancelSignal, cancellable: true });
  const { device_code: deviceCode, user_code: userCode, verification_url: verificationUri } = body;
  const lifetime = milliseconds(body['expires_in']);
  if (typeof deviceCode !== 'string' || !deviceCode || typeof userCode !== 'string' || !userCode || !lifetime) {
    throw loginError(`${TOKEN_OPERATION} responded without a usable device code.`);
  }
  const expiresIn = Math.min(lifetime, MAX_CODE_LIFETIME_MS);
  const interval = milliseconds(body['interval']) ?? POLL_INTERVAL_MS;
  return {
    deviceCode,
    pollInterval: Math.min(Math.max(interval, MIN_POLL_INTERVAL_MS), MAX_POLL_INTERVAL_MS),
    expiresAt: monotonicNow() + expiresIn,
    authorization: {
      userCode,
      verificationUri: typeof verificationUri === 'string' ? verificationUri : '',
      expiresAt: new Date(Date.now() + expiresIn),
    },
  };
}

async function show(
  authorization: DeviceAuthorization,
  onUserCode: (authorization: DeviceAuthorization) => unknown,
  cancelSignal: AbortSignal,
): Promise<void> {
  try {
    await rejectOnAbort((async () => onUserCode(authorization))(), cancelSignal);
  } catch (failure) {
    if (cancelSignal.aborted) throw failure;
    throw loginError(`\`onUserCode\` failed, so the device was not connected. ${STARTS_AGAIN}`, failure);
  }
}

/** A number of seconds in ms; `undefined` when it is not a positive number. */
function milliseconds(seconds: unknown): number | undefined {
  const value = Number(seconds) * 1000;
  return value > 0 && value < Number.POSITIVE_INFINITY ? value : undefined;
}

const isUnreachable = (failure: unknown): boolean =>
  isRetryableTokenError(failure) || (failure instanceof ApiError && failure.status >= 500);

const requestedDelay = (failure: unknown): number => (failure instanceof ApiError && retryAfter(failure.headers)) || 0;

const expired = (cause?: unknown): SecuconnectError =>
  loginError(`The device code expired before it was entered. ${STARTS_AGAIN}`, cause);

const loginError = (message: string, cause?: unknown): SecuconnectError =>
  new SecuconnectError(message, { outcome: 'not-sent', operation: TOKEN_OPERATION, cause });
