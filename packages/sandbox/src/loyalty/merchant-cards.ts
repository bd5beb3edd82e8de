import type { LoyaltyCard, LoyaltyMerchantCard } from '@secuconnect/api';
import type { Call } from '../call/call.ts';
import { load, type Reference } from '../call/objects.ts';
import { isoTime } from '../engine/clock.ts';
import type { Engine } from '../engine/engine.ts';
import { invalid, notFound, notPossible } from '../engine/exception.ts';

export const CARDS = 'loyalty.cards';
export const CARD_GROUPS = 'loyalty.cardgroups';
export const CUSTOMERS = 'loyalty.customers';
export const MERCHANT_CARDS = 'loyalty.merchantcards';

/** A card as a merchant keeps it. It has copies of what it belongs to, so that lists can search in them. Money is in minor units. */
export type MerchantCard = LoyaltyMerchantCard & {
  readonly card: LoyaltyCard & { readonly cardnumber: string };
  readonly merchant: Reference;
  readonly cash_balance: number;
  readonly bonus_balance: number;
  /** The sum of both. */
  readonly balance: number;
  readonly points: number;
};

/** @throws ApiException 404 */
export const loadCard = (engine: Pick<Engine, 'store'>, id: string): MerchantCard =>
  complete(load<MerchantCard>(engine, MERCHANT_CARDS, id));

/** A card that a test has put into the sandbox may lack some of its credit. */
function complete(card: MerchantCard): MerchantCard {
  const { bonus_balance = 0, balance = 0, points = 0 }: Partial<MerchantCard> = card;
  const { cash_balance = balance - bonus_balance }: Partial<MerchantCard> = card;
  return { ...card, cash_balance, bonus_balance, balance: cash_balance + bonus_balance, points };
}

export function putCard({ store }: Pick<Engine, 'store'>, card: MerchantCard): MerchantCard {
  store.put(MERCHANT_CARDS, card);
  return card;
}

/** @param number As it is printed on the card. */
export function cardByNumber({ store }: Pick<Engine, 'store'>, number: string): MerchantCard | undefined {
  for (const card of store.all<MerchantCard>(MERCHANT_CARDS))
    if (card.card.cardnumber === number) return complete(card);
  return undefined;
}

/**
 * The card that a call is about, for calls that ask whether there is one.
 *
 * @returns `undefined` for a number that no card has, or another one than that of the path.
 * @throws ApiException 404 for an id that no card has.
 */
export function findCard(call: Call): MerchantCard | undefined {
  const id = call.path['loyaltyMerchantCardId']!;
  const { cardnumber } = call.body as { readonly cardnumber?: string | number };
  if (id === 'me') return cardnumber === undefined ? undefined : cardByNumber(call, String(cardnumber));
  const card = loadCard(call, id);
  return cardnumber === undefined || String(cardnumber) === card.card.cardnumber ? card : undefined;
}

/**
 * The card that a call is about: by id, or by the number in the body where the id is `me`.
 *
 * @throws ApiException for no card, or when the id and the number mean different ones.
 */
export function cardOf(call: Call): MerchantCard {
  const card = findCard(call);
  if (card) return card;
  const id = call.path['loyaltyMerchantCardId']!;
  if (id === 'me') throw notFound(MERCHANT_CARDS, id);
  throw invalid(`${id} has another number than the cardnumber of the body`);
}

/** Why a card cannot be used; `undefined` if it can. */
export function obstacleOf({ clock }: Pick<Engine, 'clock'>, card: MerchantCard): string | undefined {
  if (card.lock_status === 'locked') return 'locked';
  if (card.stock_status === 'inactive') return 'inactive';
  const expiry = card.expiry_date == null ? Infinity : Date.parse(card.expiry_date);
  return expiry <= clock.now() ? 'expired' : undefined;
}

/** @throws ApiException for a card that is locked, expired or out of use. */
export function assertUsable(engine: Pick<Engine, 'clock'>, card: MerchantCard): void {
  const obstacle = obstacleOf(engine, card);
  if (obstacle !== undefined) throw notPossible(`The card ${card.id} is ${obstacle}`);
}

/** Brings the copies that merchant cards have of an object up to date. */
export function refreshCopies(
  engine: Pick<Engine, 'store'>,
  field: 'card' | 'cardgroup' | 'customer',
  object: { readonly id: string },
): void {
  for (const card of engine.store.all<MerchantCard>(MERCHANT_CARDS))
    if (card[field]?.id === object.id) putCard(engine, { ...card, [field]: object });
}

/** Gives a card to a customer, who from now on has to type its passcode. */
export function giveTo(
  engine: Pick<Engine, 'store' | 'clock'>,
  card: MerchantCard,
  customer: NonNullable<MerchantCard['customer']>,
): MerchantCard {
  return putCard(engine, {
    ...card,
    customer,
    customer_assignment_date: isoTime(engine.clock.now()),
    stock_status: 'active',
    passcode: 1,
  });
}
