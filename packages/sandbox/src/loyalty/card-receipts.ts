import type { ReceiptLine } from '@secuconnect/api';
import type { Engine } from '../engine/engine.ts';
import { merchantName } from '../parties/merchant-names.ts';
import { germanAmount, nameValue, separator, space, textLine } from '../receipts/lines.ts';
import type { MerchantCard } from './merchant-cards.ts';

/** `9276********2420` */
export const maskNumber = (number: string): string =>
  number.slice(0, 4) + '*'.repeat(Math.max(0, number.length - 8)) + number.slice(-4);

/** The name of the merchant, above each receipt. */
export const receiptHeader = (engine: Pick<Engine, 'store'>, { merchant }: MerchantCard): ReceiptLine[] => [
  textLine(merchantName(engine, merchant.id), 'important', 'align-center'),
  space,
];

export const balanceReceipt = (card: MerchantCard): ReceiptLine[] => [
  separator('Kontostand'),
  nameValue('Kartennummer', maskNumber(card.card.cardnumber)),
  nameValue('Guthaben', germanAmount(card.cash_balance)),
  nameValue('Bonus', germanAmount(card.bonus_balance)),
  ...(card.points > 0 ? [nameValue('Punkte', String(card.points))] : []),
  nameValue('Gesamt', germanAmount(card.balance), 'important'),
];

/** The receipt of a booking, with the credit after it. */
export const bookingReceipt = (caption: string, card: MerchantCard, lines: readonly ReceiptLine[]): ReceiptLine[] => [
  separator(caption),
  nameValue('Kartennummer', maskNumber(card.card.cardnumber)),
  ...lines,
  nameValue('Neues Guthaben', germanAmount(card.balance), 'important'),
];

export const amountLine = (amount: number): ReceiptLine => nameValue('Betrag', germanAmount(Math.abs(amount)));
export const bonusLine = (amount: number): ReceiptLine => nameValue('Bonus', germanAmount(Math.abs(amount)));
export const pointsLine = (points: number): ReceiptLine => nameValue('Punkte', String(Math.abs(points)));
