import { isConflictError, isNotFoundError } from '@secuconnect/client';
import { describe, expect, test } from 'vitest';
import { ACCOUNT, openSandbox, PAYER, type OpenSandbox } from '../support/open-sandbox.ts';

const URLS = {
  url_success: 'https://shop.example.com/done',
  url_failure: 'https://shop.example.com/failed',
  url_push: 'https://shop.example.com/pushes',
};
const ORDER = { amount: 1995, currency: 'EUR', purpose: 'Order 10042', order_id: '10042', redirect_url: URLS } as const;
const BASKET = [
  { item_type: 'article', article_number: 'BEAN-1000', name: 'Beans', quantity: 1, price: 1995, total: 1995, tax: 7 },
] as const;

const rejection = (call: Promise<unknown>): Promise<unknown> => call.catch((error: unknown) => error);

/** A stored payer, and their account. */
async function payerOf({ secuconnect }: OpenSandbox, iban: string = ACCOUNT.private.iban) {
  const { customer, container } = await secuconnect.smart.transactions.create({
    customer: PAYER,
    container: { ...ACCOUNT, private: { ...ACCOUNT.private, iban } },
  });
  return { customer: customer!.id!, container: container!.id! };
}

describe('a debit of a stored account', () => {
  test('is accepted at once, and known by its hash, its number and as a Payment Transaction', async () => {
    const open = openSandbox();
    const { payment } = open.secuconnect;
    const payer = await payerOf(open);
    const made = await payment.secupayDebits.create({ ...ORDER, ...payer, basket: [...BASKET], demo: true });
    expect(made).toMatchObject({
      object: 'payment.secupaydebits',
      status: 'accepted',
      transaction_status: 11,
      order_id: '10042',
      basket: [{ article_number: 'BEAN-1000', tax: '7' }],
      customer: { id: payer.customer, contact: { surname: 'Beispiel' } },
      container: { id: payer.container },
      used_payment_instrument: { type: 'bank_account', data: { iban: 'DE37XXXXXXXXXXXXXX0524' } },
    });
    expect(await payment.secupayDebits.get(made.id)).toEqual(made);
    expect(await payment.secupayDebits.get(String(made.trans_id))).toEqual(made);
    expect(await payment.transactions.getOldFormat(made.id)).toEqual(made);
    expect(await payment.transactions.get(made.id)).toMatchObject({ id: made.payment_id, product_id: 20 });
    expect(isNotFoundError(await rejection(payment.secupayInvoices.get(made.id)))).toBe(true);
    await open.sandbox.control.idle();
    expect(open.pushes.map(({ body }) => [body.target, body.type, body.data[0]?.id])).toEqual([
      ['payment.secupaydebits', 'changed', made.id],
    ]);
  });

  test('that the bank declines is denied', async () => {
    const open = openSandbox();
    const payer = await payerOf(open, 'DE80120300000000000051');
    expect(await open.secuconnect.payment.secupayDebits.create({ ...ORDER, ...payer })).toMatchObject({
      status: 'denied',
      transaction_status: 59,
    });
  });

  test('is refunded in parts, each with a number of its own, and never by more than is left', async () => {
    const open = openSandbox();
    const { payment } = open.secuconnect;
    const { id } = await payment.secupayDebits.create({ ...ORDER, ...(await payerOf(open)) });
    const partly = await payment.secupay.cancel('secupaydebits', id, { reduce_amount_by: 500 });
    expect(partly.result).toMatchObject({ new_trans_id: expect.any(Number), remaining_amount: 1495 });
    const rest = await payment.secupay.cancel('secupaydebits', id, {});
    expect(rest).toMatchObject({ result: { remaining_amount: 0 } });
    expect(rest.new_trans_id).not.toBe(partly.new_trans_id);
    expect(await payment.secupayDebits.get(id)).toMatchObject({ status: 'void', amount: 1995 });
    expect(await rejection(payment.secupay.cancel('secupaydebits', id, {}))).toMatchObject({ status: 500 });
  });
});

