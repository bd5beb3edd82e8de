import type { SmartTransactionInput } from '@secuconnect/api';
import { describe, expect, test } from 'vitest';
import { openSandbox, type OpenSandbox } from '../support/open-sandbox.ts';
import { creditOf, DOCUMENTED, GROUP, newCard, valuesOf } from '../support/loyalty.ts';

const COFFEE = { id: 1, desc: 'Flat white', quantity: 2, priceOne: 350, tax: 7 };
const LOAD = '4260447149502';
const UNLOAD = '4260447149533';
const failure = (call: Promise<unknown>) => call.catch((error: unknown) => error);
const cardIdent = (value: string) => ({ type: 'card', value });

async function openSale(
  { secuconnect }: OpenSandbox,
  idents: NonNullable<SmartTransactionInput['idents']>,
  products: NonNullable<NonNullable<SmartTransactionInput['basket']>['products']> = [COFFEE],
): Promise<string> {
  const sum = products.reduce((total, { quantity, priceOne }) => total + (quantity ?? 1) * (priceOne ?? 0), 0);
  const { id } = await secuconnect.smart.transactions.create({
    intent: 'sale',
    idents,
    basket: { products },
    basket_info: { sum, currency: 'EUR' },
  });
  return id;
}

test('a bonus becomes a line of the basket, and the rest is missing, as documented', async () => {
  const open = openSandbox();
  const { transactions } = open.secuconnect.smart;
  const id = await openSale(open, [cardIdent(DOCUMENTED.number)]);
  expect(await transactions.preTransaction(id)).toEqual({
    missing_sum: 647,
    bonus_products: [{ id: 2, desc: 'Bonus', quantity: 1, priceOne: -53, tax: 7, articleNumber: null, ean: null }],
  });
  expect(await transactions.get(id)).toMatchObject({ status: 'processing' });
  expect(await creditOf(open, DOCUMENTED.id)).toEqual([0, 53, 53]);
});

test('a card that covers the sale pays it, and gets its credit back on cancel', async () => {
  const open = openSandbox();
  const { smart, loyalty } = open.secuconnect;
  const card = await newCard(open, 1000, 100);
  const id = await openSale(open, [cardIdent(card.number)]);
  expect(await smart.transactions.preTransaction(id)).toMatchObject({
    missing_sum: 0,
    bonus_products: [{ priceOne: -100 }],
  });

  const paid = await smart.transactions.start(id, 'loyalty');
  expect(paid).toMatchObject({
    status: 'ok',
    payment_method: 'loyalty',
    transactions: [{ object: 'loyalty.transactions', amount: -700, balance: 400, description: 'Einlösung' }],
  });
  expect(valuesOf(paid.receipt)).toContainEqual({
    name: 'Neues Guthaben',
    value: '4,00 EUR',
    decoration: ['important'],
  });
  expect(await creditOf(open, card.id)).toEqual([400, 0, 400]);
  const [booking] = paid.transactions!;
  expect(await loyalty.transactions.get(booking!.id as never)).toEqual({ ...booking, status: 'accepted' });
  expect(await smart.transactions.get(id)).toMatchObject({ transactions: paid.transactions });
  expect((await smart.transactions.list()).data).toMatchObject([{ transactions: paid.transactions }]);

  expect(await smart.transactions.cancel(id)).toMatchObject({ status: 'cancelled' });
  expect(await creditOf(open, card.id)).toEqual([1000, 100, 1100]);
  expect(await smart.transactions.get(id)).toMatchObject({ transactions: [{ children: [{}] }] });
});

test('a bonus pays a part and cash the rest, until canceltrx gives the bonus back', async () => {
  const open = openSandbox();
  const { transactions } = open.secuconnect.smart;
  const id = await openSale(open, [cardIdent(DOCUMENTED.number)]);
  await transactions.preTransaction(id);
  const paid = await transactions.start(id, 'cash');
  expect(paid).toMatchObject({ status: 'ok', transactions: [{ amount: -53, balance: 0 }] });
  expect(await creditOf(open, DOCUMENTED.id)).toEqual([0, 0, 0]);

  await transactions.cancelTrx(String(paid.receipt_number));
  expect(await transactions.get(id)).toMatchObject({ status: 'cancelled' });
  expect(await creditOf(open, DOCUMENTED.id)).toEqual([0, 53, 53]);
  expect(await failure(transactions.cancelTrx(String(paid.receipt_number)))).toMatchObject({ status: 404 });
  expect(await creditOf(open, DOCUMENTED.id)).toEqual([0, 53, 53]);
});

