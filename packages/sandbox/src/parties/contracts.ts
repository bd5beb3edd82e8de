import type { Engine } from '../engine/engine.ts';
import { isoTime } from '../engine/clock.ts';
import { notFound } from '../engine/exception.ts';
import { reference, type Reference } from '../call/objects.ts';
import type { Stored } from '../store/store.ts';

export const CONTRACTS = 'general.contracts';

export interface Contract extends Stored, Reference {
  readonly merchant?: Reference;
  readonly url_push?: string;
}

/** The caller's own contract: the first one. */
export function ownContract({ store }: Pick<Engine, 'store'>): Contract {
  for (const contract of store.all<Contract>(CONTRACTS)) return contract;
  throw notFound(CONTRACTS, 'me');
}

/**
 * The contract that a call is about. A contract that the sandbox does not know yet belongs to the caller's merchant from now on: programs come
 * with the ids of their own contracts, which exist only on the platform.
 */
export function adoptContract(engine: Pick<Engine, 'store' | 'clock'>, id: string | undefined): Contract {
  if (id === undefined || id === 'me') return ownContract(engine);
  const known = engine.store.get<Contract>(CONTRACTS, id);
  if (known) return known;
  if (!id.startsWith('GCR_')) throw notFound(CONTRACTS, id);
  const own = ownContract(engine);
  const adopted = {
    object: CONTRACTS,
    id,
    created: isoTime(engine.clock.now()),
    ...(own.merchant && { merchant: reference(own.merchant.object, own.merchant.id) }),
    approved: true,
  };
  engine.store.put(CONTRACTS, adopted);
  return adopted as Contract;
}
