import { describe, expect, test } from 'vitest';
import {
  anyLink,
  DEBIT,
  errorOf,
  number,
  openSteps,
  PAYMENT,
  SALE,
  stateOf,
  text,
  time,
  url,
  withPrefix,
  type Steps,
} from './steps.ts';

const ACCOUNT = { payment_data: 'DE37 XXXX XXXX XXXX XX05 24', account_owner: 'Erika Beispiel' };

/** A sale that was paid, and its payment. */
async function paid({ sell, ask, paymentOf }: Steps, method: string, fields: object = {}) {
  const { id } = await sell(fields);
  await ask('POST', `/Smart/Transactions/${id}/start/${method}`, method === 'debit' ? DEBIT : {});
  return { sale: id as string, payment: await paymentOf(id) };
}

describe('the products of payments', () => {
  test.each([
    ['debit', false, 16, 'Direct debit', 'Zahlungsgarantie Lastschrift'],
    ['debit', true, 20, 'Direct debit (demo)', 'Lastschrift Demo'],
    ['prepaid', false, 36, 'Payment in advance', 'Vorkasse'],
    ['invoice', true, 329, 'Kauf auf Rechnung (Demo)', 'Kauf auf Rechnung (Demo)'],
  ])('%s, as a demo %s, is %i', async (method, is_demo, product_id, product, product_raw) => {
    const { payment } = await paid(openSteps(), method, { is_demo });
    expect(payment).toMatchObject({ product_id, product, product_raw });
  });

  test.each([
    ['paypal', false, 440, 'PayPal'],
    ['creditcard', true, 21, 'Kreditkarte Demo'],
  ])('%s, as a demo %s, is %i', async (method, is_demo, product_id, product_raw) => {
    const { sell, ask, paymentOf } = openSteps();
    const { id } = await sell({ is_demo });
    await ask('POST', `/Smart/Transactions/${id}/prepare/${method}`, {});
    expect(await paymentOf(id)).toMatchObject({ product_id, product_raw });
  });
});

