import type { ClaimResult, PushStore } from '../pushes/push-store.ts';

/** What a database does for a push store, each in one atomic step. `claim` and `holder` are random names: who does not know them changes nothing. */
export interface PushSteps {
  /** Claims the event, if it is free or its claim has expired. A claim of the same name counts as the same attempt, sent twice. */
  claim(eventId: string, claim: string, ms: number): Promise<ClaimResult>;
  /** Extends the claim, also one that has expired if the event is still free. */
  renew(eventId: string, claim: string, ms: number): Promise<void>;
  /** Marks the event as completed, unless another claim of it holds. */
  complete(eventId: string, claim: string, ms: number): Promise<void>;
  release(eventId: string, claim: string): Promise<void>;
  /** Acquires the turn, if it is free or has expired. */
  acquireTurn(key: string, holder: string, ms: number): Promise<boolean>;
  /** Extends the turn. Returns `false` if another process has acquired it meanwhile. */
  renewTurn(key: string, holder: string, ms: number): Promise<boolean>;
  releaseTurn(key: string, holder: string): Promise<void>;
}

/** A push store for a fleet: only who has claimed an event can renew, complete or release it. */
export function leasedPushStore(steps: PushSteps): Required<PushStore> {
  /** The claims of this object have one name: a key belongs to one event anyway. */
  const claimName = crypto.randomUUID();
  /** The events that are claimed through this object, or may be. Their handlers run in this process, even if their leases have expired. */
  const held = new Map<string, Promise<ClaimResult>>();

  /** Forgets the claim only when the store has: until then, its name would pass for the same attempt, sent twice. */
  async function end(eventId: string, step: Promise<void>): Promise<void> {
    try {
      await step;
    } finally {
      held.delete(eventId);
    }
  }

  return {
    async claim(eventId, ms) {
      for (let first = held.get(eventId); first; first = held.get(eventId)) {
        if ((await first.catch(() => undefined)) === 'claimed' && held.get(eventId) === first) return 'in-progress';
      }
      const claiming = steps.claim(eventId, claimName, ms);
      held.set(eventId, claiming);
      const isClaimed = await claiming.then(
        (result) => result === 'claimed',
        () => false,
      );
      if (!isClaimed) held.delete(eventId);
      return claiming;
    },
    async renew(eventId, ms) {
      if (held.has(eventId)) await steps.renew(eventId, claimName, ms);
    },
    complete: (eventId, ms) => end(eventId, steps.complete(eventId, claimName, ms)),
    release: (eventId) => end(eventId, steps.release(eventId, claimName)),
    async turn(key, ms) {
      const holder = crypto.randomUUID();
      if (!(await steps.acquireTurn(key, holder, ms))) return undefined;
      return {
        renew: (extension) => steps.renewTurn(key, holder, extension),
        release: () => steps.releaseTurn(key, holder),
      };
    },
  };
}
