import type { ReceiptLine } from '@secuconnect/api';

/** `19,95 EUR`: receipts are German. */
export const germanAmount = (amount: number, currency = 'EUR'): string =>
  `${(amount / 100).toFixed(2).replace('.', ',')} ${currency}`;

/** `02.03.2026`, of a time in ISO 8601 as it was written. */
export const germanDate = (time: string): string => time.slice(0, 10).split('-').reverse().join('.');

export const textLine = (text: string, ...decoration: string[]): ReceiptLine =>
  ({ type: 'textline', value: { text, decoration } }) as ReceiptLine;

export const nameValue = (name: string, value: string, ...decoration: string[]): ReceiptLine =>
  ({ type: 'name-value', value: { name, value, decoration } }) as ReceiptLine;

export const space: ReceiptLine = { type: 'space' } as ReceiptLine;

export const separator = (caption?: string): ReceiptLine =>
  ({ type: 'separator', value: caption === undefined ? {} : { caption } }) as ReceiptLine;