describe('a payment', () => {
  test('by debit is authorised, and then completed', async () => {
    const steps = openSteps();
    const { id } = await steps.sell();
    await steps.ask('POST', `/Smart/Transactions/${id}/prepare/debit`, DEBIT);
    const debit = { ...PAYMENT, ...ACCOUNT };
    expect(await steps.paymentOf(id)).toEqual({ ...debit, ...stateOf(9, 'vorautorisiert', 2, 'authorized') });
    await steps.ask('POST', `/Smart/Transactions/${id}/start`, {});
    expect(await steps.paymentOf(id)).toEqual({
      ...debit,
      ...stateOf(6, 'abgeschlossen', 1, 'accepted'),
      completion_date: time,
    });
  });

  test('that is a demo is completed under a number of its own', async () => {
    const { payment } = await paid(openSteps(), 'debit', { is_demo: true });
    expect(payment).toMatchObject(stateOf(11, 'abgeschlossen', 1, 'accepted'));
  });

  test('in advance goes from 25 to 6, and then says where the money has come from', async () => {
    const steps = openSteps();
    const { sale, payment } = await paid(steps, 'prepaid');
    expect(payment).toEqual({ ...PAYMENT, ...stateOf(25, 'Vorkasse wartend', 2, 'authorized') });
    await steps.wait('24h');
    expect(await steps.paymentOf(sale)).toEqual({
      ...PAYMENT,
      ...stateOf(6, 'abgeschlossen', 1, 'accepted', { cleared: 'cleared' }),
      completion_date: time,
      incoming_payment_date: time,
      incoming_payment_purpose: `TA ${payment.trans_id}`,
      incoming_payment_iban: text,
      incoming_payment_bic: text,
      account_owner: 'Erika Beispiel',
    });
  });

  test('by invoice goes from 85 to 86 when it is captured', async () => {
    const { ask, ...steps } = openSteps();
    const { payment } = await paid({ ask, ...steps }, 'invoice');
    const path = `/Payment/Transactions/${payment.id}`;
    expect(payment).toEqual({ ...PAYMENT, ...stateOf(85, 'Kauf auf Rechnung genehmigt', 14, 'waiting for shipment') });
    expect((await ask('GET', `${path}/shippingUrl`)).body).toEqual({ url });
    const shipping_information = { carrier: 'DHL', tracking_id: '1', invoice_number: 'R-1' };
    expect((await ask('PUT', `${path}/ShippingInformation`, shipping_information)).body).toEqual({ result: true });
    expect((await ask('POST', `${path}/capture`, { shipping_information })).body).toEqual({
      ...PAYMENT,
      ...stateOf(86, 'abgeschlossen, Rechnung offen', 1, 'accepted'),
      completion_date: time,
      invoice_number: 'R-1',
    });
  });

  test('that does not wait for a shipment has no page for one, and takes no report of one: 405', async () => {
    const steps = openSteps();
    const path = `/Payment/Transactions/${(await paid(steps, 'debit')).payment.id}`;
    expect((await steps.ask('GET', `${path}/shippingUrl`)).status).toBe(500);
    const { status, body } = await steps.ask('PUT', `${path}/ShippingInformation`, { carrier: 'DHL' });
    expect(status).toBe(405);
    expect(body).toEqual(errorOf('ProductNotAllowedException', 1008));
  });

  test.each([
    ['denied', stateOf(59, 'abgebrochen', 3, 'denied')],
    ['charged-back', stateOf(69, 'Chargeback', 4, 'issue')],
    ['paid-out', stateOf(17, 'ausgezahlt', 1, 'accepted')],
    ['subscription-approved', stateOf(115, 'Abo genehmigt', 11, 'subscription approved')],
  ] as const)('that is %s has both states', async (state, shown) => {
    const steps = openSteps();
    const { sale, payment } = await paid(steps, 'prepaid');
    steps.sandbox.control.payers.force(payment.id, state);
    expect(await steps.paymentOf(sale)).toMatchObject(shown);
  });

  test('in advance can be raised while it waits', async () => {
    const steps = openSteps();
    const { payment } = await paid(steps, 'prepaid');
    const path = `/Payment/Transactions/${payment.id}/IncreaseAmount`;
    expect((await steps.ask('POST', path, { amount: 2995 })).body).toEqual({
      ...PAYMENT,
      ...stateOf(25, 'Vorkasse wartend', 2, 'authorized', { amount: 2995 }),
      amount: 2995,
    });
    await steps.wait('24h');
    expect((await steps.ask('POST', path, { amount: 3995 })).status).toBe(500);
  });

  test('is summed up by checkStatus', async () => {
    const steps = openSteps();
    const { payment } = await paid(steps, 'prepaid');
    expect((await steps.ask('GET', `/Payment/Transactions/${payment.id}/checkStatus`)).body).toEqual({
      status: 25,
      status_text: 'Vorkasse wartend',
      status_simple: 2,
      status_simple_text: 'authorized',
      amount: 1995,
      currency: 'EUR',
    });
  });

  test('whose payout is withheld is released once: 405 afterwards', async () => {
    const steps = openSteps();
    const { payment } = await paid(steps, 'debit', { payment_context: { accrual: true } });
    const path = `/Payment/Transactions/${payment.id}/revokeAccrual`;
    expect(payment.accrual).toBe(true);
    expect((await steps.ask('POST', path, {})).body).toMatchObject({ id: payment.id, accrual: false });
    expect((await steps.ask('POST', path, {})).status).toBe(405);
  });

  test('that was debited tells the account that a refund goes to', async () => {
    const steps = openSteps();
    const { trans_id } = (await paid(steps, 'debit')).payment;
    expect((await steps.ask('POST', '/Payment/Transactions/me/getRefundBankAccount', { trans_id })).body).toEqual({
      trans_id,
      bank_account: { owner: 'Erika Beispiel', iban: 'DE37503240001000000524', bic: text, bankname: text },
    });
  });

  test('of a mixed basket is linked to a leading one, by its number too', async () => {
    const { sell, ask, paymentOf } = openSteps();
    const part = { item_type: 'sub_transaction', contract_id: 'GCR_SELLER', reference_id: 'seller', sum: 995 };
    const { id } = await sell({ basket: { products: [part, ...SALE.basket.products] } });
    await ask('POST', `/Smart/Transactions/${id}/start/debit`, DEBIT);
    const leading = await paymentOf(id);
    const { body } = await ask('GET', `/Payment/Transactions?q=parents.trans_id:${leading.trans_id}`);
    const parent = { object: 'payment.transactions', id: leading.id, trans_id: leading.trans_id };
    expect(body.data).toMatchObject([
      {
        amount: 995,
        reference_id: 'seller',
        contract: { id: 'GCR_SELLER' },
        parents: [parent],
        related_transactions: [{ ...parent, hierarchy: 'parent' }],
      },
    ]);
    const [{ trans_id, transaction_hash, contract_id }] = body.data;
    expect(transaction_hash).toBe(`${leading.transaction_hash}_${trans_id}`);
    expect(contract_id).not.toBe(leading.contract_id);
  });
});

