import { rejectOnAbort } from '../internal/abort.ts';
import { withTimeout } from '../internal/timeout.ts';
import type { PushReader } from './fetch-pushed-object.ts';
import { valueFor } from './per-request.ts';
import { PushError, type PushErrorReason } from './push-error.ts';
import { parsePush, type PushEvent } from './push-event.ts';
import type { PushHandlerOptions } from './push-handler-options.ts';
import { isIpInRanges } from './push-ip-ranges.ts';
import { parseKeys } from './push-keys.ts';
import { PushProcessor, type Delivery } from './push-processor.ts';
import { memoryPushStore } from './push-store.ts';
import { verifyPushUrl, type PushUrlCheck } from './push-url.ts';
import { readPushBody } from './read-push-body.ts';

/** Receives a push. Further arguments are those of the runtime; one with a `waitUntil` keeps the handling alive. */
export type PushHandler = (request: Request, ...runtimeArguments: unknown[]) => Promise<Response>;

/** How long a response may wait for a slow store, in ms. */
const ACKNOWLEDGE_WITHIN_MS = 1_000;
const DEDUPE_TTL_MS = 72 * 3_600_000;
const HANDLER_TIMEOUT_MS = 20_000;
const MAX_BODY_BYTES = 65_536;

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
 * - Never rejects. `onError` receives what your functions throw, and the response stays the same. Without the result of `getClientIp`, `getSignedUrl`,
 *   `keys` or `secuconnect` a request cannot be judged or handled, so the response has status 500.
 *
 * @throws TypeError when options are missing, invalid or contradict each other. What the functions in `keys` and `secuconnect` return is checked per request.
 */
