import { describe, expect, test } from 'vitest';
import { openSandbox } from '../support/open-sandbox.ts';
import { creditOf, DOCUMENTED, newCard, valuesOf } from '../support/loyalty.ts';

const { id } = DOCUMENTED;
const failure = (call: Promise<unknown>) => call.catch((error: unknown) => error);

test('a top-up with a bonus, as documented', async () => {
  const { secuconnect } = openSandbox();
  const { merchantCards, transactions } = secuconnect.loyalty;
  const charged = await merchantCards.transaction(id, {
    action: 'charge',
    amount: 2000,
    bonus_amount: 200,
    tid: 'VT003456',
    additional_data: { till: '2' },
  });
  expect(charged).toMatchObject({ cash_balance: 2000, bonus_balance: 253, balance: 2253, amount: 2000 });
  expect(charged.receipt_header![0]).toMatchObject({ value: { text: 'Example Coffee GmbH' } });
  expect(valuesOf(charged.receipt)).toEqual([
    { caption: 'Aufladung' },
    { name: 'Kartennummer', value: '9276********2420', decoration: [] },
    { name: 'Betrag', value: '20,00 EUR', decoration: [] },
    { name: 'Bonus', value: '2,00 EUR', decoration: [] },
    { name: 'Neues Guthaben', value: '22,53 EUR', decoration: ['important'] },
  ]);
  const { data } = await transactions.list();
  expect(data.map(({ amount, balance, description }) => [amount, balance, description])).toEqual([
    [2000, 2053, 'Aufladung'],
    [200, 2253, 'Bonus'],
  ]);
  expect(data[0]).toMatchObject({ trans_id: charged.trans_id, tid: 'VT003456', additional_data: { till: '2' } });
  expect(await transactions.get(data[1]!.id)).toMatchObject({ parents: [{ id: data[0]!.id }] });
});

test('a redemption takes the bonus before the money, as documented', async () => {
  const open = openSandbox();
  const { merchantCards } = open.secuconnect.loyalty;
  await merchantCards.transaction(id, { action: 'charge', amount: 2000, bonus_amount: 200 });
  const discharged = await merchantCards.transaction(id, { action: 'discharge', amount: 700 });
  expect(discharged).toMatchObject({ amount: 700, cash_balance: 1553, bonus_balance: 0, balance: 1553 });
  const cancelled = await merchantCards.transaction(id, { action: 'cancel_last' });
  expect(cancelled).toMatchObject({ amount: 700, balance: 2253 });
  expect(cancelled.receipt![0]).toMatchObject({ value: { caption: 'Storno Einlösung' } });
  // The top-up is next, with its bonus.
  expect(await merchantCards.transaction(id, { action: 'cancel_last' })).toMatchObject({ amount: -2000, balance: 53 });
  expect(await failure(merchantCards.transaction(id, { action: 'cancel_last' }))).toMatchObject({
    error_details: `The card ${id} has no booking to cancel`,
  });
  expect(await creditOf(open, id)).toEqual([0, 53, 53]);
});

describe('too little credit', () => {
  test('is rejected, and nothing is booked', async () => {
    const { secuconnect } = openSandbox();
    const call = secuconnect.loyalty.merchantCards.transaction(id, { action: 'discharge', amount: 54 });
    expect(await failure(call)).toMatchObject({
      error: 'ProductInternalException',
      code: 1003,
      error_details: 'The credit of 53 does not cover 54',
    });
    expect((await secuconnect.loyalty.transactions.list()).data).toEqual([]);
  });

  test('is taken as far as it goes, if the caller allows that', async () => {
    const { merchantCards } = openSandbox().secuconnect.loyalty;
    const body = { action: 'discharge', amount: 100, amount_split_allowed: 'true' };
    expect(await merchantCards.transaction(id, body)).toMatchObject({ amount: 53, balance: 0 });
    expect(await failure(merchantCards.transaction(id, body))).toMatchObject({ code: 1003 });
  });
});

