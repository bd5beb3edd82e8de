import type {
  LoyaltyMerchantCardTransactionInput,
  LoyaltyMerchantCardWithReceipt,
  ReceiptLine,
} from '@secuconnect/api';
import type { Engine } from '../engine/engine.ts';
import { invalid, notPossible } from '../engine/exception.ts';
import { germanAmount, nameValue } from '../receipts/lines.ts';
import { book, cancelBooking, lastBooking, paying, type Change, type Origin } from './bookings.ts';
import { amountLine, bonusLine, bookingReceipt, pointsLine, receiptHeader } from './card-receipts.ts';
import { assertUsable, loadCard, type MerchantCard } from './merchant-cards.ts';

/** What a reported purchase earns, in percent, unless the call says how much. */
const BONUS_PERCENT = 1;

type Input = LoyaltyMerchantCardTransactionInput;

/** What an action books. */
interface Action {
  /** In German. */
  readonly description: string;
  /** What the answer calls its amount. */
  readonly amount: number;
  readonly change: Change;
  readonly lines: readonly ReceiptLine[];
  /** A reward that is booked beside it, in minor units. */
  readonly reward?: number;
}

/** @param other Whose credit it comes from, or goes to. */
type Plan = (input: Input, card: MerchantCard, other: MerchantCard | undefined) => Action;

const ACTIONS = new Map<string | undefined, Plan>([
  [
    'charge',
    (input, _card, other) => {
      const amount = other ? covered(other.balance, input) : positive(input.amount, 'amount');
      const reward = input.bonus_amount ?? 0;
      return {
        description: 'Aufladung',
        amount,
        change: other ? opposite(paying(other, amount)) : { cash: amount },
        lines: [amountLine(amount), ...(reward > 0 ? [bonusLine(reward)] : [])],
        reward,
      };
    },
  ],
  [
    'discharge',
    (input, card) => {
      const amount = covered(card.balance, input);
      return { description: 'Einlösung', amount, change: paying(card, amount), lines: [amountLine(amount)] };
    },
  ],
  [
    'sale_revenue',
    (input, _card, other) => {
      assertAlone(input, other);
      const amount = positive(input.amount, 'amount');
      const bonus = input.bonus_amount ?? Math.floor((amount * BONUS_PERCENT) / 100);
      const lines = [nameValue('Umsatz', germanAmount(amount)), bonusLine(bonus)];
      return { description: 'Umsatzbonus', amount, change: { bonus }, lines };
    },
  ],
  [
    'immediate_bonus',
    (input, _card, other) => {
      assertAlone(input, other);
      const bonus = positive(input.bonus_amount ?? input.amount, 'bonus_amount');
      return { description: 'Sofortbonus', amount: bonus, change: { bonus }, lines: [bonusLine(bonus)] };
    },
  ],
  [
    'charge_points',
    (input, _card, other) => {
      const points = other ? covered(other.points, input) : positive(input.amount, 'amount');
      return { description: 'Punktegutschrift', amount: points, change: { points }, lines: [pointsLine(points)] };
    },
  ],
  [
    'discharge_points',
    (input, card) => {
      const points = covered(card.points, input);
      return {
        description: 'Punkteeinlösung',
        amount: points,
        change: { points: -points },
        lines: [pointsLine(points)],
      };
    },
  ],
]);

/**
 * Books an action on a card.
 *
 * @param other The other side of the booking, if it is another card: what one gets, the other one gives.
 * @throws ApiException for a card that is locked or has too little credit, and for an action that is not known.
 */
export function bookAction(
  engine: Engine,
  card: MerchantCard,
  input: Input,
  other?: MerchantCard,
): LoyaltyMerchantCardWithReceipt {
  for (const one of other ? [card, other] : [card]) assertUsable(engine, one);
  const { action, bonus_amount = 0, tid, store, additional_data } = input;
  if (bonus_amount < 0) throw invalid('bonus_amount must not be negative');
  const origin = { tid, store, additional_data };
  if (action === 'cancel_last') return cancelLast(engine, card, origin);
  const plan = ACTIONS.get(action);
  if (!plan) throw invalid(`There is no action ${action}`);
  const { description, amount, change, lines, reward = 0 } = plan(input, card, other);
  const { transaction } = book(engine, card.id, { ...change, description, lines, origin });
  const part = { origin, partOf: transaction };
  if (reward > 0) book(engine, card.id, { bonus: reward, description: 'Bonus', ...part });
  if (other) book(engine, other.id, { ...opposite(change), description: 'Umbuchung', ...part });
  const after = loadCard(engine, card.id);
  return {
    ...after,
    trans_id: transaction.trans_id,
    amount,
    receipt_header: receiptHeader(engine, after),
    receipt: bookingReceipt(description, after, lines),
  };
}

function cancelLast(engine: Engine, card: MerchantCard, origin: Origin): LoyaltyMerchantCardWithReceipt {
  const last = lastBooking(engine, card.id);
  if (last === undefined) throw notPossible(`The card ${card.id} has no booking to cancel`);
  const cancelled = cancelBooking(engine, last, origin).filter(({ card: { id } }) => id === card.id);
  const { transaction } = cancelled.at(-1)!;
  const after = loadCard(engine, card.id);
  return {
    ...after,
    trans_id: transaction.trans_id,
    amount: transaction.amount,
    receipt_header: receiptHeader(engine, after),
    receipt: transaction.receipt as ReceiptLine[],
  };
}

const opposite = ({ cash = 0, bonus = 0, points = 0 }: Change): Change => ({
  cash: -cash,
  bonus: -bonus,
  points: -points,
});

function positive(amount: number | undefined, name: string): number {
  if (amount === undefined || amount <= 0) throw invalid(`${name} must be more than 0`);
  return amount;
}

/** What is booked of an amount: all of it, or as much as there is if the caller allows that. */
function covered(credit: number, { amount, amount_split_allowed }: Input): number {
  const wanted = positive(amount, 'amount');
  if (wanted <= credit) return wanted;
  const isSplit = ['true', '1'].includes(amount_split_allowed ?? '');
  if (!isSplit || credit === 0) throw notPossible(`The credit of ${credit} does not cover ${wanted}`);
  return credit;
}

function assertAlone({ action }: Input, other: MerchantCard | undefined): void {
  if (other) throw invalid(`${action} is about one card`);
}
