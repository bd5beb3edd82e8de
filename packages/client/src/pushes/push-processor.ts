import { rejectOnAbort } from '../internal/abort.ts';
import { withTimeout } from '../internal/timeout.ts';
import { settledWithin } from './background-timer.ts';
import { fetchPushedObject, type PushReader, type PushTarget } from './fetch-pushed-object.ts';
import { runInTurn, type FleetTurnOptions } from './fleet-turn.ts';
import { startHandlingTimeout, type HandlingTimeout } from './handling-timeout.ts';
import { PushError } from './push-error.ts';
import type { PushEvent } from './push-event.ts';
import type { PushHandlerOptions } from './push-handler-options.ts';
import { handlerFor, type PushContext } from './push-handlers.ts';
import { nameStore } from './name-store.ts';
import { claimLease, keepRenewing } from './push-lease.ts';
import type { ClaimResult, PushStore } from './push-store.ts';
import { CALLBACK_TIMEOUT_MS, guardPush, reportPushError } from './report-push-error.ts';
import { TurnQueue } from './turn-queue.ts';

/** What a processor is made of: the functions of the program, and how long to wait for them. */
export interface PushProcessorSettings<Client extends PushReader> extends Pick<
  PushHandlerOptions<Client>,
  'handlers' | 'onUnhandled' | 'onError'
> {
  readonly store: PushStore;
  /** How long handled events are remembered, in ms. */
  readonly dedupeTtl: number;
  /** How long a handler may take, in ms. */
  readonly handlerTimeout: number;
}

/** A delivery that was accepted: its event, and what its handler gets besides. */
export interface Delivery<Client extends PushReader> extends Omit<PushContext<Client>, 'signal'> {
  readonly event: PushEvent;
}

/** How the handling of an event ended. `in-progress`: another delivery of it is being handled. */
export type HandlingResult = 'completed' | 'in-progress' | 'failed';

/** How long an acknowledged event stays claimed for a handler that goes on after `handlerTimeout`, in ms. */
const OVERTIME_MS = 3_600_000;

/**
 * Handles events.
 * - An event that is delivered several times is handled once, also when the deliveries arrive at the same time. Its claim is renewed while its handler
 *   works.
 * - An event that failed is released: its next delivery is handled again.
 * - The object is read when its turn comes, so that its newest state counts, in whichever order the events arrive.
 * - Two events about one object are not handled at the same time, so a handler can read, compare and write: in this process, and in the whole fleet if the
 *   store has `turn`.
 * - Every object of an event is handled, even if another one fails.
 * - A handler that never ends blocks nothing. After `handlerTimeout`, `onError` receives an error and the next event about the object has its turn. The
 *   handler keeps its claim for a while, because it may still end; after that, the event is released.
 */
export class PushProcessor<Client extends PushReader> {
  readonly #settings: PushProcessorSettings<Client>;
  readonly #turns = new TurnQueue();

  constructor(settings: PushProcessorSettings<Client>) {
    this.#settings = settings;
  }

