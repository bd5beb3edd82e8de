import { expect, test } from 'vitest';
import { ACCOUNT, openSandbox } from '../support/open-sandbox.ts';
import { creditOf, DOCUMENTED, MERCHANT, newCard } from '../support/loyalty.ts';

const { id, number: cardnumber } = DOCUMENTED;
const failure = (call: Promise<unknown>) => call.catch((error: unknown) => error);

test('a card is named by its id, or by its number where the id is me', async () => {
  const open = openSandbox();
  const { merchantCards } = open.secuconnect.loyalty;
  const card = await newCard(open);
  const charge = { action: 'charge', amount: 100 };
  await merchantCards.transaction(card.id, charge);
  await merchantCards.transaction('me', { ...charge, cardnumber: card.number });
  await merchantCards.transaction(card.id, { ...charge, cardnumber: card.number });
  expect(await creditOf(open, card.id)).toEqual([300, 0, 300]);
});

test('a number may be sent as a number', async () => {
  const { merchantCards } = openSandbox().secuconnect.loyalty;
  const body = { action: 'charge', amount: 100, cardnumber: Number(cardnumber) };
  expect(await merchantCards.transaction('me', body)).toMatchObject({ id, balance: 153 });
});

test('an unknown card is not found, and a number of another card is rejected', async () => {
  const open = openSandbox();
  const { merchantCards } = open.secuconnect.loyalty;
  const { number } = await newCard(open);
  const charge = { action: 'charge', amount: 100 };
  expect(await failure(merchantCards.get('MCD_NONE'))).toMatchObject({ status: 404 });
  expect(await failure(merchantCards.transaction('MCD_NONE', charge))).toMatchObject({ status: 404 });
  expect(await failure(merchantCards.transaction('me', charge))).toMatchObject({ status: 404 });
  expect(await failure(merchantCards.transaction('me', { ...charge, cardnumber: '1' }))).toMatchObject({ status: 404 });
  expect(await failure(merchantCards.transaction(id, { ...charge, cardnumber: number }))).toMatchObject({
    error: 'ProductFormatException',
  });
});

test('a card expires at its expiry date', async () => {
  const { secuconnect, sandbox } = openSandbox();
  const { merchantCards } = secuconnect.loyalty;
  await merchantCards.update(id, { expiry_date: '2026-03-02T11:00:00+01:00' });
  await merchantCards.transaction(id, { action: 'discharge', amount: 1 });
  await sandbox.control.advance('1h');
  expect(await failure(merchantCards.transaction(id, { action: 'discharge', amount: 1 }))).toMatchObject({
    error_details: `The card ${id} is expired`,
  });
  expect(await failure(merchantCards.update(id, { expiry_date: 'soon' }))).toMatchObject({ status: 500 });
});

test('a payment container can be linked with a card', async () => {
  const { secuconnect } = openSandbox();
  const { container } = await secuconnect.smart.transactions.create({ container: ACCOUNT });
  const updated = await secuconnect.loyalty.merchantCards.update(id, { payment_container: container!.id! });
  expect(updated.payment_container).toMatchObject({
    object: 'loyalty.paymentcontainers',
    payment_information: { iban: ACCOUNT.private.iban },
  });
});

test('a card that a test puts into the sandbox needs no more than its number, its merchant and a balance', async () => {
  const open = openSandbox();
  const merchant = { object: 'general.merchants', id: MERCHANT };
  const card = { object: 'loyalty.cards', id: 'CRD_MINE', cardnumber: '42' };
  open.sandbox.control.seed({ 'loyalty.merchantcards': [{ id: 'MCD_MINE', card, merchant, balance: 500 }] });
  const body = { action: 'discharge', amount: 200, cardnumber: '42' };
  expect(await open.secuconnect.loyalty.merchantCards.transaction('me', body)).toMatchObject({ balance: 300 });
  expect(await creditOf(open, 'MCD_MINE')).toEqual([300, 0, 300]);
});
