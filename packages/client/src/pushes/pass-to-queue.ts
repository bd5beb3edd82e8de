import { withTimeout } from '../internal/timeout.ts';
import type { PassOn } from './pass-on.ts';
import { PushError } from './push-error.ts';
import type { PushQueueOptions } from './push-handler-options.ts';
import { reportPushError } from './report-push-error.ts';

/** How long a response waits for the queue, in ms. With a function in `keys` it fits into the 30,000 for which the API waits. */
const QUEUE_TIMEOUT_MS = 10_000;

/**
 * Stores each push in a queue. The status is 200 only if the queue has it. After a store that is late, the queue knows the event when it comes again.
 *
 * @throws TypeError when options are missing, or contradict each other.
 */
export function passToQueue(options: PushQueueOptions): PassOn {
  const { toQueue, onError } = options;
  if (typeof toQueue !== 'function') throw new TypeError('`toQueue` must be a function.');
  // Programs without types: what the workers do must not seem to be done here.
  if (options.handlers !== undefined || options.secuconnect !== undefined)
    throw new TypeError('`handlers` and `secuconnect` belong to the workers of the queue, and not beside `toQueue`.');
  return async (delivery, { request, runtimeArguments, keepAlive }) => {
    const report = (error: unknown): void => keepAlive(reportPushError(onError, error, delivery.event));
    const store = async (): Promise<200> => {
      await toQueue(delivery, request, ...runtimeArguments);
      return 200;
    };
    const stored = store().catch((error: unknown) => {
      report(error);
      return 500;
    });
    keepAlive(stored);
    const status = await withTimeout(QUEUE_TIMEOUT_MS, stored);
    if (status !== undefined) return status;
    const message = `The queue did not store the push within ${QUEUE_TIMEOUT_MS} ms. The response has status 503.`;
    report(new PushError('timeout', message));
    return 503;
  };
}
