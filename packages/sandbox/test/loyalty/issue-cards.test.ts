import { expect, test } from 'vitest';
import { openSandbox } from '../support/open-sandbox.ts';
import { GROUP, MERCHANT } from '../support/loyalty.ts';

test('anonymous cards are in stock, have no credit, and show their security code only once', async () => {
  const { secuconnect } = openSandbox();
  const { merchantCards } = secuconnect.loyalty;
  const cards = await merchantCards.createMerchantCards(MERCHANT, GROUP, { cards_amount: 3 });
  expect(new Set(cards.map(({ card }) => card!.cardnumber)).size).toBe(3);
  for (const { id, csc, ...card } of cards) {
    expect(csc).toMatch(/^\d{4}$/);
    expect(card).toMatchObject({ balance: 0, points: 0, stock_status: 'stored', lock_status: 'unlocked', passcode: 0 });
    expect(await merchantCards.get(id)).toEqual({ id, ...card });
    expect(await secuconnect.loyalty.cards.get(card.card!.id)).toEqual(card.card);
  }
});

test('numbers of cards end with the check digit of Luhn', async () => {
  const { secuconnect } = openSandbox();
  const [made] = await secuconnect.loyalty.merchantCards.createMerchantCards(MERCHANT, GROUP, {});
  const digits = [...made!.card!.cardnumber!].reverse().map(Number);
  const sum = digits.reduce(
    (total, digit, index) => total + (index % 2 ? [0, 2, 4, 6, 8, 1, 3, 5, 7, 9][digit]! : digit),
    0,
  );
  expect([digits.length, sum % 10]).toEqual([16, 0]);
});

test('a card with a customer is in use, and asks for a passcode', async () => {
  const { secuconnect } = openSandbox();
  const customer = { merchant_contact: { forename: 'Max', surname: 'Muster' }, customernumber: 'C-1' };
  const [card] = await secuconnect.loyalty.merchantCards.createMerchantCards(MERCHANT, GROUP, { customer });
  expect(card).toMatchObject({
    stock_status: 'active',
    passcode: 1,
    customer: { customernumber: 'C-1', contact: { name: 'Max Muster' }, merchant: { id: MERCHANT } },
    csc: expect.stringMatching(/^\d{4}$/),
  });
  expect(await secuconnect.loyalty.customers.get(card!.customer!.id)).toEqual(card!.customer);
});

test('several cards cannot have one customer', async () => {
  const { secuconnect } = openSandbox();
  const body = { cards_amount: 2, customer: { customernumber: 'C-1' } };
  const error = await secuconnect.loyalty.merchantCards
    .createMerchantCards(MERCHANT, GROUP, body)
    .catch((e: unknown) => e);
  expect(error).toMatchObject({ error: 'ProductFormatException' });
});

test('an unknown group, and one of another merchant, is not found', async () => {
  const { secuconnect } = openSandbox();
  const { merchantCards } = secuconnect.loyalty;
  for (const [merchant, group] of [
    [MERCHANT, 'CRG_UNKNOWN'],
    ['MRC_OTHER', GROUP],
  ] as const)
    expect(await merchantCards.createMerchantCards(merchant, group, {}).catch((e: unknown) => e)).toMatchObject({
      status: 404,
    });
});
