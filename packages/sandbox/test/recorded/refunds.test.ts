import { describe, expect, test } from 'vitest';
import { DEBIT, errorOf, openSteps, PAYMENT, stateOf, time, withPrefix, type Json, type Steps } from './steps.ts';

const ACCOUNT = { payment_data: 'DE37 XXXX XXXX XXXX XX05 24', account_owner: 'Erika Beispiel' };

async function debited({ sell, ask, paymentOf }: Steps, step: 'prepare' | 'start' = 'start'): Promise<Json> {
  const { id } = await sell();
  await ask('POST', `/Smart/Transactions/${id}/${step}/debit`, DEBIT);
  return paymentOf(id);
}

const leftOf = async ({ ask }: Steps, id: string): Promise<number> =>
  (await ask('GET', `/Payment/Transactions/${id}/checkStatus`)).body.amount;

const cancel = ({ ask }: Steps, id: string, body: object = {}) =>
  ask('POST', `/Payment/Transactions/${id}/cancel`, body);

describe('cancelling', () => {
  test('a part of what was paid returns the payment and its refund, linked to each other', async () => {
    const steps = openSteps();
    const { id, trans_id } = await debited(steps);
    const { status, body } = await cancel(steps, id, { reduce_amount_by: 500, reason: 'Dented' });
    expect(status).toBe(200);
    const [original, refund] = body;
    const linkTo = (payment: Json) => ({
      object: 'payment.transactions',
      id: payment.id,
      trans_id: payment.trans_id,
      ref_type_id: 19,
    });
    expect(body).toEqual([
      {
        ...PAYMENT,
        ...ACCOUNT,
        ...stateOf(6, 'abgeschlossen', 1, 'accepted'),
        completion_date: time,
        related_transactions: [{ ...linkTo(refund), hierarchy: 'child' }],
      },
      {
        ...PAYMENT,
        payment_data: ACCOUNT.payment_data,
        ...stateOf(6, 'abgeschlossen', 1, 'accepted', { amount: -500, description: 'Dented' }),
        description: 'Dented',
        description_raw: 'Dented',
        amount: -500,
        product_id: null,
        product_raw: 'Erstattung Lastschrift',
        parents: [linkTo({ id, trans_id })],
        related_transactions: [{ ...linkTo({ id, trans_id }), hierarchy: 'parent' }],
      },
    ]);
    expect(refund.id).toEqual(withPrefix('PCI'));
    expect(refund.id).not.toBe(original.id);
    expect(await leftOf(steps, id)).toBe(1495);
  });

  test('a payment by PayPal refunds it with a product of its own', async () => {
    const steps = openSteps();
    const { sell, ask, sandbox, paymentOf } = steps;
    const { id } = await sell({ payment_context: { auto_capture: true } });
    await ask('POST', `/Smart/Transactions/${id}/prepare/paypal`, {});
    sandbox.control.payers.confirm(id, 'approve');
    const { body } = await cancel(steps, (await paymentOf(id)).id);
    expect(body).toMatchObject([
      { product_id: 440 },
      { product_id: 478, product_raw: 'PayPal Erstattung', amount: -1995 },
    ]);
  });

  test('all that was paid leaves nothing, and keeps the amount', async () => {
    const steps = openSteps();
    const { id } = await debited(steps);
    const { body } = await cancel(steps, id);
    expect(body).toMatchObject([{ amount: 1995 }, { amount: -1995 }]);
    expect(await leftOf(steps, id)).toBe(0);
    await steps.wait('72h');
    expect((await steps.ask('GET', `/Payment/Transactions/${id}`)).body.details.status_simple).toBe(5);
  });

  test('before anything was paid returns a payment that is void, alone', async () => {
    const steps = openSteps();
    const { id } = await debited(steps, 'prepare');
    const { body } = await cancel(steps, id);
    expect(body).toEqual([{ ...PAYMENT, ...ACCOUNT, ...stateOf(59, 'abgebrochen', 5, 'void') }]);
    expect(await leftOf(steps, id)).toBe(0);
  });

  test('a part before anything was paid lowers the amount itself', async () => {
    const steps = openSteps();
    const { sell, ask, paymentOf } = steps;
    const sale = await sell();
    await ask('POST', `/Smart/Transactions/${sale.id}/start/prepaid`, {});
    const { id } = await paymentOf(sale.id);
    const { body } = await cancel(steps, id, { reduce_amount_by: 500 });
    const lowered = stateOf(25, 'Vorkasse wartend', 2, 'authorized', { amount: 1495 });
    expect(body).toEqual([{ ...PAYMENT, ...lowered, amount: 1495 }]);
    expect(await leftOf(steps, id)).toBe(1495);
  });

  test('a part of a card payment that is only authorised is possible once', async () => {
    const steps = openSteps();
    const { sell, ask, sandbox, paymentOf } = steps;
    const sale = await sell();
    await ask('POST', `/Smart/Transactions/${sale.id}/prepare/creditcard`, {});
    sandbox.control.payers.confirm(sale.id, 'approve');
    const { id, status } = await paymentOf(sale.id);
    expect(status).toBe(9);
    expect((await cancel(steps, id, { reduce_amount_by: 500 })).body).toMatchObject([{ amount: 1495 }]);
    expect((await cancel(steps, id, { reduce_amount_by: 500 })).status).toBe(500);
  });

  test.each(['Größe', 'a_b', 'x'.repeat(101)])('for the reason %j is rejected', async (reason) => {
    const steps = openSteps();
    const { id } = await debited(steps);
    const { status, body } = await cancel(steps, id, { reason });
    expect(status).toBe(500);
    expect(body).toEqual(errorOf('ProductFormatException', 1001));
    expect(await leftOf(steps, id)).toBe(1995);
  });

  test('more than is left is rejected', async () => {
    const steps = openSteps();
    const { id } = await debited(steps);
    expect((await cancel(steps, id, { reduce_amount_by: 1996 })).status).toBe(500);
  });

  test('for the reason "" is possible', async () => {
    const steps = openSteps();
    const { id } = await debited(steps);
    expect((await cancel(steps, id, { reason: '' })).status).toBe(200);
  });
});
