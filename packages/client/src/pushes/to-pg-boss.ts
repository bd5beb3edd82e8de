import { toHex } from '../internal/hex.ts';
import { sha256 } from '../internal/sha256.ts';
import type { PushDelivery } from './push-delivery.ts';

/** The options of a pg-boss job that matter here; all others work too. `id` belongs to the adapter. Times are in seconds. */
export interface PgBossJobOptions {
  /** Belongs to the adapter: made of the id of the event. */
  readonly id?: never;
  /** How often a job is tried again. @default 15: the last retry comes after a day */
  readonly retryLimit?: number | undefined;
  /** The delay before the first retry. @default 2 */
  readonly retryDelay?: number | undefined;
  /** Whether delays grow. @default true: exponential, with jitter */
  readonly retryBackoff?: boolean | undefined;
  /**
   * A job whose worker was not heard of for that long is retried, when pg-boss looks for such jobs the next time (`monitorIntervalSeconds`). A worker sends
   * two heartbeats within it. Versions of pg-boss without heartbeats ignore it.
   *
   * @default 30
   */
  readonly heartbeatSeconds?: number | undefined;
  /** A job that takes longer is retried, so that it must be more than the `handlerTimeout` of the worker. @default 120 */
  readonly expireInSeconds?: number | undefined;
  /** How long a completed job is kept. @default 259_200: 72 hours, in which pg-boss does not queue the event again */
  readonly deleteAfterSeconds?: number | undefined;
  /** The queue of jobs that have failed for good. @default that of the queue */
  readonly deadLetter?: string | undefined;
  readonly [option: string]: unknown;
}

/** The part of pg-boss that is used. */
export interface PgBossSender {
  // `any`, because the options of a job grow with each version.
  send(name: string, data: any, options: any): Promise<string | null>;
  getQueue(name: string): Promise<object | null>;
}

const DEDUPE_TTL_S = 72 * 3_600;

/**
 * Puts pushes into a queue of pg-boss, as `toQueue` of `createPushHandler`. For pg-boss 10 and newer; nothing is installed.
 * - The data of a job is the delivery.
 * - The id of a job is a UUID that is made of the event id, so that pg-boss does not queue an event twice as long as it keeps the job.
 * - Jobs are retried with exponential backoff and jitter for a day; then they go to the dead letter queue, if the queue has one: create it with
 *   `deadLetter`.
 *
 * @param queueName A queue that exists (`boss.createQueue`); otherwise pg-boss rejects the job, and the API redelivers.
 * @param options Options of the jobs, for other values than these defaults. A job that `redrive` tries again has those of the queue instead.
 * @throws TypeError if `boss` or `queueName` is something else: otherwise each push would fail, and only then.
 */
export function toPgBoss(
  boss: PgBossSender,
  queueName: string,
  options: PgBossJobOptions = {},
): (delivery: PushDelivery) => Promise<void> {
  if (typeof (boss as PgBossSender | undefined)?.send !== 'function' || typeof queueName !== 'string' || !queueName)
    throw new TypeError('`toPgBoss` needs an instance of pg-boss and the name of a queue.');
  return async (delivery) => {
    const id = await boss.send(queueName, delivery, {
      retryLimit: 15,
      retryDelay: 2,
      retryBackoff: true,
      heartbeatSeconds: 30,
      expireInSeconds: 120,
      deleteAfterSeconds: DEDUPE_TTL_S,
      ...options,
      id: await uuidOf(delivery.event.id),
    });
    // Nothing was stored: pg-boss knows the event. Or it does not know the queue, which version 10 does not tell apart.
    if (id === null && !(await boss.getQueue(queueName)))
      throw new TypeError(`There is no queue ${queueName} in pg-boss: create it with \`boss.createQueue\`.`);
  };
}

/** The same UUID for the same event: a hash, in version 8 of RFC 9562, which leaves the other bits to the program. */
async function uuidOf(eventId: string): Promise<string> {
  const bytes = (await sha256(`secuconnect push ${eventId}`)).subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return toHex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
