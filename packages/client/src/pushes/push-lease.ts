import { unref } from './background-timer.ts';
import type { PushStore } from './push-store.ts';

/**
 * How long a claim or a turn lasts unless it is renewed, in ms: for that long, an event and its object wait for a process that has died. Engines of queues
 * take longer to notice that.
 */
export const LEASE_MS = 10_000;
/** How long a claim lasts that cannot be renewed, in ms: longer than a handler takes. */
const FIXED_CLAIM_MS = 600_000;

/** For how long to claim an event of this store, in ms. */
export const claimLease = (store: PushStore): number => (store.renew ? LEASE_MS : FIXED_CLAIM_MS);

/**
 * Renews a lease three times within each, so that one renewal may fail, one after the other.
 *
 * @param renew Never rejects, and ends in time.
 * @returns Ends that. Resolves when no renewal is under way any more: one that overtakes the end of the lease would take it back, or seem to have lost it.
 */
export function keepRenewing(lease: number, renew: () => Promise<void>): () => Promise<void> {
  let underWay: Promise<void> | undefined;
  const timer = unref(setInterval(() => (underWay ??= renew().finally(() => (underWay = undefined))), lease / 3));
  return async () => {
    clearInterval(timer);
    await underWay;
  };
}