test('a terminal takes only what the card leaves', async () => {
  const open = openSandbox({ settings: { terminalDelay: 0 } });
  const { transactions } = open.secuconnect.smart;
  const id = await openSale(open, [cardIdent(DOCUMENTED.number)]);
  expect(await transactions.start(id, 'cashless')).toMatchObject({
    status: 'ok',
    transactions: [
      { object: 'payment.transactions', amount: 647 },
      { object: 'loyalty.transactions', amount: -53 },
    ],
  });
});

test('a card that does not cover the sale cannot pay it alone', async () => {
  const open = openSandbox();
  const id = await openSale(open, [cardIdent(DOCUMENTED.number)]);
  expect(await failure(open.secuconnect.smart.transactions.start(id, 'loyalty'))).toMatchObject({ code: 1003 });
  expect(await creditOf(open, DOCUMENTED.id)).toEqual([0, 53, 53]);
});

test('cards pay one after the other, and each of them once', async () => {
  const open = openSandbox();
  const { transactions } = open.secuconnect.smart;
  const one = await newCard(open, 300);
  const two = await newCard(open, 300, 30);
  const id = await openSale(
    open,
    [one, one, two].map(({ number }) => cardIdent(number)),
  );
  expect(await transactions.preTransaction(id)).toMatchObject({ missing_sum: 70, bonus_products: [{ priceOne: -30 }] });
  await transactions.start(id, 'cash');
  expect([await creditOf(open, one.id), await creditOf(open, two.id)]).toEqual([
    [0, 0, 0],
    [0, 0, 0],
  ]);
});

test('cards that are locked or unknown pay nothing', async () => {
  const open = openSandbox();
  const { smart, loyalty } = open.secuconnect;
  const card = await newCard(open, 1000);
  await loyalty.merchantCards.lock(card.id, { reason: 1 });
  const id = await openSale(open, [cardIdent(card.number), cardIdent('123')]);
  expect(await smart.transactions.preTransaction(id)).toEqual({ missing_sum: 700, bonus_products: [] });
  expect(await smart.transactions.start(id, 'cash')).toMatchObject({ status: 'ok', transactions: [] });
  expect(await creditOf(open, card.id)).toEqual([1000, 0, 1000]);
});

test('a redemption that was cancelled at a terminal is not given back twice', async () => {
  const open = openSandbox();
  const { smart, loyalty } = open.secuconnect;
  const card = await newCard(open, 1000);
  const id = await openSale(open, [cardIdent(card.number)]);
  await smart.transactions.start(id, 'loyalty');
  await loyalty.merchantCards.transaction(card.id, { action: 'cancel_last' });
  await smart.transactions.cancel(id);
  expect(await creditOf(open, card.id)).toEqual([1000, 0, 1000]);
});

