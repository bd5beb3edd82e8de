import type { LoyaltyCardGroupSummary, LoyaltyMerchantCardWithCsc } from '@secuconnect/api';
import { create, reference, type Reference } from '../call/objects.ts';
import type { Engine } from '../engine/engine.ts';
import { keepSecrets } from './card-secrets.ts';
import { CARDS, MERCHANT_CARDS, type MerchantCard } from './merchant-cards.ts';

/** The number of the first new card, without its check digit: the numbers of the documented examples are before it. */
const FIRST_NUMBER = 927600442424245;

export type IssuedCard = MerchantCard & Pick<LoyaltyMerchantCardWithCsc, 'csc'>;

/** Issues an anonymous card without credit. Only this answer has its security code. */
export function issueCard(engine: Engine, group: LoyaltyCardGroupSummary & Reference, merchant: Reference): IssuedCard {
  const cardnumber = withCheckDigit(String(engine.ids.number('loyalty cards', FIRST_NUMBER)));
  const card = create(engine, CARDS, 'CRD_', { cardnumber });
  const [store] = engine.store.all<Reference>('general.stores');
  const issued = {
    object: MERCHANT_CARDS,
    id: engine.ids.id('MCD_'),
    card,
    merchant,
    created_for_merchant: merchant,
    ...(store && { created_for_store: reference(store.object, store.id) }),
    cardgroup: summaryOf(group),
    is_base_card: true,
    points: 0,
    cash_balance: 0,
    bonus_balance: 0,
    balance: 0,
    last_usage: null,
    last_charge: null,
    stock_status: 'stored',
    lock_status: 'unlocked',
    passcode: 0,
    expiry_date: null,
  } satisfies MerchantCard;
  const csc = String(Math.floor(engine.ids.fraction() * 10_000)).padStart(4, '0');
  engine.store.put(MERCHANT_CARDS, issued);
  keepSecrets(engine, { id: issued.id, csc, wrongTries: 0 });
  return { ...issued, csc };
}

/** What a card shows of its group. */
export const summaryOf = ({ object, id, display_name }: LoyaltyCardGroupSummary & Reference) => ({
  object,
  id,
  display_name: display_name ?? null,
});

/** Appends a check digit, as cards have it (Luhn). */
function withCheckDigit(digits: string): string {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}
