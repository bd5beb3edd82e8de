import type { PushSteps } from '../../src/stores/leased-push-store.ts';
import type { TokenSteps } from '../../src/stores/leased-token-store.ts';

interface Lease {
  readonly holder: string;
  readonly until: number;
}

const isFree = (lease: Lease | undefined, holder: string): boolean =>
  lease === undefined || lease.holder === holder || lease.until <= performance.now();
const leaseOf = (holder: string, ms: number): Lease => ({ holder, until: performance.now() + ms });

/** The steps of a token store over a map, as a database does them. */
export function memoryTokenSteps(): TokenSteps {
  const entries = new Map<string, { json: string; fence: number }>();
  const locks = new Map<string, Lease>();
  const counters = new Map<string, number>();
  const fenceOf = (key: string): number => entries.get(key)?.fence ?? 0;
  return {
    read: async (key) => entries.get(key)?.json,
    write: async (key, json, fence = fenceOf(key)) => void (fence >= fenceOf(key) && entries.set(key, { json, fence })),
    remove: async (key, fence = fenceOf(key)) => void (fence >= fenceOf(key) && entries.delete(key)),
    async acquire(key, holder, ms) {
      if (!isFree(locks.get(key), holder)) return undefined;
      locks.set(key, leaseOf(holder, ms));
      counters.set(key, (counters.get(key) ?? 0) + 1);
      return counters.get(key)!;
    },
    async renew(key, holder, _fence, ms) {
      if (locks.get(key)?.holder !== holder) return false;
      locks.set(key, leaseOf(holder, ms));
      return true;
    },
    release: async (key, holder) => void (locks.get(key)?.holder === holder && locks.delete(key)),
  };
}

/** The steps of a push store over maps, as a database does them. */
export function memoryPushSteps(): PushSteps {
  const claims = new Map<string, Lease>();
  const turns = new Map<string, Lease>();
  const COMPLETED = 'completed';
  async function extend(leases: Map<string, Lease>, key: string, holder: string, ms: number, next = holder) {
    if (!isFree(leases.get(key), holder)) return false;
    leases.set(key, leaseOf(next, ms));
    return true;
  }
  return {
    async claim(eventId, claim, ms) {
      if (await extend(claims, eventId, claim, ms)) return 'claimed';
      return claims.get(eventId)!.holder === COMPLETED ? 'completed' : 'in-progress';
    },
    renew: async (eventId, claim, ms) => void (await extend(claims, eventId, claim, ms)),
    complete: async (eventId, claim, ms) => void (await extend(claims, eventId, claim, ms, COMPLETED)),
    release: async (eventId, claim) => void (claims.get(eventId)?.holder === claim && claims.delete(eventId)),
    acquireTurn: (key, holder, ms) => extend(turns, key, holder, ms),
    renewTurn: async (key, holder, ms) => turns.get(key)?.holder === holder && extend(turns, key, holder, ms),
    releaseTurn: async (key, holder) => void (turns.get(key)?.holder === holder && turns.delete(key)),
  };
}
