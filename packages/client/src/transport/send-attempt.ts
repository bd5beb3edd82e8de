import type { WithResponse } from '@secuconnect/api';
import type { SecuconnectError } from '../errors/secuconnect-error.ts';
import { monotonicNow } from '../internal/clock.ts';
import { fetchInit, type PlainInit } from '../internal/fetch-init.ts';
import { findSecrets } from '../internal/redact.ts';
import { TimeoutScope } from '../internal/timeout.ts';
import { toCallError } from './call-error.ts';
import { decodeBody, errorOf } from './decode-response.ts';
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

/** The result of an exchange; `data` is UNREAD for a response that the caller wants to read. */
const UNREAD = Symbol('unread');

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
  const { timeLeft } = options;
  const { timeout, totalTimeout, signal } = request;
  const scope = new TimeoutScope(Math.min(timeout, timeLeft), signal);
  const toError = (reason: unknown): SecuconnectError =>
    toCallError(request, reason, {
      outcome: 'unknown',
      // The one that passes first.
      timeout: timeLeft < timeout ? totalTimeout : timeout,
      secrets: secretsOf(request, token),
    });
  // One promise for all: each further one would cost every call a microsecond.
  return new Promise((resolve, reject) => {
    const fail = (reason: unknown): void => {
      scope.release();
      reject(toError(reason));
    };
    const succeed = (result: WithResponse<unknown>): void => {
      if (result.data === UNREAD) resolve(unreadResult(result.response, scope, options, toError));
      else {
        scope.release();
        resolve(result);
      }
    };
    scope.onEnd(fail);
    exchange(request, token, scope, options).then(succeed, fail);
  });
}

/** A response that the caller reads under the timeout and the signal of the attempt. */
function unreadResult(
  response: Response,
  scope: TimeoutScope,
  options: AttemptOptions,
  toError: (reason: unknown) => SecuconnectError,
): WithResponse<unknown> {
  const race = <Value>(read: Promise<Value>): Promise<Value> =>
    scope.race(read).catch((reason: unknown) => {
      throw options.addDetails(toError(reason));
    });
  return { data: undefined, response: guardedResponse(response, race, () => scope.release()) };
}

async function exchange(
  request: PreparedRequest,
  token: string,
  scope: TimeoutScope,
  options: AttemptOptions,
): Promise<WithResponse<unknown>> {
  // Only these calls are judged by how long they took.
  const startedAt = request.waitsForTerminal ? monotonicNow() : 0;
  const response = await send(request, token, scope);
  options.onResponse(response);
  // Searched only when something fails.
  const secrets = (): string[] => secretsOf(request, token);
  if (!response.ok)
    throw await errorOf(request, response, secrets, request.waitsForTerminal ? monotonicNow() - startedAt : 0);
  return { data: options.isRaw() ? UNREAD : await decodeBody(request, response, secrets), response };
}

const secretsOf = ({ body }: PreparedRequest, token: string): string[] => [token, ...findSecrets(body)];

function send(request: PreparedRequest, token: string, scope: TimeoutScope): Promise<Response> {
  // Taken out of its object: browsers and Workers reject a `fetch` that is called as a method.
  const { fetch: sendRequest, operation, context, url, headers, body, redirect, timeout } = request;
  const init: PlainInit = {
    method: operation.method,
    headers: { ...headers, authorization: `Bearer ${token}` },
    // A redirect could carry the token to another host.
    redirect,
    // Made when it is read: some functions never do.
    get signal() {
      return scope.signal;
    },
  };
  if (body !== undefined) init.body = body;
  // Each response moves a scroll.
  const sendOnce = operation.method !== 'GET' || context.movesScroll === true;
  const complete = fetchInit(init, { send: sendRequest, timeout, sendOnce });
  return complete instanceof Promise ? complete.then((one) => sendRequest(url, one)) : sendRequest(url, complete);
}
