import type { PrepaidSale } from '@secuconnect/api';
import { isoTime } from '../engine/clock.ts';
import type { Engine } from '../engine/engine.ts';
import { germanAmount } from '../receipts/lines.ts';

const FIRST_SERIAL = 9_900_000_001;
const FIRST_DELIVERY = 118;
/** How many years a code can be redeemed. */
const YEARS = 3;

/** What the provider delivers: a code to print, or the activation of a card. The receipts are plain text, and German. */
export function deliver({ ids, clock }: Pick<Engine, 'ids' | 'clock'>, sale: PrepaidSale): Partial<PrepaidSale> {
  const number = ids.number('prepaid deliveries', 0);
  const serial = String(FIRST_SERIAL + number);
  const today = isoTime(clock.now()).slice(0, 10);
  const year = Number(today.slice(0, 4));
  const brand = sale.itemgroup?.description ?? sale.description ?? '';
  const price = germanAmount(sale.amount ?? 0, sale.currency ?? 'EUR');
  const delivered = {
    serial,
    provider_delivery_number: `D-${year}-${String(FIRST_DELIVERY + number).padStart(6, '0')}`,
    receipt_dealer: `${brand} ${price}\nSeriennummer: ${serial}`,
  };
  if (sale.item?.type === 'POS') {
    const last = String(42 + number)
      .padStart(4, '0')
      .slice(-4);
    return {
      ...delivered,
      cardnumber: '*'.repeat(16) + last,
      receipt_customer: `${brand}\nKarte ****${last} aktiviert: ${price}`,
      receipt_zvt: `${brand} ${price} aktiviert`,
    };
  }
  const code = `DEMO-${String(number + 1)
    .padStart(12, '0')
    .replaceAll(/\d{4}(?=\d)/g, '$&-')}`;
  return {
    ...delivered,
    code,
    expire_date: `${year + YEARS}${today.slice(4).replace('-02-29', '-02-28')}`,
    receipt_customer: `${brand}\nGutschein ${price}\nCode: ${code}`,
    receipt_zvt: `${brand} ${price}\nCode: ${code}`,
  };
}
