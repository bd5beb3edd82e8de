import type { PushDelivery } from './push-delivery.ts';

/** The options of a BullMQ job that matter here; all others work too. `jobId` belongs to the adapter. */
export interface BullMQJobOptions {
  /** Belongs to the adapter: the id of the event. */
  readonly jobId?: never;
  /** How often a job is tried. @default 16: the last retry comes after half a day */
  readonly attempts?: number | undefined;
  /** The delay before a retry. @default { type: 'exponential', delay: 2_000, jitter: 0.5 }, with `delay` in ms */
  readonly backoff?: number | { readonly type: string; readonly delay?: number; readonly jitter?: number } | undefined;
  /** How long a completed job is kept. @default { age: 259_200 }, in seconds: 72 hours, in which BullMQ does not queue the event again */
  readonly removeOnComplete?: boolean | number | { readonly age: number; readonly count?: number } | undefined;
  /** Whether a job that has failed for good is removed. @default false: the failed set is where dead letters wait */
  readonly removeOnFail?: boolean | number | { readonly age: number; readonly count?: number } | undefined;
  readonly [option: string]: unknown;
}

/** The part of BullMQ's `Queue` that is used. */
export interface BullMQQueue {
  // `any`, because a queue names the type of its data, and the options of a job grow with each version.
  add(name: string, data: any, options: any): Promise<unknown>;
}

const DEDUPE_TTL_S = 72 * 3_600;

/**
 * Puts pushes into a queue of BullMQ, as `toQueue` of `createPushHandler`. For BullMQ 5 and newer; nothing is installed.
 * - The name of a job is the target, such as `payment.transactions`; its data is the delivery.
 * - The id of a job is made of that of the event, so that BullMQ does not queue an event twice as long as it keeps the job.
 * - Jobs are retried with exponential backoff and jitter for half a day; then they wait in the failed set.
 * - What Redis does not write to disk is lost with it: see the guide.
 *
 * @param options Options of the jobs, for other values than these defaults.
 * @throws TypeError if `queue` is no queue: otherwise each push would fail, and only then.
 */
export function toBullMQ(
  queue: BullMQQueue,
  options: BullMQJobOptions = {},
): (delivery: PushDelivery) => Promise<void> {
  if (typeof (queue as BullMQQueue | undefined)?.add !== 'function')
    throw new TypeError('`toBullMQ` needs a `Queue` of BullMQ.');
  return async (delivery) => {
    await queue.add(delivery.event.target, delivery, {
      attempts: 16,
      backoff: { type: 'exponential', delay: 2_000, jitter: 0.5 },
      removeOnComplete: { age: DEDUPE_TTL_S },
      removeOnFail: false,
      ...options,
      jobId: jobIdOf(delivery.event.id),
    });
  };
}

/** BullMQ rejects ids that are integers or contain a colon, and an event id may be both. */
const jobIdOf = (eventId: string): string => `push-${eventId.replaceAll('%', '%25').replaceAll(':', '%3A')}`;
