import { withTimeout } from '../internal/timeout.ts';
import type { PushEvent } from './push-event.ts';
import type { PushReceiverOptions } from './push-handler-options.ts';

type OnError = PushReceiverOptions['onError'];

/** How long `onError` and the store are waited for, in ms. */
export const CALLBACK_TIMEOUT_MS = 5_000;

/** Tells the program what failed. Never rejects: a log that fails, or never ends, must not take the receiver down. */
export async function reportPushError(onError: OnError, error: unknown, event: PushEvent | undefined): Promise<void> {
  try {
    await withTimeout(CALLBACK_TIMEOUT_MS, (async () => onError(error, event))());
  } catch {
    console.error(error);
  }
}

/** Calls a function of the program, and passes to `onError` what it throws. Never rejects. */
export async function guardPush(onError: OnError, task: () => unknown, event: PushEvent | undefined): Promise<void> {
  try {
    await task();
  } catch (error) {
    await reportPushError(onError, error, event);
  }
}
