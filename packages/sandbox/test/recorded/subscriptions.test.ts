import { describe, expect, test } from 'vitest';
import { anyLink, DEBIT, link, openSteps, text, time, url, type Json, type Steps } from './steps.ts';

const CYCLE = {
  sequence: 1,
  tenure_type: 'regular',
  interval: { unit: 'month', count: 1 },
  total_cycles: 0,
  price: 799,
};
const PLAN = {
  description: 'Box',
  currency: 'EUR',
  status: 'active',
  product_type: 'physical',
  payment_methods: ['creditcard', 'debit'],
  billing_cycles: [CYCLE],
};

async function subscribed({ ask, sell }: Steps): Promise<Json> {
  const plan = (await ask('POST', '/Payment/Plans', PLAN)).body;
  const products = [{ id: 1, item_type: 'subscription', desc: 'Box', plan_id: plan.id, quantity: 1 }];
  const sale = await sell({ basket: { products }, basket_info: { sum: 799, currency: 'EUR' } });
  await ask('POST', `/Smart/Transactions/${sale.id}/start/debit`, DEBIT);
  return (await ask('GET', '/Payment/Subscriptions')).body.data[0];
}

describe('a plan', () => {
  test('has what was sent, its merchant and its times', async () => {
    const { body } = await openSteps().ask('POST', '/Payment/Plans', PLAN);
    expect(body).toEqual({
      ...PLAN,
      ...link('payment.plans', 'PLN'),
      merchant: anyLink('general.merchants'),
      paypal_plan_id: expect.toSatisfy((id: unknown) => id === null || typeof id === 'string'),
      created: time,
      updated: time,
    });
  });

  test('changes between its statuses', async () => {
    const { ask } = openSteps();
    const { status: _status, ...draft } = PLAN;
    const { id, status } = (await ask('POST', '/Payment/Plans', draft)).body;
    expect(status).toBe('created');
    for (const next of ['active', 'inactive'])
      expect((await ask('PATCH', `/Payment/Plans/${id}`, { status: next })).body.status).toBe(next);
  });
});

describe('a subscription', () => {
  test('is active with links to everything that it came from', async () => {
    expect(await subscribed(openSteps())).toMatchObject({
      ...link('payment.subscriptions', 'SUB'),
      smart_transaction: anyLink('smart.transactions'),
      merchant: anyLink('general.merchants'),
      contract: anyLink('general.contracts'),
      customer: anyLink('payment.customers'),
      container: anyLink('payment.containers'),
      plan: anyLink('payment.plans'),
      status: 'active',
      start_at: time,
      created: time,
      demo: false,
    });
  });

  test('makes a payment each month, of which a push says that it was added', async () => {
    const steps = openSteps();
    const { id } = await subscribed(steps);
    await steps.wait('32d');
    const [added, changed] = steps.pushes.slice(-2).map(({ body }) => body);
    expect(added).toMatchObject({ target: 'payment.transactions', type: 'added' });
    expect(changed).toMatchObject({ target: 'payment.subscriptions', type: 'changed', data: [{ id }] });
    const payment = (await steps.ask('GET', `/Payment/Transactions/${added!.data[0]!.id}`)).body;
    expect(payment).toMatchObject({
      amount: 799,
      subscription: { object: 'payment.subscriptions', id },
      product_raw: 'Zahlungsgarantie Lastschrift',
      payment_data: text,
      details: { status_simple: 1 },
    });
  });

  test('gets another account through a sale without a sum', async () => {
    const steps = openSteps();
    const { id } = await subscribed(steps);
    const { body } = await steps.ask('POST', `/Smart/Transactions/${id}/updatePaymentContainer`, {});
    expect(body).toMatchObject({
      ...link('smart.transactions', 'STX'),
      status: 'created',
      basket_info: { sum: 0, currency: 'EUR' },
      subscription: { object: 'payment.subscriptions', id },
      payment_links: { creditcard: url, debit: url, general: url },
    });
  });
});