describe('a payment on a page', () => {
  test('waits for its payer, who is sent back', async () => {
    const open = openSandbox();
    const { payment } = open.secuconnect;
    const { customer } = await payerOf(open);
    const made = await payment.secupayCreditcards.create({ ...ORDER, customer });
    expect(made).toMatchObject({
      status: 'internal_server_status',
      transaction_status: 1,
      redirect_url: { iframe_url: expect.stringContaining(made.id), ...URLS },
      iframe_url: made.redirect_url?.iframe_url,
    });
    expect(open.sandbox.control.payers.confirm(made.id)).toEqual({ redirect: URLS.url_success });
    const paid = await payment.secupayCreditcards.get(made.id);
    expect(paid).toMatchObject({ status: 'accepted', redirect_url: URLS });
    expect(paid.iframe_url).toBeUndefined();
    expect(() => open.sandbox.control.payers.confirm(made.id)).toThrow('does not wait for a confirmation');
  });

  test('of a payer who gives up is denied', async () => {
    const open = openSandbox();
    const { customer } = await payerOf(open);
    const made = await open.secuconnect.payment.secupayDebits.create({ ...ORDER, customer });
    expect(open.sandbox.control.payers.confirm(made.id, 'abort')).toEqual({ redirect: URLS.url_failure });
    expect(await open.secuconnect.payment.secupayDebits.get(made.id)).toMatchObject({ status: 'denied' });
  });

  test('is only authorised if asked for, and captured once', async () => {
    const open = openSandbox();
    const { payment } = open.secuconnect;
    const { customer } = await payerOf(open);
    const { id } = await payment.secupayCreditcards.create({ ...ORDER, customer, payment_action: 'authorization' });
    open.sandbox.control.payers.confirm(id);
    expect(await payment.secupayCreditcards.get(id)).toMatchObject({ status: 'authorized', transaction_status: 9 });
    expect(await payment.secupay.capture('secupaycreditcards', id, {})).toMatchObject({
      status: 'accepted',
      payment_action: 'authorization',
    });
    expect(await rejection(payment.secupay.capture('secupaycreditcards', id, {}))).toMatchObject({ code: 1003 });
  });

  test('of an instant transfer is the same', async () => {
    const open = openSandbox();
    const { customer } = await payerOf(open);
    const made = await open.secuconnect.payment.secupaySofort.create({ ...ORDER, customer });
    open.sandbox.control.payers.confirm(made.id);
    expect(await open.secuconnect.payment.secupaySofort.get(made.id)).toMatchObject({
      object: 'payment.secupaysofort',
      status: 'accepted',
    });
  });
});

describe('a prepayment', () => {
  test('says where to transfer to, and is accepted when the money is there', async () => {
    const open = openSandbox();
    const { payment } = open.secuconnect;
    const { customer } = await payerOf(open);
    const made = await payment.secupayPrepays.create({ ...ORDER, customer });
    expect(made).toMatchObject({
      status: 'authorized',
      transaction_status: 25,
      transfer_purpose: `TA ${made.trans_id}`,
      transfer_account: { iban: 'DE02120300000000202051', accountnumber: '0000202051', bankcode: '12030000' },
    });
    await open.sandbox.control.advance('24h');
    expect(await payment.secupayPrepays.get(made.id)).toMatchObject({ status: 'accepted', transaction_status: 6 });
    expect(open.pushes.map(({ body }) => body.data[0])).toEqual([
      { object: 'payment.secupayprepays', id: made.id },
      { object: 'payment.secupayprepays', id: made.id },
    ]);
  });

  test('waits for the transfer, also if it is only to be authorised', async () => {
    const open = openSandbox();
    const { customer } = await payerOf(open);
    const order = { ...ORDER, customer, payment_action: 'authorization' } as const;
    expect(await open.secuconnect.payment.secupayPrepays.create(order)).toMatchObject({ transaction_status: 25 });
  });

  test('of crowdfunding is withheld until it is released', async () => {
    const open = openSandbox();
    const { payment } = open.secuconnect;
    const { customer } = await payerOf(open);
    const { id } = await payment.secupayPrepays.create({ ...ORDER, customer, accrual: true });
    expect(await payment.transactions.get(id)).toMatchObject({ product_id: 310, accrual: true });
    await open.sandbox.control.advance('24h');
    expect(() => open.sandbox.control.payers.step(id, 'pay-out')).toThrow('withheld');
    expect(await payment.secupay.updateAccrual('secupayprepays', id, {})).toMatchObject({ accrual: false });
    open.sandbox.control.payers.step(id, 'pay-out');
    expect(await rejection(payment.secupay.updateAccrual('secupayprepays', id, { accrual: true }))).toMatchObject({
      status: 405,
    });
  });
});