  /**
   * `handled` never rejects, and `claimed` may be ignored.
   *
   * @param timeout That of a delivery whose response waits for the result. By default, each handler has its own, from its turn on.
   */
  start(
    delivery: Delivery<Client>,
    timeout?: HandlingTimeout,
  ): { claimed: Promise<ClaimResult>; handled: Promise<HandlingResult> } {
    const { event } = delivery;
    const claimed = this.#claim(event);
    const handled = claimed
      .then((claim) => (claim === 'claimed' ? this.#process(delivery, timeout) : claim))
      .catch(async (error: unknown) => {
        await this.report(error, event);
        return 'failed' as const;
      });
    return { claimed, handled };
  }

  /** Starts the time that a handler has. When it is over, `onError` receives a `PushError`. */
  startTimeout(event: PushEvent): HandlingTimeout {
    return startHandlingTimeout(this.#settings.handlerTimeout, (error) => void this.report(error, event));
  }

  /** Calls a function of the program, and passes to `onError` what it throws. Never rejects. */
  guard(task: () => unknown, event: PushEvent | undefined): Promise<void> {
    return guardPush(this.#settings.onError, task, event);
  }

  /** Never rejects. */
  report(error: unknown, event: PushEvent | undefined): Promise<void> {
    return reportPushError(this.#settings.onError, error, event);
  }

  /** Async, so that a store that throws rejects. */
  async #claim(event: PushEvent): Promise<ClaimResult> {
    const { store } = this.#settings;
    const claim = await nameStore(() => store.claim(event.id, claimLease(store), event));
    if (!['claimed', 'in-progress', 'completed'].includes(claim))
      throw new TypeError('`claim` of a push store must resolve with `claimed`, `in-progress` or `completed`.');
    return claim;
  }

  async #process(delivery: Delivery<Client>, timeout: HandlingTimeout | undefined): Promise<HandlingResult> {
    const { event } = delivery;
    const { store, dedupeTtl, handlerTimeout } = this.#settings;
    const lease = claimLease(store);
    const renew = (): unknown => store.renew?.(event.id, lease);
    const complete = (): unknown => store.complete(event.id, dedupeTtl);
    const release = (): unknown => store.release(event.id);
    const stopRenewing = keepRenewing(lease, () => this.#useStore(renew, event));
    const succeeds = Promise.all(await this.#attemptAll(delivery, timeout)).then((all) => all.every(Boolean));
    // The API redelivers an event that failed before its response, and has to find it free. It does not redeliver an acknowledged one.
    const overtime = timeout ? Math.min(handlerTimeout, OVERTIME_MS) : OVERTIME_MS;
    const succeeded = await settledWithin(overtime, succeeds);
    await stopRenewing();
    if (succeeded === undefined) void succeeds.then((late) => (late ? this.#useStore(complete, event) : undefined));
    await this.#useStore(succeeded ? complete : release, event);
    return succeeded ? 'completed' : 'failed';
  }

  /**
   * Calls every handler of the event, until it ends or its time is over.
   *
   * @returns Whether each of them succeeds: pending for one that has not ended although its time is over.
   */
  async #attemptAll(
    { event, ...delivery }: Delivery<Client>,
    deliveryTimeout: HandlingTimeout | undefined,
  ): Promise<Promise<boolean>[]> {
    const { handlers, onUnhandled, handlerTimeout, store } = this.#settings;
    const results: Promise<boolean>[] = [];
    const attempt = async (task: (context: PushContext<Client>) => unknown): Promise<void> => {
      const timeout = deliveryTimeout ?? this.startTimeout(event);
      const { signal } = timeout;
      const result = signal.aborted
        ? Promise.resolve(false)
        : this.#succeeds(() => task({ ...delivery, signal }), event, signal);
      results.push(result);
      await rejectOnAbort(result, signal).catch(() => undefined);
      if (!deliveryTimeout) timeout.clear();
    };
    const objects = event.data.flatMap((one) => {
      const handle = handlerFor(handlers, event, one);
      return handle ? [{ ...one, handle }] : [];
    });
    if (objects.length < event.data.length || event.data.length === 0) {
      await attempt((context) => onUnhandled?.(event, context));
    }
    const inFleet: FleetTurnOptions = {
      timeout: handlerTimeout,
      signal: deliveryTimeout?.signal,
      useStore: (step) => this.#useStore(step, event),
    };
    for (const { object, id, handle } of objects) {
      const task = async (context: PushContext<Client>): Promise<unknown> =>
        handle(await this.#read(event.target as PushTarget, id, context), event, context);
      const key = `${object}:${id}`;
      await this.#turns.run(key, store.turn ? 2 * handlerTimeout : handlerTimeout, async () => {
        try {
          await runInTurn(store, key, inFleet, () => attempt(task));
        } catch (error) {
          results.push(Promise.resolve(false));
          await this.report(error, event);
        }
      });
    }
    return results;
  }

  async #read(target: PushTarget, id: string, { secuconnect, signal }: PushContext<Client>): Promise<unknown> {
    try {
      return await fetchPushedObject(secuconnect, target, id, { signal });
    } catch (error) {
      // A read that the timeout has aborted tells nothing new.
      throw signal.aborted ? signal.reason : error;
    }
  }

  /** Never rejects. The reason of the signal has been reported when it was aborted. */
  async #succeeds(task: () => unknown, event: PushEvent, signal: AbortSignal): Promise<boolean> {
    try {
      await task();
      return true;
    } catch (error) {
      if (!signal.aborted || error !== signal.reason) await this.report(error, event);
      return false;
    }
  }

  /** Never rejects, and ends in time: a store that hangs must not hold up the response. */
  async #useStore(task: () => unknown, event: PushEvent): Promise<void> {
    const done = this.guard(() => nameStore(task), event).then(() => true);
    if (await withTimeout(CALLBACK_TIMEOUT_MS, done)) return;
    await this.report(
      new PushError('timeout', `The push store did not respond within ${CALLBACK_TIMEOUT_MS} ms.`),
      event,
    );
  }
}
