/**
 * What a store knows about an event.
 * - `claimed`: nobody had it; now it belongs to the caller.
 * - `busy`: somebody is working on it.
 * - `done`: it has been worked off.
 */
export type Claim = 'claimed' | 'busy' | 'done';

/**
 * Remembers which events have been worked off, so that an event that is delivered several times is worked off once. For several processes
 * it has to be one that they share; `claim` has to be atomic there (Redis: `SET key busy NX PX …`, SQL: an insert that ignores conflicts).
 */
export interface PushStore {
  /** Takes the event for `ms`, unless somebody has it or it is done. */
  claim(eventId: string, ms: number): Promise<Claim>;
  /** Marks it as worked off, and remembers that for `ms`. */
  complete(eventId: string, ms: number): Promise<void>;
  /** Gives it back after a failure: the next delivery is worked off again. */
  release(eventId: string): Promise<void>;
}

/** Remembers events in this process: the newest ones, as many as it has room for. */
export class MemoryPushStore implements PushStore {
  readonly #room: number;
  readonly #events = new Map<string, { readonly claim: 'busy' | 'done'; readonly until: number }>();

  /** @param room How many events to remember. */
  constructor(room = 10_000) {
    if (!(room >= 1)) throw new TypeError('A store needs room for at least one event.');
    this.#room = room;
  }

  async claim(eventId: string, ms: number): Promise<Claim> {
    const known = this.#events.get(eventId);
    if (known && Date.now() < known.until) return known.claim;
    this.#set(eventId, 'busy', ms);
    return 'claimed';
  }

  async complete(eventId: string, ms: number): Promise<void> {
    this.#set(eventId, 'done', ms);
  }

  async release(eventId: string): Promise<void> {
    this.#events.delete(eventId);
  }

  /** A map keeps the order of insertion, so that the oldest is the first. */
  #set(eventId: string, claim: 'busy' | 'done', ms: number): void {
    this.#events.delete(eventId);
    this.#events.set(eventId, { claim, until: Date.now() + ms });
    if (this.#events.size > this.#room) this.#events.delete(this.#events.keys().next().value!);
  }
}