export function createPushHandler<Client extends PushReader>(options: PushHandlerOptions<Client>): PushHandler {
  const { secuconnect, keys, allowedIpRanges, waitUntil } = options;
  if (typeof secuconnect !== 'function') assertClient(secuconnect);
  // Programs without types would learn of it from the first push, which must not be able to end a process.
  if (typeof options.handlers !== 'object' || options.handlers === null)
    throw new TypeError('`handlers` must be an object with a function per target.');
  const { acknowledge = 'immediately' } = options;
  if (acknowledge !== 'immediately' && acknowledge !== 'after-handling')
    throw new TypeError("`acknowledge` must be 'immediately' or 'after-handling'.");
  const maxBodyBytes = positive('maxBodyBytes', options.maxBodyBytes ?? MAX_BODY_BYTES);
  const processor = new PushProcessor({
    ...options,
    store: options.store ?? memoryPushStore(),
    dedupeTtl: positive('dedupeTtl', options.dedupeTtl ?? DEDUPE_TTL_MS),
    handlerTimeout: positive('handlerTimeout', options.handlerTimeout ?? HANDLER_TIMEOUT_MS),
  });
  if (keys && typeof keys !== 'function') parseKeys(keys);
  if (allowedIpRanges) {
    isIpInRanges(undefined, allowedIpRanges);
    if (!options.getClientIp) throw new TypeError('`allowedIpRanges` needs `getClientIp`.');
  }

  /** @throws PushError for a request that is rejected, and what a function of the program throws. */
  async function accept(request: Request, runtimeArguments: unknown[]): Promise<[PushEvent, string | undefined]> {
    if (request.method !== 'POST') throw new PushError('method-not-allowed', 'A push is a POST.');
    if (allowedIpRanges && !isIpInRanges(await options.getClientIp?.(request, ...runtimeArguments), allowedIpRanges)) {
      throw new PushError('ip-not-allowed', 'The request does not come from an allowed IP range.');
    }
    const check = await checkSignature(request, runtimeArguments);
    if (check && !check.valid)
      throw new PushError(check.reason, `The push URL has ${SIGNATURE_PROBLEMS[check.reason]} signature.`);
    if (request.bodyUsed) {
      throw new TypeError(
        'The body of the push was read before the push handler, and is lost. Mount the handler before the body parser, or assign the parsed body to `request.body`.',
      );
    }
    return [parsePush(await readPushBody(request, maxBodyBytes)), check?.reference];
  }

  async function checkSignature(request: Request, runtimeArguments: unknown[]): Promise<PushUrlCheck | undefined> {
    if (!keys) return undefined;
    const validKeys = await valueFor('keys', keys, request, runtimeArguments);
    // Fails closed: a function without keys for a request must not accept it unsigned.
    if (validKeys == null) return { valid: false, reason: 'invalid-signature' };
    return verifyPushUrl((await options.getSignedUrl?.(request)) ?? request.url, validKeys);
  }

  /** Uses the option, or else the context that the runtime passed to the handler. */
  function keepAlive(task: Promise<unknown>, runtimeArguments: readonly unknown[], event?: PushEvent): void {
    void processor.guard(() => {
      if (waitUntil) return waitUntil(task);
      for (const argument of runtimeArguments) {
        const context = argument as { waitUntil?: unknown } | null | undefined;
        // Called as a method: Workers throw otherwise.
        if (typeof context?.waitUntil === 'function') return context.waitUntil(task) as unknown;
      }
      return undefined;
    }, event);
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
        ? processor.report(error, event)
        : processor.guard(() => options.onRejected?.(error as PushError, request), event);
    keepAlive(told, runtimeArguments);
    return status === undefined ? respond(500) : respond(status, (error as PushError).message);
  }

  async function acknowledgeFirst(delivery: Delivery<Client>, runtimeArguments: readonly unknown[]): Promise<Response> {
    const { event } = delivery;
    const { claimed, handled } = processor.start(delivery);
    keepAlive(handled, runtimeArguments, event);
    // The handling reports a claim that fails. A late one is handled when it comes, but it may never come.
    const claim = await withTimeout(
      ACKNOWLEDGE_WITHIN_MS,
      claimed.catch(() => 'failed' as const),
    );
    if (claim === undefined) {
      const message = `The push store did not respond within ${ACKNOWLEDGE_WITHIN_MS} ms. The response has status 503.`;
      keepAlive(processor.report(new PushError('timeout', message), event), runtimeArguments, event);
    }
    return respond(claim === 'claimed' || claim === 'completed' ? 200 : 503);
  }

  async function handleFirst(delivery: Delivery<Client>, runtimeArguments: readonly unknown[]): Promise<Response> {
    const timeout = processor.startTimeout(delivery.event);
    const { handled } = processor.start(delivery, timeout);
    keepAlive(handled, runtimeArguments, delivery.event);
    const result = await rejectOnAbort(handled, timeout.signal).catch(() => undefined);
    timeout.clear();
    return respond(result === 'completed' ? 200 : result === 'in-progress' ? 503 : 500);
  }

  return async (request, ...runtimeArguments) => {
    let event: PushEvent | undefined;
    let delivery: Delivery<Client>;
    try {
      const [accepted, reference] = await accept(request, runtimeArguments);
      event = accepted;
      // Before the claim: a push without a client must come again.
      const client = await valueFor('secuconnect', secuconnect, request, runtimeArguments);
      assertClient(client);
      delivery = { event, reference, secuconnect: client, request };
    } catch (error) {
      return turnAway(error, event, request, runtimeArguments);
    }
    return (acknowledge === 'immediately' ? acknowledgeFirst : handleFirst)(delivery, runtimeArguments);
  };
}

/** Programs without types would learn of a missing client only from a push that is not handled. */
function assertClient(client: unknown): void {
  if (typeof client !== 'object' || client === null)
    throw new TypeError('`secuconnect` must be a client, or a function that returns one.');
}

const SIGNATURE_PROBLEMS = {
  'missing-signature': 'no',
  'invalid-signature': 'an invalid',
  'expired-signature': 'an expired',
} as const;

function respond(status: number, text?: string): Response {
  return new Response(text ?? null, { status, headers: status === 405 ? { allow: 'POST' } : {} });
}

/** A limit that is not a number would never be reached. */
function positive(name: string, value: number): number {
  if (typeof value !== 'number' || !(value > 0)) throw new TypeError(`\`${name}\` must be a number above 0.`);
  return value;
}
