import type { PushEvent } from './push-record.ts';

/** What came back; `error` instead of `status` when no response did. */
export type PushAnswer = { readonly status: number } | { readonly error: string };

export interface SendOptions {
  readonly fetch: typeof fetch;
  /** How long the receiver may take until it responds, in ms on the clock of the computer. */
  readonly timeout: number;
  /** Ends the request. */
  readonly signal: AbortSignal;
}

/** How much of a response is read, in bytes: enough for a connection to end in peace, as the platform does not look at it. */
const MAX_RESPONSE_BYTES = 64 * 1024;

const HEADERS = {
  'content-type': 'application/json',
  accept: '*/*',
  referer: 'https://connect.secucard.com',
  connection: 'close',
};

/** Why a push cannot be sent to a URL; `undefined` if it can. */
export function obstacleOf(url: string): string | undefined {
  if (!URL.canParse(url)) return 'This is not a URL.';
  return /^https?:$/.test(new URL(url).protocol) ? undefined : 'The URL has to begin with http: or https:.';
}

/** Sends an event to a receiver. It never rejects, and follows no redirect. */
export async function sendPush(url: string, event: PushEvent, options: SendOptions): Promise<PushAnswer> {
  const controller = new AbortController();
  const { fetch, timeout, signal } = options;
  const stop = (): void => controller.abort(new Error('The sandbox was closed.'));
  const timer = setTimeout(() => controller.abort(new Error(`No response within ${timeout} ms.`)), timeout);
  signal.addEventListener('abort', stop);
  if (signal.aborted) stop();
  try {
    controller.signal.throwIfAborted();
    const request = { method: 'POST', headers: HEADERS, body: JSON.stringify(event), redirect: 'manual' } as const;
    const response = fetch(url, { ...request, signal: controller.signal });
    // A `fetch` of a test may ignore the signal.
    const { status, body } = await Promise.race([response, rejectOnAbort(controller.signal)]);
    // The status alone counts: what goes wrong after it changes nothing.
    if (body) await Promise.race([drain(body), rejectOnAbort(controller.signal)]).catch(() => undefined);
    return { status };
  } catch (failure) {
    return { error: reasonOf(failure) };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}

const rejectOnAbort = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason as Error);
    else signal.addEventListener('abort', () => reject(signal.reason as Error));
  });

async function drain(body: ReadableStream<Uint8Array>): Promise<void> {
  const reader = body.getReader();
  for (let left = MAX_RESPONSE_BYTES; left > 0;) {
    const { done, value } = await reader.read();
    if (done) return;
    left -= value.byteLength;
  }
  // Not awaited: a body that does not end does not end its cancellation either.
  reader.cancel().catch(() => undefined);
}

/** The network's code says more than the `fetch failed` around it. */
function reasonOf(failure: unknown): string {
  if (!(failure instanceof Error)) return String(failure);
  const { cause } = failure;
  if (!(cause instanceof Error)) return failure.message;
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message;
}
