import { isNotFoundError } from '@secuconnect/client';
import type { PaymentPlanInput } from '@secuconnect/api';
import { describe, expect, test } from 'vitest';
import { ACCOUNT, openSandbox, PAYER, type OpenSandbox } from '../support/open-sandbox.ts';

const rejection = (call: Promise<unknown>): Promise<unknown> => call.catch((error: unknown) => error);
const month = { unit: 'month', count: 1 };
const regular = (price: number, total_cycles = 0) => ({
  sequence: 2,
  tenure_type: 'regular',
  interval: month,
  total_cycles,
  price,
});
const TRIAL = { sequence: 1, tenure_type: 'trial', interval: month, total_cycles: 1, price: 199 };
const PLAN: PaymentPlanInput = {
  description: 'Bean box',
  currency: 'EUR',
  status: 'active',
  payment_methods: ['creditcard', 'debit'],
  billing_cycles: [TRIAL, regular(799)],
};
/** Declined by the bank, as test data say. */
const DECLINED_AMOUNT = 66651;

/** A payer subscribes to a plan, and pays by debit. */
async function subscribe({ secuconnect }: OpenSandbox, plan: PaymentPlanInput = PLAN, line: object = {}, sum = 199) {
  const { id: plan_id } = await secuconnect.payment.plans.create(plan);
  const { id } = await secuconnect.smart.transactions.create({
    intent: 'sale',
    customer: PAYER,
    basket: { products: [{ id: 1, item_type: 'subscription', desc: 'Box', plan_id, quantity: 1, ...line }] },
    basket_info: { sum, currency: 'EUR' },
    application_context: { return_urls: { url_push: 'https://shop.example.com/pushes' } },
  });
  await secuconnect.smart.transactions.start(id, 'debit', { container: ACCOUNT });
  const { data } = await secuconnect.payment.subscriptions.list();
  return { sale: id, plan: plan_id, subscription: data[0]! };
}

/** The charges that the schedule has made, oldest first. */
const chargesOf = async ({ secuconnect }: OpenSandbox) => {
  const { data } = await secuconnect.payment.transactions.list({ count: 100 });
  return data.filter(({ subscription }) => subscription !== undefined);
};

describe('a plan', () => {
  test('is created, changed, replaced and deactivated', async () => {
    const { plans } = openSandbox().secuconnect.payment;
    const { status: _status, ...draft } = PLAN;
    const made = await plans.create({ ...draft, merchant_id: 'MRC_OTHER' });
    expect(made).toMatchObject({ ...draft, status: 'created', merchant: { id: 'MRC_OTHER' } });
    expect(await plans.patch(made.id, { status: 'active' })).toMatchObject({ ...draft, status: 'active' });
    const replaced = await plans.update(made.id, { billing_cycles: [regular(999)] });
    expect(replaced).toMatchObject({
      status: 'active',
      billing_cycles: [{ price: 999 }],
      merchant: { id: 'MRC_OTHER' },
    });
    expect(replaced.description).toBeUndefined();
    await plans.patch(made.id, { status: 'inactive' });
    expect(await plans.get(made.id)).toMatchObject({ status: 'inactive', billing_cycles: [{ price: 999 }] });
    expect(await rejection(plans.patch(made.id, { status: 'created' }))).toMatchObject({ code: 1003 });
  });

  test('must be one that can be charged', async () => {
    const { plans } = openSandbox().secuconnect.payment;
    const create = (changes: PaymentPlanInput) => rejection(plans.create({ ...PLAN, ...changes }));
    expect(await create({ billing_cycles: [] })).toMatchObject({ code: 1001 });
    expect(await create({ status: 'paused' })).toMatchObject({ code: 1001 });
    expect(await create({ payment_methods: ['paypal'] })).toMatchObject({ code: 1001 });
    expect(await create({ billing_cycles: [{ ...TRIAL, interval: { unit: 'moon' } }] })).toMatchObject({ code: 1001 });
    expect(await create({ billing_cycles: [{ ...TRIAL, price: -1 }] })).toMatchObject({ code: 1001 });
    expect(isNotFoundError(await rejection(plans.patch('PLN_UNKNOWN', {})))).toBe(true);
  });
});

