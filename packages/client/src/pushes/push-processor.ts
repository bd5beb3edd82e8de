import { InTurn } from '../internal/keyed-queue.ts';
import type { PushEvent, PushedObject } from './push-event.ts';
import type { Claim, PushStore } from './push-store.ts';
import { isPushTarget, readPushed, type PushObjects, type PushReader, type PushTarget } from './fetch-pushed-object.ts';

/** What belongs to a delivery beside the event. */
export interface PushContext {
  /** What the push URL was signed with, such as an order number; always `undefined` without `keys`. */
  readonly reference: string | undefined;
  /** Aborted when the time limit of `work: 'before'` is over. */
  readonly signal: AbortSignal | undefined;
}

/** What to do with the objects of each target. The first argument is the object as it is now. */
export type PushHandlers = {
  readonly [Target in PushTarget]?:
    ((object: PushObjects[Target], event: PushEvent<Target>, context: PushContext) => unknown) | undefined;
};

export interface PushWorkSettings {
  /** Reads the objects. */
  readonly secuconnect: PushReader;
  readonly on: PushHandlers;
  /** Told about events that nobody handles: a target without an entry in `on`, or a type that is not known. */
  readonly onUnknown?: ((event: PushEvent, context: PushContext) => unknown) | undefined;
  /**
   * Told about everything that failed while an event was worked off: reading, your code, the store. Pass it to your log. It must not fail
   * itself: there is nobody left to tell.
   */
  readonly onError: (error: unknown, event: PushEvent) => unknown;
  readonly store: PushStore;
  /** How long to remember what is done, in ms. */
  readonly remember: number;
}

/** How the work on an event ended. `busy`: somebody else is at it. */
export type Ending = 'done' | 'busy' | 'failed';

/** How long an event belongs to who claimed it, in ms. After that it counts as abandoned: the process has died with it. */
const LEASE = 600_000;
const TYPES = new Set(['changed', 'added', 'display']);

/**
 * Works events off.
 * - An event that is delivered several times is worked off once, also when the deliveries come at the same time.
 * - An event that failed is given back: its next delivery is worked off again.
 * - The object is read when its turn comes, so that its newest state counts, in whichever order the events arrive.
 * - Two events about one object are not worked on at the same time in this process: a handler can read, compare and write in peace.
 * - Every object of an event gets its turn, whatever happens to the others.
 */
export class PushWork {
  readonly #settings: PushWorkSettings;
  readonly #perObject = new InTurn();

  constructor(settings: PushWorkSettings) {
    this.#settings = settings;
  }

  /** Neither promise waits for the other one to be looked at: `ended` never rejects, and `claimed` may be left alone. */
  start(event: PushEvent, context: PushContext): { claimed: Promise<Claim>; ended: Promise<Ending> } {
    const claimed = this.#claim(event);
    const ended = claimed.then(
      (claim) => (claim === 'claimed' ? this.#carryOut(event, context) : claim),
      async (error: unknown) => {
        await this.#tell(error, event);
        return 'failed' as const;
      },
    );
    return { claimed, ended };
  }

  /** Async, so that a store that throws rejects. */
  async #claim(event: PushEvent): Promise<Claim> {
    return this.#settings.store.claim(event.id, LEASE);
  }

  async #carryOut(event: PushEvent, context: PushContext): Promise<Ending> {
    const { store, remember } = this.#settings;
    let failed = false;
    const attempt = async (task: () => unknown): Promise<void> => {
      try {
        await task();
      } catch (error) {
        failed = true;
        await this.#tell(error, event);
      }
    };
    const handled = event.data.filter((one) => this.#handles(event, one));
    if (handled.length < event.data.length || event.data.length === 0) {
      await attempt(() => this.#settings.onUnknown?.(event, context));
    }
    for (const { object, id } of handled) {
      await attempt(() => this.#perObject.run(`${object}:${id}`, () => this.#handle(event, id, context)));
    }
    const ending = failed ? 'failed' : 'done';
    await attempt(() => (ending === 'done' ? store.complete(event.id, remember) : store.release(event.id)));
    return ending;
  }

  /** An entry whose kind is not the one of the event is nothing that a handler for that kind could trust. */
  #handles({ target, type }: PushEvent, { object }: PushedObject): boolean {
    return object === target && TYPES.has(type) && isPushTarget(target) && this.#settings.on[target] !== undefined;
  }

  async #handle(event: PushEvent, id: string, context: PushContext): Promise<void> {
    const target = event.target as PushTarget;
    const object = await readPushed(this.#settings.secuconnect, target, id, { signal: context.signal });
    // The target decides the type of all three; the compiler cannot follow that through a table.
    const handle = this.#settings.on[target] as (object: unknown, event: PushEvent, context: PushContext) => unknown;
    await handle(object, event, context);
  }

  async #tell(error: unknown, event: PushEvent): Promise<void> {
    try {
      await this.#settings.onError(error, event);
    } catch {
      // Documented at `onError`: a log that fails must not take the receiver down with it.
    }
  }
}
