/**
 * The result of a claim.
 * - `claimed`: the event was free, and now belongs to the caller.
 * - `in-progress`: another delivery of it is being handled.
 * - `completed`: it was handled.
 */
export type ClaimResult = 'claimed' | 'in-progress' | 'completed';

/**
 * Remembers which events were handled, so that an event that is delivered several times is handled once. Several processes need a shared store, in
 * which `claim` is atomic (Redis: `SET key in-progress NX PX …`; SQL: an insert that ignores conflicts).
 */
export interface PushStore {
  /** Claims the event for `ms`, unless it is in progress or completed. */
  claim(eventId: string, ms: number): Promise<ClaimResult>;
  /** Marks it as handled, and remembers that for `ms`. */
  complete(eventId: string, ms: number): Promise<void>;
  /** Frees it after a failure: its next delivery is handled again. */
  release(eventId: string): Promise<void>;
}

/** Remembers events in this process. For a single process only. */
export function memoryPushStore({
  maxEvents = 10_000,
}: {
  /**
   * How many events to remember; the oldest are forgotten first.
   *
   * @default 10_000
   */
  readonly maxEvents?: number | undefined;
} = {}): PushStore {
  if (!(maxEvents >= 1)) throw new TypeError(`\`maxEvents\` must be at least 1; got ${String(maxEvents)}.`);
  const events = new Map<string, { readonly state: 'in-progress' | 'completed'; readonly until: number }>();
  const set = (eventId: string, state: 'in-progress' | 'completed', ms: number): void => {
    // A map keeps the order of insertion, so the first key is the oldest.
    events.delete(eventId);
    events.set(eventId, { state, until: Date.now() + ms });
    if (events.size > maxEvents) events.delete(events.keys().next().value!);
  };
  return {
    async claim(eventId, ms) {
      const entry = events.get(eventId);
      if (entry && Date.now() < entry.until) return entry.state;
      set(eventId, 'in-progress', ms);
      return 'claimed';
    },
    complete: async (eventId, ms) => set(eventId, 'completed', ms),
    release: async (eventId) => void events.delete(eventId),
  };
}
