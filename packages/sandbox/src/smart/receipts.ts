import type { ReceiptLine, SmartTransaction } from '@secuconnect/api';
import { germanAmount, nameValue, separator, space, textLine } from '../receipts/lines.ts';

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
