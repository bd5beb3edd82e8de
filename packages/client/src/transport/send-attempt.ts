import type { WithResponse } from '@secuconnect/api';
import type { SecuconnectError } from '../errors/secuconnect-error.ts';
import { monotonicNow } from '../internal/clock.ts';
import { fetchInit } from '../internal/fetch-init.ts';
import { findSecrets } from '../internal/redact.ts';
import { TimeoutScope } from '../internal/timeout.ts';
import { toCallError } from './call-error.ts';
import { assertSuccess, decodeBody } from './decode-response.ts';
import { guardedResponse } from './guarded-response.ts';
import type { PreparedRequest } from './prepare-request.ts';

export interface AttemptOptions {
  /** What is left of the total timeout, in ms. */
  readonly timeLeft: number;
  /** Whether the caller wants the response unread. Asked when it has arrived. */
  readonly isRaw: () => boolean;
  /** Receives the response before its body is read. */
  readonly onResponse: (response: Response) => void;
  /** Completes an error that arises while the caller reads the body. */
  readonly addDetails: (error: SecuconnectError) => SecuconnectError;
}

/**
 * Sends one request and reads its response, under the timeout of an attempt. For a raw response, the timeout and the caller's signal apply until the
 * caller has read its last byte.
 *
 * @throws SecuconnectError for every failure.
 */
export async function sendAttempt(
  request: PreparedRequest,
  token: string,
  { timeLeft, isRaw, onResponse, addDetails }: AttemptOptions,
): Promise<WithResponse<unknown>> {
  const { timeout, totalTimeout, signal } = request;
  const scope = new TimeoutScope(Math.min(timeout, timeLeft), signal);
  // Searched only when something fails.
  const secrets = (): string[] => [token, ...findSecrets(request.body)];
  const toError = (reason: unknown): SecuconnectError =>
    toCallError(request, reason, {
      outcome: 'unknown',
      // The one that passes first.
      timeout: timeLeft < timeout ? totalTimeout : timeout,
      secrets: secrets(),
    });
  const exchange = async (): Promise<WithResponse<unknown> & { isUnread: boolean }> => {
    const startedAt = monotonicNow();
    const response = await send(request, token, scope.signal);
    const elapsed = monotonicNow() - startedAt;
    onResponse(response);
    await assertSuccess(request, response, { secrets, elapsed });
    const isUnread = isRaw();
    return { data: isUnread ? undefined : await decodeBody(request, response, secrets), response, isUnread };
  };
  let isScopeInUse = false;
  try {
    const { data, response, isUnread } = await scope.race(exchange());
    if (!isUnread) return { data, response };
    isScopeInUse = true;
    const race = <Value>(read: Promise<Value>): Promise<Value> =>
      scope.race(read).catch((reason: unknown) => {
        throw addDetails(toError(reason));
      });
    return { data, response: guardedResponse(response, race, () => scope.release()) };
  } catch (reason) {
    throw toError(reason);
  } finally {
    if (!isScopeInUse) scope.release();
  }
}

async function send(request: PreparedRequest, token: string, signal: AbortSignal): Promise<Response> {
  // Taken out of its object: browsers and Workers reject a `fetch` that is called as a method.
  const { fetch: sendRequest, operation, context, url, headers, body, redirect, timeout } = request;
  // Each response moves a scroll.
  const sendOnce = operation.method !== 'GET' || context.movesScroll === true;
  const init = {
    method: operation.method,
    headers: { ...headers, authorization: `Bearer ${token}` },
    ...(body !== undefined && { body }),
    // A redirect could carry the token to another host.
    redirect,
    signal,
  };
  return sendRequest(url, await fetchInit(init, { send: sendRequest, timeout, sendOnce }));
}