describe('a gift card article', () => {
  const load = { id: 1, desc: 'Gift card', ean: LOAD, quantity: 1, priceOne: 2500 };

  test('loads the card, which does not pay for it', async () => {
    const open = openSandbox();
    const { transactions } = open.secuconnect.smart;
    const card = await newCard(open, 1000);
    const id = await openSale(open, [cardIdent(card.number)], [load, COFFEE]);
    expect(await transactions.preTransaction(id)).toMatchObject({ missing_sum: 2500 });
    const paid = await transactions.start(id, 'cash');
    expect(paid.transactions).toMatchObject([{ amount: -700 }, { amount: 2500, description: 'Aufladung' }]);
    expect(await creditOf(open, card.id)).toEqual([2800, 0, 2800]);
    await transactions.cancelTrx(String(paid.receipt_number));
    expect(await creditOf(open, card.id)).toEqual([1000, 0, 1000]);
  });

  test('that is spent cannot be cancelled any more', async () => {
    const open = openSandbox();
    const { smart, loyalty } = open.secuconnect;
    const card = await newCard(open);
    const id = await openSale(open, [cardIdent(card.number)], [load]);
    const { receipt_number } = await smart.transactions.start(id, 'cash');
    await loyalty.merchantCards.transaction(card.id, { action: 'discharge', amount: 1 });
    expect(await failure(smart.transactions.cancelTrx(String(receipt_number)))).toMatchObject({ code: 1003 });
    expect(await smart.transactions.get(id)).toMatchObject({ status: 'ok' });
    expect(await creditOf(open, card.id)).toEqual([2499, 0, 2499]);
  });

  test('needs a card that can be used', async () => {
    const open = openSandbox();
    const { smart, loyalty } = open.secuconnect;
    const card = await newCard(open);
    await loyalty.merchantCards.lock(card.id, { reason: 1 });
    for (const idents of [[], [cardIdent(card.number)]]) {
      const id = await openSale(open, idents, [load]);
      expect(await failure(smart.transactions.preTransaction(id))).toMatchObject({ code: 1003 });
      expect(await failure(smart.transactions.start(id, 'cash'))).toMatchObject({ code: 1003 });
    }
  });

  test('takes credit from the card, but not more than there is', async () => {
    const open = openSandbox();
    const { transactions } = open.secuconnect.smart;
    const card = await newCard(open, 1000);
    const unload = (amount: number) => ({ id: 2, desc: 'Redemption', ean: UNLOAD, quantity: 1, priceOne: -amount });
    const coffee = { ...COFFEE, quantity: 4 };
    const tooMuch = await openSale(open, [cardIdent(card.number)], [coffee, unload(1001)]);
    expect(await failure(transactions.start(tooMuch, 'cash'))).toMatchObject({ code: 1003 });
    const id = await openSale(open, [cardIdent(card.number)], [coffee, unload(800)]);
    // 1400 less 800 is 600, of which the card can pay what it has left.
    expect(await transactions.preTransaction(id)).toMatchObject({ missing_sum: 400 });
    const paid = await transactions.start(id, 'cash');
    expect(paid.transactions).toMatchObject([{ amount: -800 }, { amount: -200, balance: 0 }]);
    await transactions.cancelTrx(String(paid.receipt_number));
    expect(await creditOf(open, card.id)).toEqual([1000, 0, 1000]);
  });
});

describe('a new card', () => {
  const idents = [{ type: 'create_card', value: GROUP }];

  test('is issued and loaded when the sale is paid, and out of use when that is cancelled', async () => {
    const open = openSandbox();
    const { smart, loyalty } = open.secuconnect;
    const before = (await loyalty.merchantCards.list()).count;
    const id = await openSale(open, idents, [{ id: 1, ean: LOAD, quantity: 1, priceOne: 2500 }]);
    expect(await smart.transactions.preTransaction(id)).toMatchObject({ missing_sum: 2500 });
    expect((await loyalty.merchantCards.list()).count).toBe(before);
    const paid = await smart.transactions.start(id, 'cash');
    expect(paid.transactions).toMatchObject([
      { amount: 0, description: 'Kartenausgabe', cardgroup: { id: GROUP } },
      { amount: 2500, balance: 2500 },
    ]);
    const [issue] = paid.transactions as { merchantcard?: { id: string }; card?: { cardnumber?: string } }[];
    expect(await loyalty.merchantCards.get(issue!.merchantcard!.id)).toMatchObject({
      card: { cardnumber: issue!.card!.cardnumber },
      balance: 2500,
      stock_status: 'active',
    });
    await smart.transactions.cancel(id);
    expect(await loyalty.merchantCards.get(issue!.merchantcard!.id)).toMatchObject({
      balance: 0,
      stock_status: 'inactive',
    });
  });

  test('of an unknown group is not issued', async () => {
    const open = openSandbox();
    const id = await openSale(open, [{ type: 'create_card', value: 'CRG_NONE' }]);
    expect(await failure(open.secuconnect.smart.transactions.start(id, 'cash'))).toMatchObject({ status: 404 });
    expect(await open.secuconnect.smart.transactions.get(id)).toMatchObject({ status: 'created' });
  });
});
