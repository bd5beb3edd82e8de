import { describe, expect, test } from 'vitest';
import { openSandbox } from '../support/open-sandbox.ts';
import { GROUP, MERCHANT, newCard } from '../support/loyalty.ts';

const failure = (call: Promise<unknown>) => call.catch((error: unknown) => error);

describe('a card of a user', () => {
  test('is assigned with the right PIN, and to one user at a time', async () => {
    const { secuconnect } = openSandbox();
    const { cards, merchantCards } = secuconnect.loyalty;
    const [made] = await merchantCards.createMerchantCards(MERCHANT, GROUP, {});
    const { id } = made!.card!;
    expect(await cards.assignUser(id, 'ACC_1', { pin: '0001' })).toEqual({ result: false });
    expect(await cards.get(id)).not.toHaveProperty('account');
    expect(await cards.assignUser(id, 'ACC_1', { pin: '0000' })).toEqual({ result: true });
    expect((await cards.get(id)).account).toEqual({ object: 'general.accounts', id: 'ACC_1' });
    expect((await merchantCards.get(made!.id)).card!.account!.id).toBe('ACC_1');
    expect(await cards.assignUser(id, 'ACC_2', { pin: '0000' })).toEqual({ result: false });
    expect(await cards.unassignUser(id, 'ACC_2')).toEqual({ result: false });
    expect(await cards.unassignUser(id, 'ACC_1')).toEqual({ result: true });
    expect(await cards.get(id)).not.toHaveProperty('account');
  });

  test('has to exist', async () => {
    const { cards } = openSandbox().secuconnect.loyalty;
    expect(await failure(cards.assignUser('CRD_NONE', 'ACC_1', { pin: '0000' }))).toMatchObject({ status: 404 });
  });
});

describe('a customer', () => {
  test('is registered once per card', async () => {
    const open = openSandbox();
    const { merchantCards, customers } = open.secuconnect.loyalty;
    const card = await newCard(open);
    const registered = await merchantCards.registerCustomer(card.id, { customernumber: 'C-7' });
    expect(registered).toMatchObject({ customer: { customernumber: 'C-7' }, stock_status: 'active', passcode: 1 });
    expect(registered.customer_assignment_date).toBe('2026-03-02T09:00:00+00:00');
    expect(await customers.get(registered.customer!.id)).toEqual(registered.customer);
    expect(await failure(merchantCards.registerCustomer(card.id, {}))).toMatchObject({ code: 1003 });
  });

  test('who exists is set on a card', async () => {
    const open = openSandbox();
    const { merchantCards, customers } = open.secuconnect.loyalty;
    const card = await newCard(open);
    const { id } = await customers.create({ customernumber: 'C-8' });
    expect(await merchantCards.setCustomer(card.id, id)).toMatchObject({ customer: { id, customernumber: 'C-8' } });
    expect(await failure(merchantCards.setCustomer(card.id, 'CUS_NONE'))).toMatchObject({ status: 404 });
  });
});

test('bookings are listed and read, and unknown ones are not found', async () => {
  const open = openSandbox();
  const { transactions } = open.secuconnect.loyalty;
  await newCard(open, 100);
  const { count, data } = await transactions.list();
  expect(count).toBe(1);
  expect(await transactions.get(data[0]!.id)).toEqual(data[0]);
  expect(await failure(transactions.get('LTX_NONE'))).toMatchObject({ status: 404 });
});