describe('an invoice', () => {
  test('of a marketplace has a payment for each seller, who delivers alone', async () => {
    const open = openSandbox();
    const { payment } = open.secuconnect;
    const { customer } = await payerOf(open);
    const seller = (key: string, contract_id: string, total: number) => ({
      item_type: 'sub_transaction',
      name: key,
      reference_id: key,
      contract_id,
      total,
      sub_basket: [],
    });
    const made = await payment.secupayInvoices.create({
      ...ORDER,
      customer,
      basket: [seller('one', 'GCR_ONE', 1595), seller('two', 'GCR_TWO', 400)],
    });
    expect(made).toMatchObject({ status: 'authorized', transaction_status: 85 });
    const [one, two] = made.sub_transactions!;
    expect(one).toMatchObject({ id: `${made.id}_${one!.trans_id}`, reference_id: 'one' });
    await payment.secupay.updateShippingInformation('secupayinvoices', one!.id!, { invoice_number: 'INV-1' });
    expect(
      await payment.secupay.capture('secupayinvoices', one!.id!, { shipping_information: { carrier: 'DHL' } }),
    ).toMatchObject({ object: 'payment.secupayinvoices', id: one!.id, transaction_status: 86, amount: 1595 });
    expect(await payment.secupayInvoices.get(two!.id!)).toMatchObject({ transaction_status: 85, amount: 400 });
    expect(await payment.transactions.get(one!.id!)).toMatchObject({ invoice_number: 'INV-1', reference_id: 'one' });
  });

  test('of a payer without an address is rejected', async () => {
    const { secuconnect } = openSandbox();
    const rejected = await rejection(
      secuconnect.payment.secupayInvoices.create({ ...ORDER, customer: { contact: { surname: 'B' } } }),
    );
    expect(rejected).toMatchObject({ error_details: 'Invalid customer data' });
  });

  test('gets another basket, and a document that is replaced only on demand', async () => {
    const open = openSandbox();
    const { document, payment } = open.secuconnect;
    const { customer } = await payerOf(open);
    const { id } = await payment.secupayInvoices.create({ ...ORDER, customer, basket: [...BASKET] });
    const basket = [{ item_type: 'article', name: 'Cup', quantity: 3, price: 665, total: 1995, tax: 19 }];
    const changed = await payment.secupay.updateBasket('secupayinvoices', id, { basket });
    expect(changed.basket).toEqual([{ ...basket[0], tax: '19' }]);
    const upload = await document.uploads.create({ content: 'JVBERi0=' });
    const attach = (input: object) => payment.secupay.assignExternalInvoicePdf('secupayinvoices', id, upload.id, input);
    expect(await attach({})).toMatchObject({ document: { id: upload.id } });
    expect(isConflictError(await rejection(attach({})))).toBe(true);
    expect(await attach({ update_existing: true })).toMatchObject({ document: { id: upload.id } });
  });
});

describe('TWINT', () => {
  const TWINT = { ...ORDER, currency: 'CHF', payment_methods: ['twint'], customer: {} };

  test('goes without a Smart Transaction, and pushes name its hash', async () => {
    const { secuconnect, sandbox, pushes } = openSandbox();
    const { transactions } = secuconnect.payment;
    const made = await transactions.create(TWINT);
    expect(made).toMatchObject({ object: 'payment.transactions', status: 'internal_server_status', currency: 'CHF' });
    sandbox.control.payers.confirm(made.id);
    expect(await transactions.getOldFormat(made.id)).toMatchObject({ id: made.id, status: 'accepted' });
    expect(await transactions.get(made.payment_id!)).toMatchObject({ status: 6, transaction_hash: made.id });
    await sandbox.control.idle();
    expect(pushes.map(({ body }) => body.data[0])).toEqual([{ object: 'payment.transactions', id: made.id }]);
  });

  test('is the only method that does', async () => {
    const { secuconnect } = openSandbox();
    const rejected = await rejection(secuconnect.payment.transactions.create({ ...TWINT, payment_methods: ['debit'] }));
    expect(rejected).toMatchObject({ status: 405 });
  });
});

describe('an order number', () => {
  test('is taken once in a contract whose order numbers are unique', async () => {
    const open = openSandbox({ settings: { uniqueOrderIds: true } });
    const { secupayPrepays, secupayInvoices } = open.secuconnect.payment;
    const { customer } = await payerOf(open);
    await secupayPrepays.create({ ...ORDER, customer });
    expect(isConflictError(await rejection(secupayInvoices.create({ ...ORDER, customer })))).toBe(true);
    await secupayInvoices.create({ ...ORDER, customer, order_id: '10043' });
    await secupayInvoices.create({ ...ORDER, customer, contract: 'GCR_OTHER' });
  });

  test('may be used again elsewhere', async () => {
    const open = openSandbox();
    const { customer } = await payerOf(open);
    const first = await open.secuconnect.payment.secupayPrepays.create({ ...ORDER, customer });
    const second = await open.secuconnect.payment.secupayPrepays.create({ ...ORDER, customer });
    expect(second.id).not.toBe(first.id);
  });
});

