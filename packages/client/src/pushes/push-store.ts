import { monotonicNow } from '../internal/clock.ts';
import type { PushEvent } from './push-event.ts';

/**
 * The result of a claim.
 * - `claimed`: the event was free, and now belongs to the caller.
 * - `in-progress`: another delivery of it is being handled.
 * - `completed`: it was handled.
 */
export type ClaimResult = 'claimed' | 'in-progress' | 'completed';

/** The right to handle the events of one object, acquired by `PushStore.turn`. Only its owner can extend or end it. */
export interface PushTurn {
  /** Extends the turn to `ms` from now. Resolves to `false` if it has expired, and another process has acquired it. */
  renew(ms: number): Promise<boolean>;
  /** Ends the turn. Without effect if another process has acquired it. */
  release(): Promise<void>;
}

/**
 * Remembers which events were handled, so that an event that is delivered several times is handled once. Several processes need a shared store, in
 * which `claim` is atomic (Redis: `SET key in-progress NX PX …`; SQL: an insert that ignores conflicts).
 */
export interface PushStore {
  /**
   * Claims the event for `ms`, unless it is in progress or completed.
   *
   * @param event The event itself, for a store that is also a log: what `claim` has stored is there before the response has status 200.
   */
  claim(eventId: string, ms: number, event: PushEvent): Promise<ClaimResult>;
  /**
   * Extends a claim to `ms` from now, while its handler works; leaves a completed event alone. With this method, a claim holds for ten seconds unless it is
   * renewed: an event is free soon after its process has died. Without it, a claim holds for ten minutes, and an event whose handler takes longer may be
   * handled by a second delivery.
   */
  renew?(eventId: string, ms: number): Promise<void>;
  /** Marks it as handled, and remembers that for `ms`. */
  complete(eventId: string, ms: number): Promise<void>;
  /** Frees it after a failure: its next delivery is handled again. */
  release(eventId: string): Promise<void>;
  /**
   * Acquires the turn of an object for `ms`, so that no other process handles an event about it meanwhile. Resolves to `undefined` while another one has
   * the turn. Without this method, events about one object have their turns within a process only.
   *
   * @param key The object, such as `payment.transactions:PCI_…`.
   */
  turn?(key: string, ms: number): Promise<PushTurn | undefined>;
}

/**
 * Remembers events in this process. For a single process only. An event that is forgotten too early is handled again if the API redelivers it.
 */
export function memoryPushStore({
  maxEvents = 100_000,
}: {
  /**
   * How many handled events to remember; the oldest are forgotten first. 100,000 events take some 12 MB, and last for 72 hours at 33,000 events a day.
   * An event that is being handled is never forgotten.
   *
   * @default 100_000
   */
  readonly maxEvents?: number | undefined;
} = {}): PushStore {
  if (!(maxEvents >= 1)) throw new TypeError(`\`maxEvents\` must be at least 1; got ${String(maxEvents)}.`);
  /** Until when each event is in progress, or remembered as completed. */
  const inProgress = new Map<string, number>();
  const completed = new Map<string, number>();
  const isIn = (events: Map<string, number>, eventId: string): boolean =>
    monotonicNow() < (events.get(eventId) ?? -Infinity);
  /** Forgets the oldest: a map keeps the order of insertion. */
  const prune = (events: Map<string, number>, max: number): void => {
    for (const [oldest, until] of events) {
      if (events.size <= max && monotonicNow() < until) break;
      events.delete(oldest);
    }
  };
  return {
    async claim(eventId, ms) {
      if (isIn(completed, eventId)) return 'completed';
      if (isIn(inProgress, eventId)) return 'in-progress';
      inProgress.delete(eventId);
      inProgress.set(eventId, monotonicNow() + ms);
      prune(inProgress, Infinity);
      return 'claimed';
    },
    async renew(eventId, ms) {
      if (inProgress.has(eventId)) inProgress.set(eventId, monotonicNow() + ms);
    },
    async complete(eventId, ms) {
      inProgress.delete(eventId);
      completed.delete(eventId);
      completed.set(eventId, monotonicNow() + ms);
      prune(completed, maxEvents);
    },
    async release(eventId) {
      inProgress.delete(eventId);
    },
  };
}
