import { isConflictError, isNotFoundError } from '@secuconnect/client';
import { describe, expect, test } from 'vitest';
import { ACCOUNT, openSandbox, PAYER, type OpenSandbox } from '../support/open-sandbox.ts';

const URL = 'https://platform.example.com/pushes';
const rejection = (call: Promise<unknown>): Promise<unknown> => call.catch((error: unknown) => error);

const TO_SELLER = { reference: 'seller-1', purpose: 'Sales in February', amount: 12000, recipient: 'MRC_SELLER' };
const TO_SUPPLIER = {
  reference: 'supplier-7',
  purpose: 'Invoice 118',
  amount: 500,
  bank_account: { owner: 'Example Pottery GmbH', iban: 'DE37503240001000000524' },
};
const ORDER = { amount: 12500, currency: 'EUR', purpose: 'Payout for February', payout_list: [TO_SELLER, TO_SUPPLIER] };

/** Debits an account, and returns the Payment Transaction. */
async function paid({ secuconnect }: OpenSandbox, sum = 1995, fields: object = {}) {
  const { id } = await secuconnect.smart.transactions.create({
    intent: 'sale',
    customer: PAYER,
    basket_info: { sum, currency: 'EUR' },
    ...fields,
  });
  const started = await secuconnect.smart.transactions.start(id, 'debit', { container: ACCOUNT });
  return { payment: started.transactions![0]!.id, container: started.container!.id! };
}

const payoutByNumber = async ({ secuconnect }: OpenSandbox, number: number | null | undefined) => {
  const { data } = await secuconnect.payment.payouts.list({ count: 100 });
  return data.find(({ trans_id }) => trans_id === number)!;
};

describe('a payout without a customer', () => {
  test('is executed when its money is there, and says so', async () => {
    const open = openSandbox();
    const { payment } = open.secuconnect;
    const ordered = await payment.secupayPayout.payoutWithoutCustomer({
      ...ORDER,
      redirect_url: { url_push: URL },
    } as never);
    expect(ordered).toMatchObject({ amount: 12500, transfer_account: { iban: 'DE02120300000000202051' } });
    const numbers = ordered.payout_list!.map(({ trans_id }) => trans_id);
    expect(new Set([ordered.trans_id, ...numbers]).size).toBe(3);
    const waiting = await payoutByNumber(open, ordered.trans_id);
    expect(waiting).toMatchObject({ simple_status_id: 10, trans_status_id: 25, product_id: 402, receiver: null });
    await open.sandbox.control.advance('24h');
    expect(await payment.payouts.get(waiting.id)).toMatchObject({ simple_status_id: 1, payout_amount: 12500 });
    expect(open.pushes.map(({ body }) => [body.type, body.data[0]])).toEqual([
      ['changed', { object: 'payment.payouts', id: waiting.id }],
    ]);
  });

  test('has a number that no payment from before has', async () => {
    const { secuconnect } = openSandbox({ history: true });
    const { data } = await secuconnect.payment.transactions.list();
    const { trans_id } = await secuconnect.payment.secupayPayout.payoutWithoutCustomer(ORDER);
    expect(data.length).toBeGreaterThan(0);
    expect(data.map((payment) => payment.trans_id)).not.toContain(trans_id);
  });

  test('for a later day waits for it, also when it is covered', async () => {
    const open = openSandbox();
    const { payment } = open.secuconnect;
    const { trans_id } = await payment.secupayPayout.payoutWithoutCustomer({ ...ORDER, execution_date: '2026-03-12' });
    const { id: pci } = await payment.transactions.get(String(trans_id));
    expect(await payment.transactions.assignTransferBalance(pci)).toMatchObject({ status: 25 });
    await open.sandbox.control.advance('9d');
    expect(await payoutByNumber(open, trans_id)).toMatchObject({ trans_status_id: 25 });
    await open.sandbox.control.advance('1d');
    expect(await payoutByNumber(open, trans_id)).toMatchObject({ trans_status_id: 6 });
  });

  test('needs transfers that make up the amount, up to 200 of them, to payees that exist', async () => {
    const { secuconnect } = openSandbox();
    const order = (changes: object) =>
      rejection(secuconnect.payment.secupayPayout.payoutWithoutCustomer({ ...ORDER, ...changes }));
    expect(await order({ amount: 12501 })).toMatchObject({ error_details: expect.stringContaining('12500') });
    const tooMany = Array.from({ length: 201 }, () => ({ amount: 1, recipient: 'MRC_SELLER' }));
    expect(await order({ amount: 201, payout_list: tooMany })).toMatchObject({ code: 1001 });
    const one = (payee: object) => order({ amount: 5, payout_list: [{ amount: 5, ...payee }] });
    expect(isNotFoundError(await one({ origin_transaction: 1 }))).toBe(true);
    expect(isNotFoundError(await one({ recipient: 'XYZ_1' }))).toBe(true);
    expect(await one({ bank_account: { iban: 'DE00' } })).toMatchObject({ code: 1004 });
    expect(await one({})).toMatchObject({ code: 1001 });
    expect(await order({ purpose: 'Für Februar' })).toMatchObject({ code: 1001 });
    expect(await order({ payout_list: [TO_SELLER, { ...TO_SUPPLIER, reference: 'seller-1' }] })).toMatchObject({
      code: 1001,
    });
  });

  test('has an order number that is taken once, if the contract says so', async () => {
    const { secuconnect } = openSandbox({ settings: { uniqueOrderIds: true } });
    const order = () =>
      secuconnect.payment.secupayPayout.payoutWithoutCustomer({ ...ORDER, order_id: 'PO-1' } as never);
    await order();
    expect(isConflictError(await rejection(order()))).toBe(true);
  });
});

