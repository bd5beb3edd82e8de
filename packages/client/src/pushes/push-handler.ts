import { withTimeout } from '../internal/timeout.ts';
import { PushError, type PushErrorReason } from './push-error.ts';
import { parsePush, type PushEvent } from './push-event.ts';
import { isIpInRanges, type IpRange } from './push-ip-ranges.ts';
import { PushProcessor, type PushContext, type PushProcessorSettings } from './push-processor.ts';
import { memoryPushStore, type PushStore } from './push-store.ts';
import { parseKeys, verifyPushUrl, type PushKeys } from './push-url.ts';
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
  readonly getSignedUrl?: ((request: Request) => string) | undefined;
  /** Accepts pushes only from these IP ranges, such as `[pushIpRanges.production]`; needs `getClientIp`. */
  readonly allowedIpRanges?: readonly IpRange[] | undefined;
  /**
   * Returns the IP address of the sender. Only you know which proxy in front of you to trust. The further arguments are those that the runtime
   * passes to the handler; `toNodeHandler` passes the request of the server.
   */
  getClientIp?(request: Request, ...runtimeArguments: unknown[]): string | undefined;
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
   * - `immediately`: responds within a second and handles the event afterwards. Failures go to `onError` and are not redelivered.
   * - `after-handling`: handles the event first. A failure, or handling that takes longer than `handlerTimeout`, responds with status 500, and the
   *   API redelivers the event for a day or two.
   *
   * @default 'immediately'
   */
  readonly acknowledge?: 'immediately' | 'after-handling' | undefined;
  /**
   * How long `acknowledge: 'after-handling'` may take, in ms. The API gives up on a delivery after 30,000.
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
  /** Receives the reason of every rejected request. */
  readonly onRejected?: ((error: PushError) => void) | undefined;
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
 * - Handles an event once: another delivery of it, later or at the same time, gets a response and is otherwise ignored.
 * - Responds with 503 or 500 while the store fails, and with `after-handling` while another delivery is being handled, so that the event comes again.
 *
 * @throws TypeError when options contradict each other.
 */
export function createPushHandler(options: PushHandlerOptions): PushHandler {
  const { keys, allowedIpRanges, maxBodyBytes = MAX_BODY_BYTES, handlerTimeout = HANDLER_TIMEOUT_MS } = options;
  const processor = new PushProcessor({
    ...options,
    store: options.store ?? memoryPushStore(),
    dedupeTtl: options.dedupeTtl ?? DEDUPE_TTL_MS,
  });
  if (keys) parseKeys(keys);
  if (allowedIpRanges) {
    isIpInRanges(undefined, allowedIpRanges);
    if (!options.getClientIp) throw new TypeError('`allowedIpRanges` needs `getClientIp`.');
  }

  /** @throws PushError */
  async function accept(request: Request, runtimeArguments: unknown[]): Promise<[PushEvent, string | undefined]> {
    if (request.method !== 'POST') throw new PushError('method-not-allowed', 'A push is a POST.');
    if (allowedIpRanges && !isIpInRanges(options.getClientIp?.(request, ...runtimeArguments), allowedIpRanges)) {
      throw new PushError('ip-not-allowed', 'The request does not come from an allowed IP range.');
    }
    const check = keys && (await verifyPushUrl(options.getSignedUrl?.(request) ?? request.url, keys));
    if (check && !check.valid)
      throw new PushError(check.reason, `The push URL has ${SIGNATURE_PROBLEMS[check.reason]} signature.`);
    return [parsePush(await readPushBody(request, maxBodyBytes)), check?.reference];
  }

  async function acknowledgeFirst(
    event: PushEvent,
    context: PushContext,
    runtimeArguments: unknown[],
  ): Promise<Response> {
    const { claimed, handled } = processor.start(event, context);
    keepAlive(handled, options.waitUntil, runtimeArguments);
    // A slow store may take its time, but the response does not wait for it: handling starts when it responds.
    const failed = await withTimeout(
      ACKNOWLEDGE_WITHIN_MS,
      claimed.then(
        () => false,
        () => true,
      ),
    );
    return respond(failed ? 503 : 200);
  }

  async function handleFirst(
    event: PushEvent,
    reference: string | undefined,
    runtimeArguments: unknown[],
  ): Promise<Response> {
    const controller = new AbortController();
    const { handled } = processor.start(event, { reference, signal: controller.signal });
    keepAlive(handled, options.waitUntil, runtimeArguments);
    const result = await withTimeout(handlerTimeout, handled);
    if (result === undefined) {
      controller.abort(new PushError('timeout', `The push was not handled within ${handlerTimeout} ms.`));
    }
    return respond(result === 'completed' ? 200 : result === 'in-progress' ? 503 : 500);
  }

  return async (request, ...runtimeArguments) => {
    let accepted: [PushEvent, string | undefined];
    try {
      accepted = await accept(request, runtimeArguments);
    } catch (error) {
      if (!(error instanceof PushError)) throw error;
      options.onRejected?.(error);
      return respond(STATUS[error.reason] ?? 400, error.message);
    }
    const [event, reference] = accepted;
    if (options.acknowledge === 'after-handling') return handleFirst(event, reference, runtimeArguments);
    return acknowledgeFirst(event, { reference, signal: undefined }, runtimeArguments);
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

/** Uses the option, or else the context that the runtime passed to the handler. */
function keepAlive(
  handling: Promise<unknown>,
  waitUntil: PushHandlerOptions['waitUntil'],
  runtimeArguments: readonly unknown[],
): void {
  if (waitUntil) return waitUntil(handling);
  for (const argument of runtimeArguments) {
    const context = argument as { waitUntil?: unknown } | null | undefined;
    // Called as a method: Workers throw otherwise.
    if (typeof context?.waitUntil === 'function') return void context.waitUntil(handling);
  }
}
