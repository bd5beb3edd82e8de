import { PushError, type PushErrorReason } from './push-error.ts';
import { parsePush, type PushEvent } from './push-event.ts';
import { isAddressIn, type AddressRange } from './push-ip-ranges.ts';
import { MemoryPushStore, type PushStore } from './push-store.ts';
import { demandKeys, verifyPushUrl, type PushKeys } from './push-url.ts';
import { PushWork, type PushContext, type PushWorkSettings } from './push-processor.ts';
import { readBody } from './read-body.ts';
import { within } from '../internal/with-timeout.ts';

export interface PushHandlerOptions extends Pick<PushWorkSettings, 'secuconnect' | 'on' | 'onUnknown' | 'onError'> {
  /** The keys that the push URL was signed with (`signPushUrl`). Without them, whoever finds the URL can make you read objects. */
  readonly keys?: PushKeys | undefined;
  /**
   * The URL as it was signed, for receivers behind a proxy that takes a part of the path away; `request.url` when left out. Scheme and host do
   * not matter.
   */
  readonly signedUrl?: ((request: Request) => string) | undefined;
  /** Takes pushes only from these addresses, such as `[pushSources.production]`; needs `clientAddress`. */
  readonly allowFrom?: readonly AddressRange[] | undefined;
  /**
   * Where a request comes from. Only you know which proxy in front of you to believe. The further arguments are those that the
   * platform gives to the handler; `toNodeHandler` gives the request of the server.
   */
  clientAddress?(request: Request, ...platform: unknown[]): string | undefined;
  /** Remembers what has been worked off; in this process alone when left out. */
  readonly store?: PushStore | undefined;
  /** How long to remember it, in ms; 72 hours when left out, as the platform repeats for up to 48. */
  readonly remember?: number | undefined;
  /**
   * - `after` (when left out): answers within a second, and works after that. What fails is told to `onError` and not delivered again.
   * - `before`: works, and answers then. What fails or takes longer than `timeLimit` is answered with status 500, and the platform delivers
   *   it again, for a day or two.
   */
  readonly work?: 'after' | 'before' | undefined;
  /** How long `work: 'before'` may take, in ms; 20,000 when left out. The platform gives up on an attempt after 30,000. */
  readonly timeLimit?: number | undefined;
  /**
   * Keeps a serverless function alive until the work is done (`after` of Next.js, `waitUntil` of Vercel). Workers do not need it: their
   * context is found among the arguments of the handler.
   */
  readonly waitUntil?: ((work: Promise<unknown>) => void) | undefined;
  /** How large a body may be, in bytes; 65,536 when left out. Pushes have some 300. */
  readonly maxBytes?: number | undefined;
  /** Told about every request that was not taken, and why. */
  readonly onRefused?: ((error: PushError) => void) | undefined;
}

/** Takes a push. Further arguments are those of the platform; one with a `waitUntil` keeps the work alive. */
export type PushHandler = (request: Request, ...platform: unknown[]) => Promise<Response>;

/** How long the platform waits for an answer at most when the store is slow, in ms. */
const ACKNOWLEDGE = 1_000;
const REMEMBER = 72 * 3_600_000;
const TIME_LIMIT = 20_000;
const MAX_BYTES = 65_536;

/** The platform repeats everything but 200: what is refused by mistake, as after a wrong change of keys, is not lost. */
const STATUS: Readonly<Partial<Record<PushErrorReason, number>>> = {
  method: 405,
  address: 403,
  missing: 403,
  forged: 403,
  expired: 403,
  'too-large': 413,
  malformed: 400,
};