describe('a payout of the older resource', () => {
  test('goes to earlier payers and to containers, when it is covered by balance', async () => {
    const open = openSandbox();
    const { payment } = open.secuconnect;
    const earlier = await paid(open);
    const made = await payment.secupayPayout.create({
      customer: PAYER,
      amount: 400,
      currency: 'EUR',
      purpose: 'Payout',
      order_id: 'PO-12',
      redirect_url: { url_push: URL },
      transaction_list: [
        { reference_id: 'a', name: 'Deposit', transaction_id: earlier.payment, total: 250 },
        { reference_id: 'b', name: 'Prize', container_id: earlier.container, total: 150 },
      ],
    });
    expect(made).toMatchObject({
      status: 'pending',
      transaction_status: 25,
      transfer_purpose: `TA ${made.trans_id}`,
      transfer_account: { iban: 'DE02120300000000202051' },
      transaction_list: [{ reference_id: 'a' }, { reference_id: 'b' }],
    });
    expect(await payment.transactions.assignTransferBalance(made.payment_id!)).toMatchObject({
      product_id: 402,
      status: 6,
      transaction_hash: made.id,
      order_id: 'PO-12',
    });
    expect(await payment.secupayPayout.get(made.id)).toMatchObject({ status: 'accepted', transaction_status: 6 });
    const again = await rejection(payment.transactions.assignTransferBalance(made.payment_id!));
    expect(again).toMatchObject({ code: 1003 });
    await open.sandbox.control.advance('24h');
    expect(open.pushes.map(({ body }) => body.target)).toEqual(['payment.payouts']);
  });

  test('needs a customer, and one payee for each item', async () => {
    const open = openSandbox();
    const { payment } = open.secuconnect;
    const { container } = await paid(open);
    const item = { total: 5, container_id: container };
    const order = (changes: object) =>
      rejection(
        payment.secupayPayout.create({ customer: PAYER, amount: 5, transaction_list: [item], ...changes } as never),
      );
    expect(await order({ customer: undefined })).toMatchObject({ code: 1001 });
    expect(isNotFoundError(await order({ customer: 'PCU_UNKNOWN' }))).toBe(true);
    expect(await order({ transaction_list: [{ ...item, transaction_id: 'PCI_1' }] })).toMatchObject({ code: 1001 });
    expect(isNotFoundError(await order({ transaction_list: [{ total: 5, container_id: 'PCT_X' }] }))).toBe(true);
    expect(await order({ amount: 6 })).toMatchObject({ code: 1001 });
  });

  test('can be cancelled until it is executed', async () => {
    const open = openSandbox();
    const { payment } = open.secuconnect;
    const { container } = await paid(open);
    const { id } = await payment.secupayPayout.create({
      customer: PAYER,
      amount: 5,
      transaction_list: [{ total: 5, container_id: container }],
    });
    expect(await rejection(payment.secupay.cancel('secupaypayout', id, { reduce_amount_by: 1 }))).toMatchObject({
      code: 1003,
    });
    await payment.secupay.cancel('secupaypayout', id, {});
    await open.sandbox.control.advance('24h');
    expect(await payment.secupayPayout.get(id)).toMatchObject({ status: 'void' });
  });
});

