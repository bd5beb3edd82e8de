import type { LoyaltyCardGroup, LoyaltyTransaction, ReceiptLine } from '@secuconnect/api';
import { load, reference } from '../call/objects.ts';
import { isoTime } from '../engine/clock.ts';
import type { Engine } from '../engine/engine.ts';
import { notPossible } from '../engine/exception.ts';
import { nextNumber } from '../payments/open-payment.ts';
import type { Stored } from '../store/store.ts';
import { amountLine, bonusLine, bookingReceipt, pointsLine } from './card-receipts.ts';
import { CARD_GROUPS, loadCard, putCard, type MerchantCard } from './merchant-cards.ts';

export const LOYALTY_TRANSACTIONS = 'loyalty.transactions';
const RECORDS = '_loyalty-bookings';

/** What a booking changes: negative values take. */
export interface Change {
  /** Money paid in, in minor units. */
  readonly cash?: number;
  /** Rewards, in minor units. */
  readonly bonus?: number;
  readonly points?: number;
}

export interface NewBooking extends Change {
  /** In German, such as `Aufladung`. */
  readonly description: string;
  /** Lines of the receipt; by default, what is booked. */
  readonly lines?: readonly ReceiptLine[];
  /** The booking that this one is a part of: they are cancelled together. */
  readonly partOf?: LoyaltyTransaction;
  readonly origin?: Origin;
}

/** Where a booking comes from. */
export interface Origin {
  readonly tid?: string | undefined;
  readonly store?: string | undefined;
  readonly additional_data?: Record<string, unknown> | undefined;
}

/** What the sandbox knows of a booking beside what the API shows. */
interface BookingRecord extends Stored, Required<Change> {
  readonly card: string;
  /** Whether it was cancelled, or cancels another one. */
  readonly isOver: boolean;
  readonly partOf?: string;
}

export interface Booked {
  readonly card: MerchantCard;
  readonly transaction: LoyaltyTransaction;
}

/**
 * Books on a card. The amounts of all bookings on a card add up to its credit.
 *
 * @throws ApiException when the card would have less than nothing, or more than its group allows.
 */
export function book(engine: Engine, cardId: string, booking: NewBooking): Booked {
  const booked = enter(engine, cardId, booking, {});
  const { card, transaction } = booked;
  const group = engine.store.get<LoyaltyCardGroup>(CARD_GROUPS, card.cardgroup?.id ?? '');
  const limit = group?.balance_limit ?? Infinity;
  // A cancellation is not limited: the holder gets back what was taken.
  if ((transaction.amount ?? 0) > 0 && card.balance > limit)
    throw notPossible(`The card ${card.id} may have a credit of at most ${limit}`);
  return booked;
}

function enter(engine: Engine, cardId: string, booking: NewBooking, shown: Partial<LoyaltyTransaction>): Booked {
  const { cash = 0, bonus = 0, points = 0, description, partOf, origin = {} } = booking;
  const now = isoTime(engine.clock.now());
  const card = changed(engine, loadCard(engine, cardId), { cash, bonus, points }, now);
  const store = origin.store ?? card.created_for_store?.id;
  const lines = booking.lines ?? [
    ...(cash !== 0 || bonus < 0 ? [amountLine(cash + bonus)] : []),
    ...(bonus > 0 && cash === 0 ? [bonusLine(bonus)] : []),
    ...(points !== 0 ? [pointsLine(points)] : []),
  ];
  const { id, object, display_name } = card.cardgroup ?? {};
  const transaction: LoyaltyTransaction = {
    object: LOYALTY_TRANSACTIONS,
    id: engine.ids.id('LTX_'),
    trans_id: nextNumber(engine),
    merchant: reference(card.merchant.object, card.merchant.id),
    ...(store !== undefined && { store: reference('general.stores', store) }),
    tid: origin.tid ?? null,
    card: { object: card.card.object, id: card.card.id, cardnumber: card.card.cardnumber },
    ...(id !== undefined && { cardgroup: { object, id, display_name } }),
    merchantcard: reference(card.object, card.id),
    currency: 'EUR',
    balance: card.balance,
    amount: cash + bonus,
    status: 'accepted',
    description,
    parents: partOf ? [link(partOf, 'part')] : [],
    children: [],
    cleared: false,
    clearing_information: [],
    created: now,
    last_change: now,
    is_cancelling: 0,
    receipt: bookingReceipt(description, card, lines),
    additional_data: origin.additional_data ?? {},
    ...shown,
  };
  engine.store.put(LOYALTY_TRANSACTIONS, transaction);
  if (partOf) addChild(engine, partOf.id, link(transaction, 'part'));
  const record: BookingRecord = {
    id: transaction.id,
    card: cardId,
    cash,
    bonus,
    points,
    isOver: shown.is_cancelling === 1,
    ...(partOf && { partOf: partOf.id }),
  };
  engine.store.put(RECORDS, record);
  return { card, transaction };
}

