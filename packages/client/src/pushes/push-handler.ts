import { createAcceptPush } from './accept-push.ts';
import type { PushReader } from './fetch-pushed-object.ts';
import { handleHere } from './handle-here.ts';
import { passToQueue } from './pass-to-queue.ts';
import { PushError, type PushErrorReason } from './push-error.ts';
import type { PushEvent } from './push-event.ts';
import type { PushHandlerOptions, PushQueueOptions } from './push-handler-options.ts';
import { guardPush, reportPushError } from './report-push-error.ts';

/** Receives a push. Further arguments are those of the runtime; one with a `waitUntil` keeps the handling alive. */
export type PushHandler = (request: Request, ...runtimeArguments: unknown[]) => Promise<Response>;

/** The API redelivers after everything but 200, so a push that was rejected by mistake, as after a wrong change of keys, is not lost. */
const STATUS: Readonly<Partial<Record<PushErrorReason, number>>> = {
  'method-not-allowed': 405,
  'ip-not-allowed': 403,
  'missing-signature': 403,
  'invalid-signature': 403,
  'expired-signature': 403,
  'too-large': 413,
  malformed: 400,
};

/**
 * Creates a webhook handler for the API's pushes: a function from request to response.
 * - Responds within a second and handles the event afterwards, unless `acknowledge` says otherwise: the API gives up on a delivery after half a minute.
 *   Functions in `keys` and `secuconnect` come before that, with at most 3,000 ms each.
 * - Trusts nothing in a push: it reads the object with your token, and passes that to the handler for its target.
 * - Rejects, before it reads the body, what is not a POST (405), and what comes from another address or with a missing, invalid or expired signature
 *   (403); then a body that is too large (413) or not a push (400).
 * - Responds with 200 to events without a handler, because the API would redeliver them otherwise, and passes them to `onUnhandled`.
 * - Handles an event once: another delivery of it, later or at the same time, is not handled.
 * - Responds with 200 only to an event that is claimed or handled. While another delivery of it is being handled, or the store fails or takes longer
 *   than a second, it responds with 503 or 500, so that the API redelivers the event.
 * - With `toQueue` instead of `handlers` it responds with 200 as soon as the queue has the event, and workers handle it: see `createPushWorker`.
 * - Never rejects. `onError` receives what your functions throw, and the response stays the same. Without the result of `getClientIp`, `getSignedUrl`,
 *   `keys` or `secuconnect` a request cannot be judged or handled, so the response has status 500.
 *
 * @throws TypeError when options are missing, invalid or contradict each other. What the functions in `keys` and `secuconnect` return is checked per request.
 */
export function createPushHandler(options: PushQueueOptions): PushHandler;
export function createPushHandler<Client extends PushReader>(options: PushHandlerOptions<Client>): PushHandler;
export function createPushHandler<Client extends PushReader>(
  options: PushHandlerOptions<Client> | PushQueueOptions,
): PushHandler {
  const { onError, waitUntil } = options;
  const passOn = options.toQueue ? passToQueue(options) : handleHere(options);
  const accept = createAcceptPush(options);

  /** Uses the option, or else the context that the runtime passed to the handler. */
  function keepAlive(task: Promise<unknown>, runtimeArguments: readonly unknown[], event?: PushEvent): void {
    const keep = (): unknown => {
      if (waitUntil) return waitUntil(task);
      for (const argument of runtimeArguments) {
        const context = argument as { waitUntil?: unknown } | null | undefined;
        // Called as a method: Workers throw otherwise.
        if (typeof context?.waitUntil === 'function') return context.waitUntil(task) as unknown;
      }
      return undefined;
    };
    void guardPush(onError, keep, event);
  }

  /** Tells the program why a request is not accepted. The response does not wait for it. */
  function turnAway(
    error: unknown,
    event: PushEvent | undefined,
    request: Request,
    runtimeArguments: readonly unknown[],
  ): Response {
    const status = error instanceof PushError ? STATUS[error.reason] : undefined;
    const told =
      status === undefined
        ? reportPushError(onError, error, event)
        : guardPush(onError, () => options.onRejected?.(error as PushError, request), event);
    keepAlive(told, runtimeArguments);
    return status === undefined ? respond(500) : respond(status, (error as PushError).message);
  }

  return async (request, ...runtimeArguments) => {
    let event: PushEvent | undefined;
    try {
      const delivery = await accept(request, runtimeArguments);
      event = delivery.event;
      const keep = (task: Promise<unknown>): void => keepAlive(task, runtimeArguments, event);
      return respond(await passOn(delivery, { request, runtimeArguments, keepAlive: keep }));
    } catch (error) {
      return turnAway(error, event, request, runtimeArguments);
    }
  };
}

function respond(status: number, text?: string): Response {
  return new Response(text ?? null, { status, headers: status === 405 ? { allow: 'POST' } : {} });
}