describe('a settlement', () => {
  test('pays what is left of the payments out, and nothing twice', async () => {
    const open = openSandbox();
    const { payment } = open.secuconnect;
    const { payment: id } = await paid(open);
    await paid(open, 1000);
    await payment.transactions.cancel(id, { reduce_amount_by: 500 });
    const [payout] = open.sandbox.control.payers.payOut();
    expect(await payment.payouts.get(payout!)).toMatchObject({
      simple_status_id: 1,
      trans_status_id: 17,
      transaction_volume: 2995,
      refund_amount: 500,
      payout_amount: 2495,
    });
    expect(await payment.transactions.get(id)).toMatchObject({ status: 17 });
    expect(open.sandbox.control.payers.payOut()).toEqual([]);
  });

  test('gives each seller of a mixed basket their part', async () => {
    const open = openSandbox();
    const products = [{ id: 1, item_type: 'sub_transaction', contract_id: 'GCR_SELLER', reference_id: 's', sum: 1500 }];
    await paid(open, 2000, { basket: { products } });
    const payouts = await Promise.all(
      open.sandbox.control.payers.payOut().map((id) => open.secuconnect.payment.payouts.get(id)),
    );
    expect(payouts.map(({ payout_amount }) => payout_amount)).toEqual([1500, 500]);
  });

  test('of one payment is a step of it', async () => {
    const open = openSandbox();
    const { payment } = await paid(open);
    open.sandbox.control.payers.step(payment, 'pay-out');
    const { data } = await open.secuconnect.payment.payouts.list();
    expect(data).toMatchObject([{ payout_amount: 1995 }]);
    expect(() => open.sandbox.control.payers.step(payment, 'pay-out')).toThrow('does not allow pay-out');
  });
});

describe('crowdfunding', () => {
  test('sums up what a merchant has received, by method', async () => {
    const open = openSandbox();
    const { payment } = open.secuconnect;
    const prepay = { amount: 50000, currency: 'EUR', customer: PAYER, accrual: true };
    await payment.secupayPrepays.create(prepay);
    await payment.secupayPrepays.create({ ...prepay, amount: 66600 });
    const { payment: debit } = await paid(open, 2000);
    await payment.transactions.cancel(debit, { reduce_amount_by: 500 });
    await open.sandbox.control.advance('24h');
    const { merchant } = await payment.transactions.get(debit);
    const sums = () => payment.transactions.getCrowdFundingData(merchant!.id!);
    expect(await sums()).toMatchObject({
      project: { currency: 'EUR', prepay: { count: 1, amount: 50000 }, debit: { count: 1, amount: 1500 } },
      deposited_amount: 51500,
      paid_out: 0,
      open: { total: 51500, outside_cancellation_period: { total: 0 }, inside_cancellation_period: { prepay: 50000 } },
    });
    open.sandbox.control.payers.payOut();
    await open.sandbox.control.advance('14d');
    expect(await sums()).toMatchObject({
      paid_out: 1500,
      open: { total: 50000, outside_cancellation_period: { total: 50000 }, inside_cancellation_period: { prepay: 0 } },
    });
  });

  test('is not known of a merchant without prepayments', async () => {
    const open = openSandbox();
    const { payment } = await paid(open);
    const { merchant } = await open.secuconnect.payment.transactions.get(payment);
    expect(await open.secuconnect.payment.transactions.getCrowdFundingData(merchant!.id!)).toEqual({ result: false });
    const unknown = open.secuconnect.payment.transactions.getCrowdFundingData('MRC_UNKNOWN');
    expect(isNotFoundError(await rejection(unknown))).toBe(true);
  });
});
