import { expect, test } from 'vitest';
import { maskNumber } from '../../src/loyalty/card-receipts.ts';
import { openSandbox } from '../support/open-sandbox.ts';
import { DOCUMENTED, valuesOf } from '../support/loyalty.ts';

test('a number shows its first and its last four digits', () => {
  expect(maskNumber('9276004424242420')).toBe('9276********2420');
});

test('the receipt of a balance has the credit and the points of the card', async () => {
  const { merchantCards } = openSandbox().secuconnect.loyalty;
  await merchantCards.transaction(DOCUMENTED.id, { action: 'charge', amount: 2000 });
  await merchantCards.transaction(DOCUMENTED.id, { action: 'charge_points', amount: 7 });
  const receipt = await merchantCards.getCardBalanceReceipt('me', { cardnumber: DOCUMENTED.number });
  expect(receipt).toMatchObject({ valid: true, balance: 2053, cash_balance: 2000, bonus_balance: 53, points: 7 });
  expect(valuesOf(receipt.receipt)).toEqual([
    { caption: 'Kontostand' },
    { name: 'Kartennummer', value: '9276********2420', decoration: [] },
    { name: 'Guthaben', value: '20,00 EUR', decoration: [] },
    { name: 'Bonus', value: '0,53 EUR', decoration: [] },
    { name: 'Punkte', value: '7', decoration: [] },
    { name: 'Gesamt', value: '20,53 EUR', decoration: ['important'] },
  ]);
});