describe('a subscription', () => {
  test('begins when the sale is paid, and is charged each month', async () => {
    const open = openSandbox();
    const { sale, plan, subscription } = await subscribe(open);
    expect(subscription).toMatchObject({
      status: 'active',
      smart_transaction: { id: sale },
      plan: { id: plan },
      customer: { object: 'payment.customers' },
      container: { object: 'payment.containers' },
      start_at: '2026-03-02T09:00:00+00:00',
      billing_cycles: {
        cycle_executions: [
          { sequence: 1, cycles_completed: 1, cycles_remaining: 0 },
          { sequence: 2, cycles_completed: 0, cycles_remaining: 0 },
        ],
        next_billing_time: '2026-04-02T09:00:00+00:00',
      },
    });
    await open.sandbox.control.advance('31d');
    const [charge, ...more] = await chargesOf(open);
    expect(more).toEqual([]);
    expect(charge).toMatchObject({ amount: 799, status: 6, subscription: { id: subscription.id } });
    expect(open.pushes.slice(-2).map(({ body }) => [body.type, body.data[0]])).toEqual([
      ['added', { object: 'payment.transactions', id: charge!.id }],
      ['changed', { object: 'payment.subscriptions', id: subscription.id }],
    ]);
    await open.sandbox.control.advance('30d');
    expect(await chargesOf(open)).toHaveLength(2);
    expect(await open.secuconnect.payment.subscriptions.get(subscription.id)).toMatchObject({
      billing_cycles: {
        cycle_executions: [{}, { cycles_completed: 2 }],
        next_billing_time: '2026-06-02T09:00:00+00:00',
      },
    });
  });

  test('is completed with its last charge', async () => {
    const open = openSandbox();
    const { subscription } = await subscribe(open, { ...PLAN, billing_cycles: [TRIAL, regular(799, 2)] });
    await open.sandbox.control.advance('365d');
    expect(await chargesOf(open)).toHaveLength(2);
    expect(await open.secuconnect.payment.subscriptions.get(subscription.id)).toMatchObject({
      status: 'completed',
      billing_cycles: { cycle_executions: [{}, { cycles_completed: 2, cycles_remaining: 0 }], next_billing_time: null },
    });
  });

  test('that starts later pays the setup fee now, and the rest from then on', async () => {
    const open = openSandbox();
    const setup = { ...TRIAL, sequence: 0, tenure_type: 'setup' };
    const plan = { ...PLAN, billing_cycles: [setup, regular(799)] };
    const { subscription } = await subscribe(open, plan, { start_at: '2026-03-10T12:00:00+01:00', quantity: 2 });
    expect(subscription).toMatchObject({
      billing_cycles: {
        cycle_executions: [{ cycles_completed: 1 }, { cycles_completed: 0 }],
        next_billing_time: '2026-03-10T11:00:00+00:00',
      },
    });
    await open.sandbox.control.advance('9d');
    expect(await chargesOf(open)).toMatchObject([{ amount: 1598 }]);
  });

  test('paid by card at the checkout is charged too', async () => {
    const open = openSandbox();
    const { plan } = await subscribe(open);
    const { smart, payment } = open.secuconnect;
    const { id } = await smart.transactions.create({
      contract: { id: 'GCR_SHOP' },
      basket: { products: [{ item_type: 'subscription', plan_id: plan, quantity: 1 }] },
      basket_info: { sum: 199, currency: 'EUR' },
      application_context: {},
      payment_context: { auto_capture: true },
    });
    open.sandbox.control.payers.checkout(id, { method: 'creditcard' });
    const made = await payment.subscriptions.list({ q: `smart_transaction.id:${id}` }).first();
    expect(made).toMatchObject({ status: 'active', contract: { id: 'GCR_SHOP' } });
    await open.sandbox.control.advance('31d');
    const charges = await chargesOf(open);
    expect(charges.find(({ subscription }) => subscription?.id === made?.id)).toMatchObject({ amount: 799, status: 6 });
  });

  test('that the payer ends is not charged any more', async () => {
    const open = openSandbox();
    const { subscription } = await subscribe(open);
    open.sandbox.control.payers.unsubscribe(subscription.id);
    await open.sandbox.control.advance('60d');
    expect(await chargesOf(open)).toEqual([]);
    expect(await open.secuconnect.payment.subscriptions.get(subscription.id)).toMatchObject({ status: 'cancelled' });
    expect(open.pushes.at(-1)?.body.data[0]).toEqual({ object: 'payment.subscriptions', id: subscription.id });
    expect(() => open.sandbox.control.payers.unsubscribe(subscription.id)).toThrow('is cancelled');
  });

  test('is found by the sale that it began with', async () => {
    const open = openSandbox();
    const { sale, subscription } = await subscribe(open);
    const found = await open.secuconnect.payment.subscriptions.list({ q: `smart_transaction.id:${sale}` }).first();
    expect(found?.id).toBe(subscription.id);
  });

  test('with a free trial needs no sum', async () => {
    const open = openSandbox();
    const { sale } = await subscribe(open, { ...PLAN, billing_cycles: [{ ...TRIAL, price: 0 }, regular(799)] }, {}, 0);
    expect(await open.secuconnect.smart.transactions.get(sale)).toMatchObject({
      status: 'ok',
      transactions: [{ amount: 0, status: 115 }],
    });
    await open.sandbox.control.advance('31d');
    expect(await chargesOf(open)).toMatchObject([{ amount: 799 }]);
  });

  test('needs a plan that is active, and a method of it', async () => {
    const open = openSandbox();
    const { smart } = open.secuconnect;
    const { plan } = await subscribe(open);
    const sell = (plan_id?: string) =>
      smart.transactions.create({
        basket: { products: [{ item_type: 'subscription', ...(plan_id !== undefined && { plan_id }) }] },
        basket_info: { sum: 199, currency: 'EUR' },
      });
    expect(await rejection(sell())).toMatchObject({ code: 1010 });
    expect(isNotFoundError(await rejection(sell('PLN_UNKNOWN')))).toBe(true);
    const { id } = await sell(plan);
    expect(await rejection(smart.transactions.start(id, 'prepaid'))).toMatchObject({ status: 405 });
    await open.secuconnect.payment.plans.patch(plan, { status: 'inactive' });
    expect(await rejection(sell(plan))).toMatchObject({ code: 1003 });
  });
});