function changed(engine: Engine, card: MerchantCard, change: Required<Change>, now: string): MerchantCard {
  const cash_balance = card.cash_balance + change.cash;
  const bonus_balance = card.bonus_balance + change.bonus;
  const points = card.points + change.points;
  const balance = cash_balance + bonus_balance;
  if (cash_balance < 0 || bonus_balance < 0 || points < 0)
    throw notPossible(`The card ${card.id} has too little credit`);
  return putCard(engine, {
    ...card,
    cash_balance,
    bonus_balance,
    balance,
    points,
    last_usage: now,
    ...(change.cash > 0 && { last_charge: now }),
    stock_status: card.stock_status === 'stored' ? 'active' : (card.stock_status ?? 'active'),
  });
}

/**
 * Cancels a booking, and everything that is a part of it.
 *
 * @returns The cancellations, that of the booking itself at the end.
 * @throws ApiException when it was cancelled before, or its credit is spent.
 */
export function cancelBooking(engine: Engine, id: string, origin: Origin = {}): Booked[] {
  const record = load<BookingRecord>(engine, RECORDS, id);
  if (record.isOver) throw notPossible(`${id} was cancelled before`);
  const parts = [...engine.store.all<BookingRecord>(RECORDS)].filter(({ partOf }) => partOf === id);
  return [...parts, record].map((one) => reverse(engine, one, origin));
}

function reverse(engine: Engine, record: BookingRecord, origin: Origin): Booked {
  const original = load<LoyaltyTransaction>(engine, LOYALTY_TRANSACTIONS, record.id);
  engine.store.put(RECORDS, { ...record, isOver: true });
  const booking = {
    cash: -record.cash,
    bonus: -record.bonus,
    points: -record.points,
    description: `Storno ${original.description}`,
    origin,
  };
  const made = enter(engine, record.card, booking, { parents: [link(original, 'cancel')], is_cancelling: 1 });
  addChild(engine, original.id, link(made.transaction, 'cancel'));
  return made;
}

export const isCancelled = ({ store }: Pick<Engine, 'store'>, id: string): boolean =>
  store.get<BookingRecord>(RECORDS, id)?.isOver ?? true;

/** The last booking on a card that can be cancelled; of a part, the whole. */
export function lastBooking({ store }: Pick<Engine, 'store'>, card: string): string | undefined {
  const open = [...store.all<BookingRecord>(RECORDS)].filter((record) => record.card === card && !record.isOver);
  const last = open.at(-1);
  return last?.partOf ?? last?.id;
}

/** How a card pays: with rewards first, and then with money. */
export function paying(
  credit: Pick<MerchantCard, 'bonus_balance'>,
  amount: number,
): { readonly cash: number; readonly bonus: number } {
  const bonus = Math.min(credit.bonus_balance, amount);
  return { cash: bonus - amount, bonus: -bonus };
}

type Link = NonNullable<LoyaltyTransaction['parents']>[number];

const link = ({ object, id, trans_id }: LoyaltyTransaction, relation_type: string): Link => ({
  object,
  id,
  trans_id: trans_id ?? null,
  relation_type,
});

function addChild(engine: Pick<Engine, 'store' | 'clock'>, id: string, child: Link): void {
  const parent = load<LoyaltyTransaction>(engine, LOYALTY_TRANSACTIONS, id);
  engine.store.put(LOYALTY_TRANSACTIONS, {
    ...parent,
    children: [...(parent.children ?? []), child],
    last_change: isoTime(engine.clock.now()),
  });
}
