import type { ReceiptLine, SmartTransaction } from '@secuconnect/api';

/** `19,95 EUR`: receipts are German. */
export const germanAmount = (amount: number, currency = 'EUR'): string =>
  `${(amount / 100).toFixed(2).replace('.', ',')} ${currency}`;

export const textLine = (text: string, ...decoration: string[]): ReceiptLine =>
  ({ type: 'textline', value: { text, decoration } }) as ReceiptLine;

export const nameValue = (name: string, value: string, ...decoration: string[]): ReceiptLine =>
  ({ type: 'name-value', value: { name, value, decoration } }) as ReceiptLine;

export const space: ReceiptLine = { type: 'space' } as ReceiptLine;

export const separator = (caption?: string): ReceiptLine =>
  ({ type: 'separator', value: caption === undefined ? {} : { caption } }) as ReceiptLine;

/** The receipt of a sale at a till. */
export function saleReceipt(smart: SmartTransaction, paidWith: string, number: number): ReceiptLine[] {
  const { sum = 0, currency } = smart.basket_info ?? {};
  const products = smart.basket?.products ?? [];
  return [
    textLine('Kassenbeleg', 'important', 'align-center'),
    nameValue('Beleg', String(number)),
    separator(),
    ...products.map(({ desc, quantity, priceOne }) =>
      nameValue(
        `${quantity ?? 1} x ${desc ?? 'Artikel'}`,
        germanAmount((quantity ?? 1) * (priceOne ?? 0), currency ?? 'EUR'),
      ),
    ),
    separator(),
    nameValue('Summe', germanAmount(sum ?? 0, currency ?? 'EUR'), 'important'),
    nameValue('Bezahlt mit', paidWith),
    space,
    textLine('Vielen Dank', 'align-center'),
  ];
}