test('a purchase earns a bonus', async () => {
  const { merchantCards } = openSandbox().secuconnect.loyalty;
  expect(await merchantCards.transaction(id, { action: 'sale_revenue', amount: 1995 })).toMatchObject({
    amount: 1995,
    bonus_balance: 72,
    cash_balance: 0,
  });
  const named = { action: 'sale_revenue', amount: 1995, bonus_amount: 100 };
  expect(await merchantCards.transaction(id, named)).toMatchObject({ bonus_balance: 172 });
  expect(await merchantCards.transaction(id, { action: 'immediate_bonus', bonus_amount: 200 })).toMatchObject({
    amount: 200,
    bonus_balance: 372,
  });
});

test('points are no money, and can be taken off and cancelled', async () => {
  const { merchantCards } = openSandbox().secuconnect.loyalty;
  const points = (action: string, amount?: number) =>
    merchantCards.transaction(id, { action, ...(amount !== undefined && { amount }) });
  expect(await points('charge_points', 10)).toMatchObject({ points: 10, balance: 53 });
  expect(await points('discharge_points', 4)).toMatchObject({ points: 6 });
  expect(await failure(points('discharge_points', 7))).toMatchObject({ code: 1003 });
  expect(await points('cancel_last')).toMatchObject({ points: 10 });
});

describe('a second card', () => {
  test('gets what the first one gives, and gives it back when that is cancelled', async () => {
    const open = openSandbox();
    const { merchantCards, transactions } = open.secuconnect.loyalty;
    const from = await newCard(open, 1000, 100);
    const to = await newCard(open);
    await merchantCards.transactionWithTarget(from.id, to.id, { action: 'discharge', amount: 300 });
    expect([await creditOf(open, from.id), await creditOf(open, to.id)]).toEqual([
      [800, 0, 800],
      [200, 100, 300],
    ]);
    expect((await transactions.list()).data.slice(-2)).toMatchObject([
      { amount: -300, description: 'Einlösung' },
      { amount: 300, description: 'Umbuchung', merchantcard: { id: to.id } },
    ]);
    expect(await merchantCards.transaction(to.id, { action: 'cancel_last' })).toMatchObject({
      amount: -300,
      balance: 0,
    });
    expect(await creditOf(open, from.id)).toEqual([1000, 100, 1100]);
  });

  test('gives what the first one is charged with, but no more than it has', async () => {
    const open = openSandbox();
    const { merchantCards } = open.secuconnect.loyalty;
    const from = await newCard(open, 1000);
    const to = await newCard(open);
    const charge = (amount: number) =>
      merchantCards.transactionWithTarget(to.id, from.id, { action: 'charge', amount, cardnumber: to.number });
    expect(await failure(charge(1001))).toMatchObject({ code: 1003 });
    expect(await charge(1000)).toMatchObject({ id: to.id, cash_balance: 1000 });
    expect(await creditOf(open, from.id)).toEqual([0, 0, 0]);
  });

  test('has to be usable, and has no part in bonuses', async () => {
    const open = openSandbox();
    const { merchantCards } = open.secuconnect.loyalty;
    const other = await newCard(open);
    const transfer = (action: string) =>
      failure(merchantCards.transactionWithTarget(id, other.id, { action, amount: 10 }));
    expect(await transfer('sale_revenue')).toMatchObject({ error_details: 'sale_revenue is about one card' });
    await merchantCards.lock(other.id, { reason: 1 });
    expect(await transfer('discharge')).toMatchObject({ error_details: `The card ${other.id} is locked` });
  });

  test('that is the same card changes nothing', async () => {
    const open = openSandbox();
    const body = { action: 'charge', amount: 2000, bonus_amount: 200 };
    await open.secuconnect.loyalty.merchantCards.transactionWithTarget(id, id, body);
    await open.secuconnect.loyalty.merchantCards.transactionWithTarget(id, 'me', body);
    expect(await creditOf(open, id)).toEqual([4000, 453, 4453]);
  });
});

test('what cannot be booked is rejected', async () => {
  const { merchantCards } = openSandbox().secuconnect.loyalty;
  for (const body of [
    { action: 'steal', amount: 1 },
    { action: 'toString', amount: 1 },
    { action: 'charge' },
    { action: 'charge', amount: 0 },
    { action: 'discharge', amount: -1 },
    { action: 'charge', amount: 1, bonus_amount: -1 },
  ])
    expect(await failure(merchantCards.transaction(id, body))).toMatchObject({ error: 'ProductFormatException' });
});
