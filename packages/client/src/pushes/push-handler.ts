import { rejectOnAbort } from '../internal/abort.ts';
import { withTimeout } from '../internal/timeout.ts';
import { PushError, type PushErrorReason } from './push-error.ts';
import { parsePush, type PushEvent } from './push-event.ts';
import { isIpInRanges, type IpRange } from './push-ip-ranges.ts';
import { parseKeys, type PushKeys } from './push-keys.ts';
import { PushProcessor, type PushProcessorSettings } from './push-processor.ts';
import { memoryPushStore, type PushStore } from './push-store.ts';
import { verifyPushUrl } from './push-url.ts';
import { readPushBody } from './read-push-body.ts';

/** Options of {@link createPushHandler}. */
export interface PushHandlerOptions extends Pick<
  PushProcessorSettings,
  'secuconnect' | 'handlers' | 'onUnhandled' | 'onError'
> {
  /** The keys that the push URL was signed with (`signPushUrl`). Without them, anyone who knows the URL can make you read objects. */
  readonly keys?: PushKeys | undefined;
  /**
   * Returns the URL as it was signed, for receivers behind a proxy that removes a part of the path. Scheme and host do not matter.
   *
   * @default (request) => request.url
   */
  readonly getSignedUrl?: ((request: Request) => string | Promise<string>) | undefined;
  /** Accepts pushes only from these IP ranges, such as `[pushIpRanges.production]`; needs `getClientIp`. */
  readonly allowedIpRanges?: readonly IpRange[] | undefined;
  /**
   * Returns the IP address of the sender. Only you know which proxy in front of you to trust. The further arguments are those that the runtime
   * passes to the handler; `toNodeHandler` passes the request of the server.
   */
  getClientIp?(request: Request, ...runtimeArguments: unknown[]): string | undefined | Promise<string | undefined>;
  /**
   * Remembers which events were handled.
   *
   * @default memoryPushStore(), for this process alone
   */
  readonly store?: PushStore | undefined;
  /**
   * How long handled events are remembered, in ms. The API redelivers for up to 48 hours.
   *
   * @default 259_200_000 (72 hours)
   */
  readonly dedupeTtl?: number | undefined;
  /**
   * When the delivery is acknowledged.
   * - `immediately`: responds within a second, as soon as the event is claimed, and handles it afterwards. Failures go to `onError` and are not
   *   redelivered.
   * - `after-handling`: handles the event first. A failure, or handling that takes longer than `handlerTimeout`, responds with status 500, and the
   *   API redelivers the event for a day or two.
   *
   * @default 'immediately'
   */
  readonly acknowledge?: 'immediately' | 'after-handling' | undefined;
  /**
   * How long a handler may take, in ms. After that its `signal` is aborted, `onError` receives a `PushError`, and the next event about the object has its
   * turn. With `acknowledge: 'after-handling'` the time begins when the push arrives, and the response has status 500 when it is over; the API gives up
   * on a delivery after 30,000.
   *
   * @default 20_000
   */
  readonly handlerTimeout?: number | undefined;
  /**
   * Keeps a serverless function alive until the event is handled (`after` of Next.js, `waitUntil` of Vercel). Workers do not need it: their context
   * is among the arguments of the handler.
   */
  readonly waitUntil?: ((handling: Promise<unknown>) => void) | undefined;
  /**
   * How large a body may be, in bytes. Pushes have some 300.
   *
   * @default 65_536
   */
  readonly maxBodyBytes?: number | undefined;
  /** Receives the reason of every rejected request. The response does not wait for it; what it throws reaches `onError`. */
  readonly onRejected?: ((error: PushError) => unknown) | undefined;
}

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
 * - Trusts nothing in a push: it reads the object with your token, and passes that to the handler for its target.
 * - Rejects, before it reads the body, what is not a POST (405), and what comes from another address or with a missing, invalid or expired signature
 *   (403); then a body that is too large (413) or not a push (400).
 * - Responds with 200 to events without a handler, because the API would redeliver them otherwise, and passes them to `onUnhandled`.
 * - Handles an event once: another delivery of it, later or at the same time, is not handled.
 * - Responds with 200 only to an event that is claimed or handled. While another delivery of it is being handled, or the store fails or takes longer
 *   than a second, it responds with 503 or 500, so that the API redelivers the event.
 * - Never rejects. `onError` receives what your functions throw, and the response stays the same. Without the result of `getClientIp` or `getSignedUrl`
 *   a request cannot be judged, so the response has status 500.
 *
 * @throws TypeError when options are missing, invalid or contradict each other.
 */
export function createPushHandler(options: PushHandlerOptions): PushHandler {
  const { keys, allowedIpRanges, waitUntil } = options;
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
  if (keys) parseKeys(keys);
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
    const check = keys && (await verifyPushUrl((await options.getSignedUrl?.(request)) ?? request.url, keys));
    if (check && !check.valid)
      throw new PushError(check.reason, `The push URL has ${SIGNATURE_PROBLEMS[check.reason]} signature.`);
    if (request.bodyUsed) {
      throw new TypeError(
        'The body of the push was read before the push handler, and is lost. Mount the handler before the body parser, or assign the parsed body to `request.body`.',
      );
    }
    return [parsePush(await readPushBody(request, maxBodyBytes)), check?.reference];
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
  function turnAway(error: unknown, runtimeArguments: readonly unknown[]): Response {
    const isRejection = error instanceof PushError;
    const told = isRejection
      ? processor.guard(() => options.onRejected?.(error), undefined)
      : processor.report(error, undefined);
    keepAlive(told, runtimeArguments);
    return isRejection ? respond(STATUS[error.reason] ?? 400, error.message) : respond(500);
  }

  async function acknowledgeFirst(
    event: PushEvent,
    reference: string | undefined,
    runtimeArguments: readonly unknown[],
  ): Promise<Response> {
    const { claimed, handled } = processor.start(event, reference);
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

  async function handleFirst(
    event: PushEvent,
    reference: string | undefined,
    runtimeArguments: readonly unknown[],
  ): Promise<Response> {
    const timeout = processor.startTimeout(event);
    const { handled } = processor.start(event, reference, timeout);
    keepAlive(handled, runtimeArguments, event);
    const result = await rejectOnAbort(handled, timeout.signal).catch(() => undefined);
    timeout.clear();
    return respond(result === 'completed' ? 200 : result === 'in-progress' ? 503 : 500);
  }

  return async (request, ...runtimeArguments) => {
    let accepted: [PushEvent, string | undefined];
    try {
      accepted = await accept(request, runtimeArguments);
    } catch (error) {
      return turnAway(error, runtimeArguments);
    }
    return (acknowledge === 'immediately' ? acknowledgeFirst : handleFirst)(...accepted, runtimeArguments);
  };
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
