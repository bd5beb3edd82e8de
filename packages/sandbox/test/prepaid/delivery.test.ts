import { expect, test } from 'vitest';
import { deliver } from '../../src/prepaid/delivery.ts';
import { engineParts } from '../engine/engine-fixture.ts';

const SALE = {
  object: 'prepaid.sales',
  id: 'OBJ_1',
  amount: 2500,
  currency: 'EUR',
  itemgroup: { object: 'prepaid.itemgroups', id: 'OBJ_2', description: 'Example Music' },
};
const of = (type: string) => ({ ...SALE, item: { object: 'prepaid.items', id: 'PIT_1', type } });

test('a code is worth nothing, differs from the next one, and is on the receipts of the buyer only', () => {
  const engine = engineParts({ seed: 1 });
  const first = deliver(engine, of('PP'));
  expect(first).toEqual({
    serial: '9900000001',
    provider_delivery_number: 'D-2026-000118',
    code: 'DEMO-0000-0000-0001',
    expire_date: '2029-01-01',
    receipt_customer: 'Example Music\nGutschein 25,00 EUR\nCode: DEMO-0000-0000-0001',
    receipt_zvt: 'Example Music 25,00 EUR\nCode: DEMO-0000-0000-0001',
    receipt_dealer: 'Example Music 25,00 EUR\nSeriennummer: 9900000001',
  });
  expect(deliver(engine, of('PP'))).toMatchObject({ code: 'DEMO-0000-0000-0002', serial: '9900000002' });
});

test('an activated card has a masked number, and no code', () => {
  expect(deliver(engineParts({ seed: 1 }), of('POS'))).toEqual({
    serial: '9900000001',
    provider_delivery_number: 'D-2026-000118',
    cardnumber: '****************0042',
    receipt_customer: 'Example Music\nKarte ****0042 aktiviert: 25,00 EUR',
    receipt_zvt: 'Example Music 25,00 EUR aktiviert',
    receipt_dealer: 'Example Music 25,00 EUR\nSeriennummer: 9900000001',
  });
});

test('a code that is sold on a leap day expires on a day that exists', () => {
  const engine = engineParts({ now: Date.UTC(2028, 1, 29, 12) });
  expect(deliver(engine, of('PP')).expire_date).toBe('2031-02-28');
});
