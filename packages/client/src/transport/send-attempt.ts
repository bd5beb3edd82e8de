import type { WithResponse } from '@secuconnect/api';
import type { SecuconnectError } from '../errors/secuconnect-error.ts';
import { monotonicNow } from '../internal/clock.ts';
import { fetchInit, type PlainInit } from '../internal/fetch-init.ts';
import { findSecrets } from '../internal/redact.ts';
import { TimeoutScope } from '../internal/timeout.ts';
import { toCallError } from './call-error.ts';
import { assertUnread, decodeBody, decodeText, errorOf, isReadAtOnce, readFailure } from './decode-response.ts';
import { guardedResponse } from './guarded-response.ts';
import type { PreparedRequest } from './prepare-request.ts';

export interface AttemptOptions {
  /** What is left of the total timeout, in ms. */
  readonly timeLeft: number;
  /** Whether the caller wants the response unread. Asked when it has arrived. */
  isRaw(): boolean;
  /** Receives the response before its body is read. */
  onResponse(response: Response): void;
  /** Completes an error that arises while the caller reads the body. */
  addDetails(error: SecuconnectError): SecuconnectError;
}

/**
 * Sends one request and reads its response, under the timeout of an attempt. For a raw response, the timeout and the caller's signal apply until the
 * caller has read its last byte.
 *
 * @throws SecuconnectError for every failure.
 */
export function sendAttempt(
  request: PreparedRequest,
  token: string,
  options: AttemptOptions,
): Promise<WithResponse<unknown>> {
  // One promise for all: each further one would cost every call a part of a microsecond.
  return new Promise((resolve, reject) => {
    const scope = new TimeoutScope(Math.min(request.timeout, options.timeLeft), request.signal);
    const fail = (reason: unknown): void => {
      scope.release();
      reject(toError(request, token, options, reason));
    };
    scope.onEnd(fail);
    void exchange(request, token, options, scope, resolve, fail);
  });
}

/** Settles the attempt; its own promise always resolves. */
async function exchange(
  request: PreparedRequest,
  token: string,
  options: AttemptOptions,
  scope: TimeoutScope,
  resolve: (result: WithResponse<unknown>) => void,
  fail: (reason: unknown) => void,
): Promise<void> {
  let response: Response | undefined;
  try {
    // Only these calls are judged by how long they took.
    const startedAt = request.waitsForTerminal ? monotonicNow() : 0;
    response = await send(request, token, scope.signal);
    options.onResponse(response);
    // Searched only when something fails.
    const secrets = (): string[] => secretsOf(request, token);
    if (!response.ok)
      throw await errorOf(request, response, secrets, request.waitsForTerminal ? monotonicNow() - startedAt : 0);
    if (options.isRaw()) return resolve(unreadResult(request, token, options, scope, response));
    assertUnread(request, response);
    const data = isReadAtOnce(request, response)
      ? decodeText(request, response, await response.text(), secrets)
      : await decodeBody(request, response, secrets);
    scope.release();
    resolve({ data, response });
  } catch (reason) {
    fail(readFailure(request, response, reason));
  }
}

/** A response that the caller reads under the timeout and the signal of the attempt. */
function unreadResult(
  request: PreparedRequest,
  token: string,
  options: AttemptOptions,
  scope: TimeoutScope,
  response: Response,
): WithResponse<unknown> {
  const race = <Value>(read: Promise<Value>): Promise<Value> =>
    scope.race(read).catch((reason: unknown) => {
      throw options.addDetails(toError(request, token, options, reason));
    });
  return { data: undefined, response: guardedResponse(response, race, () => scope.release()) };
}

function toError(
  request: PreparedRequest,
  token: string,
  { timeLeft }: AttemptOptions,
  reason: unknown,
): SecuconnectError {
  const { timeout, totalTimeout } = request;
  return toCallError(request, reason, {
    outcome: 'unknown',
    // The one that passes first.
    timeout: timeLeft < timeout ? totalTimeout : timeout,
    secrets: secretsOf(request, token),
  });
}

const secretsOf = ({ body }: PreparedRequest, token: string): string[] => [token, ...findSecrets(body)];

function send(request: PreparedRequest, token: string, signal: AbortSignal): Promise<Response> {
  // Taken out of its object: browsers and Workers reject a `fetch` that is called as a method.
  const { fetch: sendRequest, operation, context, url, headers, body, redirect, timeout } = request;
  const init: PlainInit = {
    method: operation.method,
    headers: { ...headers, authorization: `Bearer ${token}` },
    // A redirect could carry the token to another host.
    redirect,
    signal,
  };
  if (body !== undefined) init.body = body;
  // Each response moves a scroll.
  const sendOnce = operation.method !== 'GET' || context.movesScroll === true;
  const complete = fetchInit(init, { send: sendRequest, timeout, sendOnce });
  return complete instanceof Promise ? complete.then((one) => sendRequest(url, one)) : sendRequest(url, complete);
}