/**
 * A function from request to response that receives pushes.
 * - Answers within a second of the last byte and works after that, unless told to work first: the platform gives up on an answer after half a minute.
 * - Believes nothing that a push says: it reads the object with your token, and hands that to the handler for its target.
 * - Refuses, before reading any of the body, what is not a POST (405), comes from elsewhere, or to a URL with a missing, forged or expired
 *   signature (403); then a body that is too large (413) or no push (400).
 * - Answers what it does not know with 200, as the platform would repeat it otherwise, and tells `onUnknown`.
 * - Works an event off once: a delivery of the same event, later or at the same time, is answered and otherwise ignored.
 * - While the store fails, and with `work: 'before'` while somebody else works on the event, the answer is 503 or 500, so that it comes again.
 *
 * @throws TypeError when options contradict each other.
 */
export function createPushHandler(options: PushHandlerOptions): PushHandler {
  const { keys, allowFrom, maxBytes = MAX_BYTES, timeLimit = TIME_LIMIT } = options;
  const store = options.store ?? new MemoryPushStore();
  const work = new PushWork({ ...options, store, remember: options.remember ?? REMEMBER });
  if (keys) demandKeys(keys);
  if (allowFrom) {
    isAddressIn(undefined, allowFrom);
    if (!options.clientAddress) throw new TypeError('`allowFrom` needs `clientAddress`.');
  }

  /** @throws PushError */
  async function take(request: Request, platform: unknown[]): Promise<[PushEvent, string | undefined]> {
    if (request.method !== 'POST') throw new PushError('method', 'A push is a POST.');
    if (allowFrom && !isAddressIn(options.clientAddress?.(request, ...platform), allowFrom)) {
      throw new PushError('address', 'The request does not come from an allowed address.');
    }
    const check = keys && (await verifyPushUrl(options.signedUrl?.(request) ?? request.url, keys));
    if (check && !check.valid) throw new PushError(check.reason, `The signature of the push URL is ${check.reason}.`);
    return [parsePush(await readBody(request, maxBytes)), check?.reference];
  }

  async function workAfter(event: PushEvent, context: PushContext, platform: unknown[]): Promise<Response> {
    const { claimed, ended } = work.start(event, context);
    keepAlive(ended, options.waitUntil, platform);
    // A store that takes longer gets the time, but not that of the platform: the work goes on when it answers.
    const failed = await within(
      ACKNOWLEDGE,
      claimed.then(
        () => false,
        () => true,
      ),
    );
    return answer(failed ? 503 : 200);
  }

  async function workBefore(event: PushEvent, reference: string | undefined, platform: unknown[]): Promise<Response> {
    const controller = new AbortController();
    const { ended } = work.start(event, { reference, signal: controller.signal });
    keepAlive(ended, options.waitUntil, platform);
    const ending = await within(timeLimit, ended);
    if (ending === undefined) {
      controller.abort(new PushError('time-limit', `The push was not worked off within ${timeLimit} ms.`));
    }
    return answer(ending === 'done' ? 200 : ending === 'busy' ? 503 : 500);
  }

  return async (request, ...platform) => {
    let taken: [PushEvent, string | undefined];
    try {
      taken = await take(request, platform);
    } catch (error) {
      if (!(error instanceof PushError)) throw error;
      options.onRefused?.(error);
      return answer(STATUS[error.reason] ?? 400, error.message);
    }
    const [event, reference] = taken;
    if (options.work === 'before') return workBefore(event, reference, platform);
    return workAfter(event, { reference, signal: undefined }, platform);
  };
}

function answer(status: number, text?: string): Response {
  return new Response(text ?? null, { status, headers: status === 405 ? { allow: 'POST' } : {} });
}

/** With what the options name, or else with the context that the platform has given to the handler. */
function keepAlive(
  work: Promise<unknown>,
  waitUntil: PushHandlerOptions['waitUntil'],
  platform: readonly unknown[],
): void {
  if (waitUntil) return waitUntil(work);
  for (const one of platform) {
    const context = one as { waitUntil?: unknown } | null | undefined;
    // Called on its object: workers refuse it otherwise.
    if (typeof context?.waitUntil === 'function') return void context.waitUntil(work);
  }
}
