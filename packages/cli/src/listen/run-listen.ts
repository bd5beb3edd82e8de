import { setTimeout as wait } from 'node:timers/promises';
import { isAuthenticationError, isPermissionError, isSecuconnectError } from '@secuconnect/client';
import { CliError } from '../cli-error.ts';
import { EXIT } from '../exit-codes.ts';
import { lock } from '../lock.ts';
import { backoffMs } from './backoff.ts';
import { DeliveryQueue, type Delivery } from './delivery-queue.ts';
import { Journal, type ListenPlan } from './journal.ts';
import type { ForwardedPush, PushSource } from './push-source.ts';
import type { SendResult } from './send.ts';

export interface ListenOptions {
  readonly source: PushSource;
  readonly plan: ListenPlan;
  /** The path of the checkpoint. */
  readonly checkpoint: string;
  readonly restart: boolean;
  readonly since: Date | undefined;
  /** How long to wait before the source is read again, in ms. */
  readonly interval: number;
  readonly send: (push: ForwardedPush, signal: AbortSignal) => Promise<SendResult>;
  /** Ends everything. */
  readonly signal: AbortSignal;
  /** Called once, when nothing that happens from now on is missed. */
  readonly onReady: (waiting: number) => void;
  readonly onDelivery: (delivery: Delivery) => Promise<void>;
  readonly onNotice: (sentence: string) => void;
}

/** The longest delay after a read that failed, in ms. */
const LONGEST_READ_DELAY_MS = 60_000;

/**
 * Delivers what the source has, until the signal is aborted.
 *
 * @returns How many pushes wait for the next start.
 * @throws what the first read throws; later, only what another try cannot change.
 */
export async function runListen(options: ListenOptions): Promise<number> {
  const { source, plan, checkpoint, restart, since, send, onDelivery, onReady } = options;
  const unlock = await lock(`${checkpoint}.lock`, 'delivers these pushes already');
  const journal = new Journal(checkpoint, plan, source);
  const end = new AbortController();
  const stop = (): void => end.abort();
  options.signal.addEventListener('abort', stop);
  if (options.signal.aborted) stop();
  try {
    const waiting = await journal.open({ restart });
    const start = await source.begin(since).catch((error: unknown) => {
      if (!end.signal.aborted) throw error;
    });
    if (end.signal.aborted) return waiting.length;
    if (start !== undefined) await journal.keep(start, []);
    onReady(waiting.length);
    const queue = new DeliveryQueue({
      send,
      signal: end.signal,
      async onAttempt(delivery) {
        if (delivery.isDelivered) await journal.done(delivery.push.event.id);
        await onDelivery(delivery);
      },
    });
    queue.add(waiting);
    // The first that fails ends the other.
    const parts = [queue.run(), readOn(options, journal, queue, end.signal)];
    await Promise.all(parts).finally(async () => {
      stop();
      await Promise.allSettled(parts);
    });
    return queue.size;
  } finally {
    options.signal.removeEventListener('abort', stop);
    await journal.close();
    await unlock();
  }
}

async function readOn(
  { source, interval, onNotice }: ListenOptions,
  journal: Journal,
  queue: DeliveryQueue,
  signal: AbortSignal,
): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    let delay = interval;
    try {
      for await (const { pushes, change } of source.read()) {
        await journal.keep(change, pushes);
        queue.add(pushes);
        await queue.room();
        if (signal.aborted) return;
      }
      failures = 0;
    } catch (error) {
      if (signal.aborted) return;
      if (!mayPass(error)) throw error;
      delay = Math.max(interval, backoffMs(++failures, LONGEST_READ_DELAY_MS));
      onNotice(`${(error as Error).message} The next try is in ${Math.ceil(delay / 1000)} s.`);
    }
    await wait(delay, undefined, { signal }).catch(() => undefined);
  }
}

/** Whether another try may succeed. */
function mayPass(error: unknown): boolean {
  if (error instanceof CliError) return error.exitCode === EXIT.connection;
  return isSecuconnectError(error) && !isAuthenticationError(error) && !isPermissionError(error);
}
