import type { ReceiptLine } from '@secuconnect/api';
import type { OpenSandbox } from './open-sandbox.ts';

/** The card of the documentation: it has a bonus of 53, and the codes of the examples. */
export const DOCUMENTED = { id: 'MCD_9K2MXR7PW4N1Q6T8V3Y5Z0B7D2F4H6', number: '9276004424242420' } as const;
export const MERCHANT = 'MRC_5P1RXK7MW2N8Q4T6V9Y3Z0C5E7G2J';
export const GROUP = 'CRG_7W2PXK5NR8M4Q1T6V9Y3Z0D2F5H8J1';

/** A new card, with credit if wanted. */
export async function newCard({ secuconnect }: Pick<OpenSandbox, 'secuconnect'>, amount = 0, bonus_amount = 0) {
  const { merchantCards } = secuconnect.loyalty;
  const [card] = await merchantCards.createMerchantCards(MERCHANT, GROUP, { cards_amount: 1 });
  const { id, csc } = card!;
  if (amount > 0) await merchantCards.transaction(id, { action: 'charge', amount, bonus_amount });
  return { id, csc: csc!, number: card!.card!.cardnumber! };
}

/** What a card has: money, rewards, and both. */
export async function creditOf({ secuconnect }: OpenSandbox, id: string): Promise<number[]> {
  const { cash_balance, bonus_balance, balance } = await secuconnect.loyalty.merchantCards.get(id);
  return [cash_balance!, bonus_balance!, balance!];
}

/** What is on the lines of a receipt. */
export const valuesOf = (receipt: readonly ReceiptLine[] | null | undefined): unknown[] =>
  (receipt ?? []).map((line) => ('value' in line ? line.value : null));
