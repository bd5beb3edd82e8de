import type { ReceiptLine, SmartTransaction, SmartTransactionPreTransaction } from '@secuconnect/api';
import type { Call } from '../call/call.ts';
import type { Reference } from '../call/objects.ts';

/** What the cards of a sale pay, before anything is booked. */
export function workOutCards(_call: Call, smart: SmartTransaction): SmartTransactionPreTransaction {
  return { missing_sum: smart.basket_info?.sum ?? 0, bonus_products: [] };
}

/** Books what the cards of a sale pay. */
export function bookCards(
  _call: Call,
  _smart: SmartTransaction,
): { transactions: Reference[]; receipt: ReceiptLine[] } {
  return { transactions: [], receipt: [] };
}

/** Gives back what {@link bookCards} has booked. */
export function unbookCards(_call: Call, _smart: SmartTransaction): void {}
