import type { LoyaltyMerchantCardLockInput, LoyaltyMerchantCardLockReason } from '@secuconnect/api';
import type { Engine } from '../engine/engine.ts';
import { invalid, notPossible } from '../engine/exception.ts';
import { isCsc, keepSecrets, secretsOf } from './card-secrets.ts';
import { putCard, type MerchantCard } from './merchant-cards.ts';

/** Why a card can be locked; the texts are German on the platform too. */
export const LOCK_REASONS: readonly LoyaltyMerchantCardLockReason[] = [
  { id: 1, desc: 'Verlust' },
  { id: 2, desc: 'Defekt' },
  { id: 3, desc: 'Forderungen' },
  { id: 6, desc: 'Abgelaufen' },
  { id: 8, desc: 'Nicht aktiviert' },
];

/** @throws ApiException for a card that is locked already, an unknown reason, or a wrong code. */
export function lockCard(
  engine: Pick<Engine, 'store'>,
  card: MerchantCard,
  { reason, note, csc }: LoyaltyMerchantCardLockInput,
): MerchantCard {
  if (card.lock_status === 'locked') throw notPossible(`The card ${card.id} is locked already`);
  if (reason !== undefined && !LOCK_REASONS.some(({ id }) => id === reason))
    throw invalid(`${reason} is no reason to lock a card`);
  assertCsc(engine, card, csc);
  keepSecrets(engine, { ...secretsOf(engine, card), lock: { reason: reason ?? null, note: note ?? null } });
  return putCard(engine, { ...card, lock_status: 'locked' });
}

/** @throws ApiException for a card that is not locked, or a wrong code. */
export function unlockCard(
  engine: Pick<Engine, 'store'>,
  card: MerchantCard,
  { csc }: LoyaltyMerchantCardLockInput,
): MerchantCard {
  if (card.lock_status !== 'locked') throw notPossible(`The card ${card.id} is not locked`);
  assertCsc(engine, card, csc);
  const { lock: _lock, ...secrets } = secretsOf(engine, card);
  keepSecrets(engine, { ...secrets, wrongTries: 0 });
  return putCard(engine, { ...card, lock_status: 'unlocked' });
}

export function lockOf(engine: Pick<Engine, 'store'>, card: MerchantCard) {
  const { reason = null, note = null } = secretsOf(engine, card).lock ?? {};
  return { lock_status: card.lock_status ?? 'unlocked', reason, note };
}

/** The code proves that the card is at hand. A caller may leave it out. */
function assertCsc(engine: Pick<Engine, 'store'>, card: MerchantCard, csc: string | undefined): void {
  if (csc !== undefined && !isCsc(secretsOf(engine, card), csc)) throw invalid('The security code is wrong');
}