describe('a charge that is declined', () => {
  test('suspends the subscription, until the payer names another account', async () => {
    const open = openSandbox();
    const { payment, smart } = open.secuconnect;
    const { subscription, plan } = await subscribe(open, {
      ...PLAN,
      billing_cycles: [TRIAL, regular(DECLINED_AMOUNT)],
    });
    const { id } = subscription;
    await open.sandbox.control.advance('31d');
    expect(await payment.subscriptions.get(id)).toMatchObject({
      status: 'suspended',
      billing_cycles: { cycle_executions: [{}, { cycles_completed: 0 }], next_billing_time: null },
    });
    await open.sandbox.control.advance('60d');
    expect(await chargesOf(open)).toMatchObject([{ details: { status_simple: 3 } }]);

    await payment.plans.patch(plan, { billing_cycles: [TRIAL, regular(799)] });
    const update = await smart.transactions.updatePaymentContainer(id);
    expect(update).toMatchObject({ status: 'created', basket_info: { sum: 0 }, subscription: { id } });
    const iban = 'DE02120300000000202051';
    open.sandbox.control.payers.checkout(update.id, {
      method: 'debit',
      container: { ...ACCOUNT, private: { ...ACCOUNT.private, iban } },
    });
    await smart.transactions.startPrepared(update.id);
    const resumed = await payment.subscriptions.get(id);
    expect(resumed.status).toBe('active');
    expect(resumed.container?.id).not.toBe(subscription.container?.id);
    await open.sandbox.control.advance('1s');
    expect(await chargesOf(open)).toMatchObject([
      {},
      { amount: 799, status: 6, payment_data: 'DE02XXXXXXXXXXXXXX2051' },
    ]);
    await open.sandbox.control.advance('31d');
    expect(await chargesOf(open)).toHaveLength(3);
  });

  test('after a check does not count', async () => {
    const open = openSandbox();
    const { subscription } = await subscribe(open, { ...PLAN, billing_cycles: [TRIAL, regular(66613)] });
    await open.sandbox.control.advance('32d');
    expect(await open.secuconnect.payment.subscriptions.get(subscription.id)).toMatchObject({
      status: 'suspended',
      billing_cycles: { cycle_executions: [{ cycles_completed: 1 }, { cycles_completed: 0 }] },
    });
  });
});

test('a subscription that has ended, or does not exist, gets no other account', async () => {
  const open = openSandbox();
  const { transactions } = open.secuconnect.smart;
  const { subscription } = await subscribe(open, { ...PLAN, billing_cycles: [TRIAL, regular(799, 1)] });
  await open.sandbox.control.advance('31d');
  expect(await rejection(transactions.updatePaymentContainer(subscription.id))).toMatchObject({ code: 1003 });
  expect(isNotFoundError(await rejection(transactions.updatePaymentContainer('SUB_UNKNOWN')))).toBe(true);
});
