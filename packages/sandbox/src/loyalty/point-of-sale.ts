import type { LoyaltyCardGroup, ReceiptLine, SmartTransaction, SmartTransactionPreTransaction } from '@secuconnect/api';
import type { Call } from '../call/call.ts';
import type { Engine } from '../engine/engine.ts';
import { load, reference, type Reference } from '../call/objects.ts';
import { notPossible } from '../engine/exception.ts';
import { book, cancelBooking, isCancelled, LOYALTY_TRANSACTIONS, paying, type Booked } from './bookings.ts';
import { giftCardArticles } from './gift-cards.ts';
import { issueCard } from './issue-cards.ts';
import { CARD_GROUPS, cardByNumber, loadCard, obstacleOf, putCard, type MerchantCard } from './merchant-cards.ts';

/** Description of the booking that comes with a new card. */
const ISSUE = 'Kartenausgabe';

/** What a card pays, in minor units. */
interface Share {
  readonly card: MerchantCard;
  readonly cash: number;
  readonly bonus: number;
}

/**
 * What the cards of a sale pay, before anything is booked: rewards as lines of the basket, and money without a word.
 * Cards that are unknown, locked or expired pay nothing.
 *
 * @throws ApiException when a gift card article cannot be booked.
 */
export function workOutCards(call: Call, smart: SmartTransaction): SmartTransactionPreTransaction {
  const shares = sharesOf(call, smart);
  const products = smart.basket?.products ?? [];
  const lastLine = Math.max(0, ...products.map(({ id }, index) => id ?? index + 1));
  const tax = products[0]?.tax ?? null;
  return {
    missing_sum: (smart.basket_info?.sum ?? 0) - shares.reduce((sum, { cash, bonus }) => sum + cash + bonus, 0),
    bonus_products: shares
      .filter(({ bonus }) => bonus > 0)
      .map(({ bonus }, index) => ({
        id: lastLine + index + 1,
        desc: 'Bonus',
        quantity: 1,
        priceOne: -bonus,
        tax,
        articleNumber: null,
        ean: null,
      })),
  };
}

/** Credit does not buy credit: what an article loads is paid in another way. */
function sharesOf(call: Call, smart: SmartTransaction): Share[] {
  const cards = usableCards(call, smart);
  const { loaded, taken } = giftCardArticles(smart);
  const isIssuing = smart.idents?.some(({ type }) => type === 'create_card') ?? false;
  if (loaded > 0 && cards.length === 0 && !isIssuing) throw notPossible(`${smart.id} has no card to load`);
  if (taken > (cards[0]?.balance ?? 0)) throw notPossible(`${smart.id} has no card with a credit of ${taken}`);
  let rest = Math.max(0, (smart.basket_info?.sum ?? 0) - loaded);
  return cards.map((card, index) => {
    const left = index === 0 ? without(card, taken) : card;
    const paid = paying(left, Math.min(rest, left.balance));
    rest += paid.cash + paid.bonus;
    return { card, cash: 0 - paid.cash, bonus: 0 - paid.bonus };
  });
}

function without(card: MerchantCard, amount: number): MerchantCard {
  const { cash, bonus } = paying(card, amount);
  return {
    ...card,
    cash_balance: card.cash_balance + cash,
    bonus_balance: card.bonus_balance + bonus,
    balance: card.balance - amount,
  };
}

/** Each card once, in the order of the idents. */
function usableCards(call: Call, { idents = [] }: SmartTransaction): MerchantCard[] {
  const numbers = new Set(idents.filter(({ type }) => type !== 'create_card').map(({ value }) => value ?? ''));
  return [...numbers].flatMap((number) => {
    const card = cardByNumber(call, number);
    return card && obstacleOf(call, card) === undefined ? [card] : [];
  });
}

/**
 * Books what the cards of a sale pay, issues new cards, and books gift card articles on the first card.
 *
 * @throws ApiException when a gift card article cannot be booked.
 */
export function bookCards(call: Call, smart: SmartTransaction): { transactions: Reference[]; receipt: ReceiptLine[] } {
  const shares = sharesOf(call, smart);
  const { loaded, taken } = giftCardArticles(smart);
  const issued = (smart.idents ?? [])
    .filter(({ type }) => type === 'create_card')
    .map(({ value }) => issue(call, value));
  const articleCard = shares[0]?.card ?? issued[0]?.card;
  const booked = [...issued];
  if (articleCard && taken > 0)
    booked.push(book(call, articleCard.id, { ...paying(articleCard, taken), description: 'Einlösung' }));
  for (const { card, cash, bonus } of shares)
    if (cash + bonus > 0) booked.push(book(call, card.id, { cash: -cash, bonus: -bonus, description: 'Einlösung' }));
  if (articleCard && loaded > 0) booked.push(book(call, articleCard.id, { cash: loaded, description: 'Aufladung' }));
  return {
    transactions: booked.map(({ transaction: { object, id } }) => reference(object, id)),
    receipt: booked.flatMap(({ transaction }) => transaction.receipt as ReceiptLine[]),
  };
}

/** A card that is handed out with the sale; its booking of nothing tells which one. */
function issue(call: Call, group: string | null | undefined): Booked {
  const known = load<LoyaltyCardGroup>(call, CARD_GROUPS, group ?? '');
  const { csc: _csc, ...card } = issueCard(call, known, reference('general.merchants', known.merchant!.id));
  return book(call, card.id, { description: ISSUE });
}

/**
 * Gives back what {@link bookCards} has booked, and puts the cards that were issued out of use. What was cancelled at another place stays so.
 *
 * @throws ApiException when credit that was loaded is spent.
 */
export function unbookCards(engine: Engine, smart: SmartTransaction): void {
  const booked = (smart.transactions ?? []).filter(({ object }) => object === LOYALTY_TRANSACTIONS);
  for (const { id } of [...booked].reverse()) {
    if (isCancelled(engine, id)) continue;
    const cancelled = cancelBooking(engine, id);
    for (const { card, transaction } of cancelled)
      if (transaction.description === `Storno ${ISSUE}`)
        putCard(engine, { ...loadCard(engine, card.id), stock_status: 'inactive' });
  }
}