describe('the old format', () => {
  const OLD = {
    object: 'payment.transactions',
    id: text,
    trans_id: number,
    payment_id: withPrefix('PCI'),
    amount: 1995,
    currency: 'EUR',
    purpose: 'Order 1',
    order_id: '1',
    accrual: false,
    payment_action: 'sale',
    customer: expect.objectContaining({ object: 'payment.customers', id: withPrefix('PCU') }),
    basket: [
      {
        item_type: 'article',
        article_number: null,
        name: 'Espresso',
        ean: null,
        quantity: 1,
        price: 1995,
        total: 1995,
        tax: '7',
      },
    ],
  };

  test('of a prepayment has the transfer, and a status in a word', async () => {
    const steps = openSteps();
    const { payment } = await paid(steps, 'prepaid');
    const { body } = await steps.ask('GET', `/Payment/Transactions/${payment.id}/OldFormat`);
    expect(body).toEqual({
      ...OLD,
      status: 'authorized',
      transaction_status: 25,
      transfer_purpose: `TA ${payment.trans_id}`,
      transfer_account: {
        owner: text,
        account_owner: text,
        accountnumber: text,
        bankcode: text,
        iban: text,
        bic: text,
        bankname: text,
      },
    });
    expect(body.id).toBe(payment.transaction_hash);
  });

  test.each([
    ['debit', 'accepted', 6],
    ['invoice', 'authorized', 85],
  ])('of a payment by %s is %s, with the number %i', async (method, status, transaction_status) => {
    const steps = openSteps();
    const { payment } = await paid(steps, method);
    const { body } = await steps.ask('GET', `/Payment/Transactions/${payment.id}/OldFormat`);
    expect(body).toMatchObject({ ...OLD, status, transaction_status });
  });

  test.each([
    ['denied', 'denied'],
    ['charged-back', 'issue'],
    ['void', 'void'],
    ['resolved', 'issue_resolved'],
    ['refunding', 'refund'],
    ['checking', 'pending'],
    ['open', 'internal_server_status'],
  ] as const)('of a payment that is %s says %s', async (state, status) => {
    const steps = openSteps();
    const { payment } = await paid(steps, 'prepaid');
    steps.sandbox.control.payers.force(payment.id, state);
    expect((await steps.ask('GET', `/Payment/Transactions/${payment.id}/OldFormat`)).body.status).toBe(status);
  });

  test('is what TWINT is made in, under its hash', async () => {
    const { ask } = openSteps();
    const input = { amount: 1995, currency: 'CHF', purpose: 'Order 1', payment_methods: ['twint'], customer: {} };
    const { body } = await ask('POST', '/Payment/Transactions', input);
    expect(body).toMatchObject({
      object: 'payment.transactions',
      id: expect.stringMatching(/^[0-9a-z]+$/),
      trans_id: number,
      payment_id: withPrefix('PCI'),
      status: 'internal_server_status',
      transaction_status: 1,
      amount: 1995,
      currency: 'CHF',
      purpose: 'Order 1',
      accrual: false,
      customer: { object: 'payment.customers' },
      iframe_url: url,
    });
    expect((await ask('GET', `/Payment/Transactions/${body.id}/OldFormat`)).body).toEqual(body);
  });
});

describe('the older resources', () => {
  const INPUT = { amount: 1995, currency: 'EUR', purpose: 'Order 1', customer: SALE.customer };

  test.each([
    ['Secupayprepays', 'authorized', 25],
    ['Secupayinvoices', 'authorized', 85],
    ['Secupaycreditcards', 'internal_server_status', 1],
    ['Secupaydebits', 'internal_server_status', 1],
    ['Secupaysofort', 'internal_server_status', 1],
  ])('%s make a payment that is %s', async (resource, status, transaction_status) => {
    const { ask } = openSteps();
    const { body } = await ask('POST', `/Payment/${resource}`, INPUT);
    expect(body).toMatchObject({
      object: `payment.${resource.toLowerCase()}`,
      trans_id: number,
      payment_id: withPrefix('PCI'),
      status,
      transaction_status,
      customer: anyLink('payment.customers'),
    });
    expect('transfer_purpose' in body).toBe(/prepays|invoices/.test(resource));
    expect('iframe_url' in body).toBe(transaction_status === 1);
    expect((await ask('GET', `/Payment/${resource}/${body.id}`)).body).toEqual(body);
  });

  test.each(['Secupaydebits', 'Secupayprepays', 'Secupayinvoices', 'Secupaycreditcards', 'Secupaysofort'])(
    '%s are put into a state for a test',
    async (resource) => {
      const { ask } = openSteps();
      const { id } = (await ask('POST', `/Payment/${resource}`, INPUT)).body;
      const path = `/Payment/${resource}/${id}/TestChangedPaymentStatus`;
      const { body } = await ask('POST', path, { new_status_id: 6 });
      expect(body).toMatchObject({ id, status: 'accepted', transaction_status: 6 });
    },
  );

  test('a number of an order is used once, if the contract says so', async () => {
    const { ask } = openSteps({ settings: { uniqueOrderIds: true } });
    await ask('POST', '/Payment/Secupayprepays', { ...INPUT, order_id: 'A-1' });
    const { status, body } = await ask('POST', '/Payment/Secupayprepays', { ...INPUT, order_id: 'A-1' });
    expect(status).toBe(500);
    expect(body).toEqual(errorOf('ProductDuplicateException', 0));
  });
});
