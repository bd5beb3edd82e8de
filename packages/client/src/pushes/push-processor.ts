import { KeyedQueue } from '../internal/keyed-queue.ts';
import {
  fetchPushedObject,
  isPushTarget,
  type PushObjects,
  type PushReader,
  type PushTarget,
} from './fetch-pushed-object.ts';
import type { PushEvent, PushedObject } from './push-event.ts';
import type { ClaimResult, PushStore } from './push-store.ts';

/** What belongs to a delivery besides the event. */
export interface PushContext {
  /** What the push URL was signed with, such as an order number; always `undefined` without `keys`. */
  readonly reference: string | undefined;
  /** Aborted when `handlerTimeout` has passed; only with `acknowledge: 'after-handling'`. */
  readonly signal: AbortSignal | undefined;
}

/** One function per target. Its first argument is the object as it is now. */
export type PushHandlers = {
  readonly [Target in PushTarget]?:
    ((object: PushObjects[Target], event: PushEvent<Target>, context: PushContext) => unknown) | undefined;
};

export interface PushProcessorSettings {
  /** Reads the objects. */
  readonly secuconnect: PushReader;
  readonly handlers: PushHandlers;
  /** Receives events without a handler: a target that is not in `handlers`, or an unknown type. */
  readonly onUnhandled?: ((event: PushEvent, context: PushContext) => unknown) | undefined;
  /** Receives everything that failed while an event was handled: the read, your code, the store. Pass it to your log. Its own errors are ignored. */
  readonly onError: (error: unknown, event: PushEvent) => unknown;
  readonly store: PushStore;
  /** How long handled events are remembered, in ms. */
  readonly dedupeTtl: number;
}

/** How the handling of an event ended. `in-progress`: another delivery of it is being handled. */
export type HandlingResult = 'completed' | 'in-progress' | 'failed';

/** How long a claim holds, in ms. After that the event counts as abandoned: its process has died. */
const CLAIM_LEASE_MS = 600_000;
const KNOWN_TYPES = new Set(['changed', 'added', 'display']);

/**
 * Handles events.
 * - An event that is delivered several times is handled once, also when the deliveries arrive at the same time.
 * - An event that failed is released: its next delivery is handled again.
 * - The object is read when its turn comes, so that its newest state counts, in whichever order the events arrive.
 * - Two events about one object are not handled at the same time in this process, so a handler can read, compare and write.
 * - Every object of an event is handled, even if another one fails.
 */
export class PushProcessor {
  readonly #settings: PushProcessorSettings;
  readonly #perObject = new KeyedQueue();

  constructor(settings: PushProcessorSettings) {
    this.#settings = settings;
  }

  /** `handled` never rejects, and `claimed` may be ignored. */
  start(event: PushEvent, context: PushContext): { claimed: Promise<ClaimResult>; handled: Promise<HandlingResult> } {
    const claimed = this.#claim(event);
    const handled = claimed.then(
      (claim) => (claim === 'claimed' ? this.#process(event, context) : claim),
      async (error: unknown) => {
        await this.#reportError(error, event);
        return 'failed' as const;
      },
    );
    return { claimed, handled };
  }

  /** Async, so that a store that throws rejects. */
  async #claim(event: PushEvent): Promise<ClaimResult> {
    return this.#settings.store.claim(event.id, CLAIM_LEASE_MS);
  }

  async #process(event: PushEvent, context: PushContext): Promise<HandlingResult> {
    const { store, dedupeTtl } = this.#settings;
    let failed = false;
    const attempt = async (task: () => unknown): Promise<void> => {
      try {
        await task();
      } catch (error) {
        failed = true;
        await this.#reportError(error, event);
      }
    };
    const objects = event.data.filter((object) => this.#hasHandler(event, object));
    if (objects.length < event.data.length || event.data.length === 0) {
      await attempt(() => this.#settings.onUnhandled?.(event, context));
    }
    for (const { object, id } of objects) {
      await attempt(() => this.#perObject.run(`${object}:${id}`, () => this.#handle(event, id, context)));
    }
    const result = failed ? 'failed' : 'completed';
    await attempt(() => (failed ? store.release(event.id) : store.complete(event.id, dedupeTtl)));
    return result;
  }

  /** An object of another kind than the event's target must not reach a handler for that target. */
  #hasHandler({ target, type }: PushEvent, { object }: PushedObject): boolean {
    return (
      object === target &&
      KNOWN_TYPES.has(type) &&
      isPushTarget(target) &&
      this.#settings.handlers[target] !== undefined
    );
  }

  async #handle(event: PushEvent, id: string, context: PushContext): Promise<void> {
    const target = event.target as PushTarget;
    const object = await fetchPushedObject(this.#settings.secuconnect, target, id, { signal: context.signal });
    // The target decides the type of all three; the compiler cannot follow that through a table.
    const handle = this.#settings.handlers[target] as (
      object: unknown,
      event: PushEvent,
      context: PushContext,
    ) => unknown;
    await handle(object, event, context);
  }

  async #reportError(error: unknown, event: PushEvent): Promise<void> {
    try {
      await this.#settings.onError(error, event);
    } catch {
      // As documented at `onError`: a log that fails must not take the receiver down.
    }
  }
}
