import { rejectOnAbort } from '../internal/abort.ts';
import { assertClient, createProcessor } from './create-processor.ts';
import type { PushReader } from './fetch-pushed-object.ts';
import { positive } from './positive.ts';
import type { PushDelivery } from './push-delivery.ts';
import { PushError } from './push-error.ts';
import { parsePush, type PushEvent } from './push-event.ts';
import type { PushHandlers } from './push-handlers.ts';
import type { Delivery as ProcessorDelivery } from './push-processor.ts';
import type { PushWorkerOptions } from './push-worker-options.ts';
import { reportPushError } from './report-push-error.ts';

/** Handles one delivery, for the worker of a queue. */
export type PushWorker<Delivery extends PushDelivery = PushDelivery> = (delivery: Delivery) => Promise<void>;

/** No response waits for a handler, so that it has more time. */
const HANDLER_TIMEOUT_MS = 60_000;

/**
 * Creates the function with which the workers of a queue handle the deliveries that `createPushHandler` has put there with `toQueue`: call it with the data
 * of a job.
 * - Reads the object with your token, and passes it to the handler for its target, as `createPushHandler` does.
 * - Resolves when every handler of the event has succeeded, and for an event that is completed already.
 * - Rejects when one has failed or its time is over, so that the queue retries after its backoff: with what the handler threw, or an `AggregateError`.
 * - Rejects with a `PushError` of the reason `in-progress` while another worker has the event. After a crash that lasts as long as the claim in the store:
 *   ten seconds if the store has `renew`, otherwise ten minutes. The retries of the queue should take longer in total.
 * - Two events about one object are not handled at the same time: in this process, and in the whole fleet if the store has `turn`.
 *
 * @throws TypeError when options are missing or invalid.
 */
export function createPushWorker<Client extends PushReader, Delivery extends PushDelivery = PushDelivery>(
  options: PushWorkerOptions<Client, Delivery>,
): PushWorker<Delivery> {
  const { secuconnect, onError = (error) => console.error(error) } = options;
  if (typeof secuconnect !== 'function') assertClient(secuconnect);
  /** What failed, by the event of a delivery that is still being handled. */
  const failures = new WeakMap<PushEvent, unknown[]>();
  const processor = createProcessor<Client>({
    store: options.store,
    dedupeTtl: options.dedupeTtl,
    handlerTimeout: positive('handlerTimeout', options.handlerTimeout ?? HANDLER_TIMEOUT_MS),
    // The processor passes on what is in a delivery, and knows only that of a request.
    handlers: options.handlers as unknown as PushHandlers<Client>,
    onUnhandled: options.onUnhandled as never,
    onError(error, event) {
      const collected = event && failures.get(event);
      return collected ? collected.push(error) : onError(error, event);
    },
  });

  return async (delivery) => {
    // A queue gives back what was put into it, but it may contain jobs of other programs. A copy, as each delivery has failures of its own.
    const body = (delivery as PushDelivery | undefined)?.event;
    if (!body) throw new PushError('malformed', 'This is not a delivery, which has an `event`: pass `job.data`.');
    const event = parsePush(body);
    const client = typeof secuconnect === 'function' ? await secuconnect(delivery) : secuconnect;
    assertClient(client);
    const collected: unknown[] = [];
    failures.set(event, collected);
    const timeout = processor.startTimeout(event);
    const context = { event, reference: delivery.reference, secuconnect: client, delivery };
    const { handled } = processor.start(context as unknown as ProcessorDelivery<Client>, timeout);
    const result = await rejectOnAbort(handled, timeout.signal).catch(() => 'failed' as const);
    timeout.clear();
    failures.delete(event);
    if (result === 'in-progress')
      throw new PushError('in-progress', `Another worker has claimed the event ${event.id}.`);
    if (result === 'failed') throw failureOf(collected);
    // The event is done, but its store may have failed to remember that.
    for (const error of collected) void reportPushError(onError, error, event);
  };
}

function failureOf(errors: readonly unknown[]): unknown {
  if (errors.length === 1) return errors[0];
  return new AggregateError(errors, `The push was not handled: ${errors.map(messageOf).join(' ')}`);
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
