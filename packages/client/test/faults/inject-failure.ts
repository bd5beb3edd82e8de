import { appUserGrant, Secuconnect, SecuconnectError, type RequestOptions } from '../../src/index.ts';
import { CALL_KINDS, type CallKindName } from './call-kinds.ts';
import { FailingServer, type ReceivedRequest, type Responder } from './failing-server.ts';
import { FAILURES } from './failures.ts';
import type { OutputRecorder } from './output-recorder.ts';
import type { FailureName } from './policy.ts';
import { respondWith } from './raw-responses.ts';
import type { Secrets } from './secrets.ts';
import type { Transport } from './transports.ts';

/** What one kind of call did when one failure was injected: a cell of the table. */
export interface ObservedCall {
  readonly failure: FailureName;
  readonly kind: CallKindName;
  /** The result, in the notation of the policy. */
  readonly observed: string;
  readonly apiRequests: readonly ReceivedRequest[];
  readonly tokenRequests: readonly ReceivedRequest[];
  /** Requests to the origin that redirects point to. */
  readonly otherOriginRequests: number;
  /** In ms. */
  readonly duration: number;
}

/** Only a call that hangs takes longer, in ms. */
const HANG_TIMEOUT_MS = 25_000;
/** For failures that do not depend on timing: no call comes near it. */
const LONG_TIMEOUT: RequestOptions = { timeout: 20_000 };

export async function injectFailure(
  failure: FailureName,
  kind: CallKindName,
  secrets: Secrets,
  recorder: OutputRecorder,
  transport: Transport,
): Promise<ObservedCall> {
  const { responder, connection, options, socketError } = FAILURES[failure];
  const { role, send } = CALL_KINDS[kind];
  const isTokenRequest = role === 'token';
  const controller = new AbortController();
  const otherOrigin = await FailingServer.start({ api: respondWith(200, {}), token: respondWith(200, {}) });
  let tokens = 0;
  const token = (): object => ({
    access_token: `${secrets.accessToken}.${++tokens}`,
    refresh_token: secrets.refreshToken,
    expires_in: 1200,
  });
  const object = { object: 'smart.transactions', id: 'STX_1' };
  const working = (payload: () => object): Responder => {
    return (socket, request) => respondWith(200, payload())(socket, request);
  };
  const failing: Responder = (socket, request) =>
    responder({
      payload: isTokenRequest ? token() : object,
      otherOrigin: otherOrigin.origin,
      abort: (reason = new Error('the caller has left')) => controller.abort(reason),
    })(socket, request);
  const server = await FailingServer.start({
    api: isTokenRequest ? working(() => object) : failing,
    token: isTokenRequest ? failing : working(token),
    ...(connection === 'reset' && { connection: (socket) => socket.resetAndDestroy() }),
  });
  const port = connection === 'refused' ? await server.refusingPort() : server.port;
  const { clientSecret, password } = secrets;
  const secuconnect = new Secuconnect({
    baseUrl: `http://127.0.0.1:${port}/api/v2`,
    // Where no connection can be made, a given token lets the call itself run into the failure.
    auth:
      connection && !isTokenRequest
        ? { token: secrets.accessToken }
        : appUserGrant({ clientId: 'shop', clientSecret, username: 'erika', password, device: 'phone' }),
    logger: recorder.logger,
    logLevel: 'debug',
    listeners: recorder.listeners,
    ...transport.options,
    ...(socketError && { fetch: losingRoute(socketError, isTokenRequest ? '/oauth/token' : '/api/v2', transport) }),
  });

  const startedAt = performance.now();
  // The timeout of an attempt does not apply to a token request, which other calls may be waiting for too.
  const limits: RequestOptions =
    isTokenRequest && options?.timeout ? { totalTimeout: options.timeout } : { ...LONG_TIMEOUT, ...options };
  const error = await errorOf(send(secuconnect, secrets, { ...limits, signal: controller.signal }));
  const duration = performance.now() - startedAt;
  if (error) recorder.record(`error of ${kind}, ${failure}`, error);
  await server.close();
  await otherOrigin.close();

  const requests = isTokenRequest ? server.token.length : server.api.length;
  const attempts = isTokenRequest || !(error instanceof SecuconnectError) ? requests : error.attempts.length;
  return {
    failure,
    kind,
    observed: `${attempts === requests ? requests : `${requests} of ${attempts}`} ${describeResult(error)}`,
    apiRequests: server.api,
    tokenRequests: server.token,
    otherOriginRequests: otherOrigin.api.length + otherOrigin.token.length,
    duration,
  };
}

/** A transport on a connection that fails after the request has arrived, for requests below this path. */
function losingRoute(
  socketError: { code: string; syscall: string },
  path: string,
  { options: { fetch: send = fetch } }: Transport,
): typeof fetch {
  return async (input, init) => {
    const response = await send(input, init);
    if (!new URL(String(input)).pathname.startsWith(path)) return response;
    await response.arrayBuffer();
    throw new TypeError('fetch failed', { cause: Object.assign(new Error(socketError.code), socketError) });
  };
}

/** The error of a call, or undefined after a success; an error of the suite if the call never ends. */
async function errorOf(call: Promise<unknown>): Promise<Error | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const hangs = new Promise<Error>(
    (resolve) => (timer = setTimeout(() => resolve(new Error('hangs')), HANG_TIMEOUT_MS)),
  );
  const settled = call.then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error : new Error(`not an error: ${String(error)}`)),
  );
  return Promise.race([settled, hangs]).finally(() => clearTimeout(timer));
}

function describeResult(error: Error | undefined): string {
  if (!error) return 'ok';
  return error instanceof SecuconnectError ? `${error.name} ${error.outcome}` : `${error.name}: ${error.message}`;
}
