import type { PushEvent } from '@secuconnect/client/pushes';

/** What came back; `error` instead of `status` when no response did. */
export type SendResult = { readonly status: number } | { readonly error: string };

/** For so long the API waits for a receiver. */
const TIMEOUT_MS = 30_000;

const HEADERS = {
  'content-type': 'application/json',
  accept: '*/*',
  referer: 'https://connect.secucard.com',
  connection: 'close',
};

/** Sends an event as the API does: one POST, no redirects, 30 seconds. It never rejects. */
export async function send(url: string, event: PushEvent, signal: AbortSignal): Promise<SendResult> {
  const controller = new AbortController();
  const stop = (): void => controller.abort(new Error('Interrupted'));
  const timer = setTimeout(() => controller.abort(new Error(`No response within ${TIMEOUT_MS} ms`)), TIMEOUT_MS);
  signal.addEventListener('abort', stop);
  if (signal.aborted) stop();
  try {
    const { status, body } = await fetch(url, {
      method: 'POST',
      headers: HEADERS,
      body: JSON.stringify(event),
      redirect: 'manual',
      signal: controller.signal,
    });
    // The status alone counts.
    await body?.cancel().catch(() => undefined);
    return { status };
  } catch (failure) {
    return { error: reasonOf(failure) };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}

/** The network's code says more than the `fetch failed` around it. */
function reasonOf(failure: unknown): string {
  const { cause, message } = failure as Error & { cause?: NodeJS.ErrnoException };
  return cause?.code ?? cause?.message ?? message;
}