describe('a subscription by number', () => {
  test('is opened by a payment, and charged by later ones with the same account', async () => {
    const open = openSandbox();
    const { payment } = open.secuconnect;
    const payer = await payerOf(open);
    const first = await payment.secupayDebits.create({ ...ORDER, ...payer, subscription: { purpose: 'Coffee' } });
    const { id } = first.subscription!;
    expect(await payment.subscriptions.get(String(id))).toMatchObject({
      status: 'active',
      customer: { id: payer.customer },
      container: { id: payer.container },
    });
    const next = await payment.secupayDebits.create({ ...ORDER, amount: 500, subscription: { id: Number(id) } });
    expect(next).toMatchObject({ status: 'accepted', subscription: { id }, container: { id: payer.container } });
    const unknown = payment.secupayDebits.create({ ...ORDER, subscription: { id: 1 } });
    expect(isNotFoundError(await rejection(unknown))).toBe(true);
  });

  test('is suspended by a charge that is declined', async () => {
    const open = openSandbox();
    const { payment, smart } = open.secuconnect;
    const payer = await payerOf(open);
    const first = await payment.secupayDebits.create({ ...ORDER, ...payer, subscription: { purpose: 'Coffee' } });
    const id = Number(first.subscription!.id);
    const charge = (amount: number) => payment.secupayDebits.create({ ...ORDER, amount, subscription: { id } });
    expect(await charge(66651)).toMatchObject({ status: 'denied' });
    expect(await rejection(charge(500))).toMatchObject({ error_details: `The subscription ${id} is suspended` });
    const update = await smart.transactions.updatePaymentContainer(String(id));
    await smart.transactions.start(update.id, 'debit', { container: ACCOUNT });
    expect(await charge(500)).toMatchObject({ status: 'accepted' });
  });

  test('is not opened by a payment that is declined', async () => {
    const open = openSandbox();
    const payer = await payerOf(open, 'DE80120300000000000051');
    const made = await open.secuconnect.payment.secupayDebits.create({ ...ORDER, ...payer, subscription: {} });
    expect(made.subscription).toBeUndefined();
    expect((await open.secuconnect.payment.subscriptions.list()).count).toBe(0);
  });

  test('can be approved without a payment', async () => {
    const open = openSandbox();
    const made = await open.secuconnect.payment.secupayDebits.create({
      ...ORDER,
      amount: 0,
      ...(await payerOf(open)),
      subscription: { purpose: 'Coffee' },
    });
    expect(made).toMatchObject({ transaction_status: 115, amount: 0 });
  });
});

test('a payment needs an amount, and an instrument that exists', async () => {
  const { secuconnect } = openSandbox();
  const { secupayPrepays, secupayDebits } = secuconnect.payment;
  expect(await rejection(secupayPrepays.create({ ...ORDER, amount: 0 }))).toMatchObject({ code: 1001 });
  const unknown = secupayDebits.create({ ...ORDER, customer: PAYER, container: 'PCT_UNKNOWN' });
  expect(isNotFoundError(await rejection(unknown))).toBe(true);
});

describe('TestChangedPaymentStatus', () => {
  const change = async (open: OpenSandbox, method: string, id: string, body: unknown) => {
    const response = await open.request('POST', `/Payment/${method}/${id}/TestChangedPaymentStatus`, body);
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };

  test('puts a payment into a state, and sends the push', async () => {
    const open = openSandbox();
    const { customer } = await payerOf(open);
    const { id, payment_id } = await open.secuconnect.payment.secupayPrepays.create({ ...ORDER, customer });
    await open.sandbox.control.idle();
    const before = open.pushes.length;
    const paid = await change(open, 'secupayprepays', id, { new_status_id: 6 });
    expect(paid).toMatchObject({ status: 200, body: { id, status: 'accepted', transaction_status: 6 } });
    expect(await change(open, 'Secupayprepays', payment_id!, { new_status_id: 17 })).toMatchObject({ status: 200 });
    await open.sandbox.control.idle();
    expect(open.pushes.length - before).toBe(2);
  });

  test('takes the sale of a Smart Transaction along', async () => {
    const open = openSandbox();
    const { smart } = open.secuconnect;
    const { id } = await smart.transactions.create({
      intent: 'sale',
      customer: PAYER,
      basket_info: { sum: 1995, currency: 'EUR' },
    });
    const { transactions } = await smart.transactions.start(id, 'prepaid');
    await change(open, 'secupayprepays', transactions![0]!.id, { new_status_id: 59 });
    expect(await smart.transactions.get(id)).toMatchObject({ status: 'failed' });
  });

  test('needs a state that exists, a payment of the method, and a token', async () => {
    const open = openSandbox();
    const { customer } = await payerOf(open);
    const { id } = await open.secuconnect.payment.secupayPrepays.create({ ...ORDER, customer });
    expect(await change(open, 'secupayprepays', id, { new_status_id: 4711 })).toMatchObject({ status: 500 });
    expect(await change(open, 'secupayprepays', id, {})).toMatchObject({ status: 500 });
    expect(await change(open, 'secupaydebits', id, { new_status_id: 6 })).toMatchObject({ status: 404 });
    const url = `http://localhost:4010/api/v2/Payment/secupayprepays/${id}/TestChangedPaymentStatus`;
    expect((await open.sandbox.fetch(url, { method: 'POST', body: '{}' })).status).toBe(401);
  });
});
