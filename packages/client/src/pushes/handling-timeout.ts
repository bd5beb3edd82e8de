import { TimeoutScope } from '../internal/timeout.ts';
import { PushError } from './push-error.ts';

/** The end of the time that a handler has. */
export interface HandlingTimeout {
  /** Aborted with a `PushError` when the time is over. */
  readonly signal: AbortSignal;
  /** Clears the timer. */
  clear(): void;
}

/**
 * Starts the time that a handler has.
 *
 * @param ms How long it has.
 * @param onTimeout Receives the reason of the signal, after the abort.
 */
export function startHandlingTimeout(ms: number, onTimeout: (error: PushError) => void): HandlingTimeout {
  const controller = new AbortController();
  const scope = new TimeoutScope(ms);
  scope.signal.addEventListener('abort', () => {
    const reason = new PushError('timeout', `The push was not handled within ${ms} ms.`);
    controller.abort(reason);
    onTimeout(reason);
  });
  return { signal: controller.signal, clear: () => scope.release() };
}
