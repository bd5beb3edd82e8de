import { orAborted } from '../abort.ts';

/** The reason that an attempt is aborted with when its time is up. */
export const TIME_IS_UP: unique symbol = Symbol('time is up');

/**
 * Runs something under a time limit and the caller's signal. Rejects in the moment the first of them ends it, even if what runs does not
 * listen. Each run has a controller of its own: a long-lived signal gets one listener per run, and loses it afterwards.
 */
export async function limited<Value>(
  ms: number,
  signal: AbortSignal | undefined,
  run: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  signal?.throwIfAborted();
  const controller = new AbortController();
  const abort = (): void => controller.abort(signal?.reason);
  const timer =
    ms > 0 && ms < Number.POSITIVE_INFINITY ? setTimeout(() => controller.abort(TIME_IS_UP), ms) : undefined;
  signal?.addEventListener('abort', abort, { once: true });
  try {
    return await orAborted(run(controller.signal), controller.signal);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  }
}
