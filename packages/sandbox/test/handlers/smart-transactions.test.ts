import { isPaymentMethodUnavailableError, isServerError } from '@secuconnect/client';
import { describe, expect, test } from 'vitest';
import { ACCOUNT, openSandbox, PAYER } from '../support/open-sandbox.ts';

const SALE = { intent: 'sale', customer: PAYER, basket_info: { sum: 1995, currency: 'EUR' } } as const;
const PUSH_URL = { application_context: { return_urls: { url_push: 'https://shop.example.com/pushes' } } };

describe('a debit', () => {
  test('is approved by prepare, and takes the money when it is started', async () => {
    const { secuconnect, sandbox, pushes } = openSandbox();
    const { smart, payment } = secuconnect;
    const { id } = await smart.transactions.create({ ...SALE, ...PUSH_URL });

    const prepared = await smart.transactions.prepare(id, 'debit', { container: ACCOUNT });
    expect(prepared).toMatchObject({ status: 'approved', payment_method: 'debit' });
    const { id: pci } = prepared.transactions![0]!;
    expect(await payment.transactions.checkStatus(pci)).toMatchObject({ status: 9, status_simple: 2, amount: 1995 });

    expect(await smart.transactions.startPrepared(id)).toMatchObject({ status: 'ok', transactions: [{ id: pci }] });
    expect(await payment.transactions.checkStatus(pci)).toMatchObject({ status: 6, status_simple: 1, amount: 1995 });
    await sandbox.control.idle();
    expect(pushes.map(({ body }) => [body.type, body.data[0]?.id])).toEqual([
      ['changed', pci],
      ['changed', pci],
    ]);
  });

  test('of a payer without an address fails, without a word about why', async () => {
    const { secuconnect } = openSandbox();
    const { id } = await secuconnect.smart.transactions.create({ ...SALE, customer: { contact: { surname: 'B' } } });
    const error = await secuconnect.smart.transactions
      .prepare(id, 'debit', { container: ACCOUNT })
      .catch((e: unknown) => e);
    expect(error).toMatchObject({ status: 500, error_details: 'Invalid customer data' });
    expect(await secuconnect.smart.transactions.get(id)).toMatchObject({ status: 'created', transactions: [] });
  });

  test('that the bank declines leaves a failed sale, which the payer can pay in another way', async () => {
    const { secuconnect } = openSandbox();
    const { smart } = secuconnect;
    const { id } = await smart.transactions.create(SALE);
    const declined = { ...ACCOUNT, private: { ...ACCOUNT.private, iban: 'DE80120300000000000051' } };
    const error = await smart.transactions.prepare(id, 'debit', { container: declined }).catch((e: unknown) => e);
    expect(isPaymentMethodUnavailableError(error)).toBe(true);
    const failed = await smart.transactions.get(id);
    expect(failed).toMatchObject({ status: 'failed', transactions: [{ details: { status_simple: 3 } }] });

    const again = await smart.transactions.prepare(id, 'debit', { container: ACCOUNT });
    expect(again.status).toBe('approved');
    expect(again.transactions?.[0]?.id).not.toBe(failed.transactions?.[0]?.id);
  });
});

describe('a prepayment', () => {
  test('waits for the transfer, and is paid when it arrives', async () => {
    const { secuconnect, sandbox } = openSandbox();
    const { id } = await secuconnect.smart.transactions.create(SALE);
    const started = await secuconnect.smart.transactions.start(id, 'prepaid');
    expect(started).toMatchObject({ status: 'pending', payment_instructions: { purpose: `TA ${started.trans_id}` } });
    await sandbox.control.advance('23h');
    expect((await secuconnect.smart.transactions.get(id)).status).toBe('pending');
    await sandbox.control.advance('1h');
    expect(await secuconnect.smart.transactions.get(id)).toMatchObject({
      status: 'ok',
      transactions: [{ status: 6, details: { cleared: 'cleared' } }],
    });
  });
});

describe('a PUT', () => {
  test('drops a basket that is not sent again, and what was approved', async () => {
    const { secuconnect } = openSandbox();
    const { smart } = secuconnect;
    const basket = { products: [{ desc: 'Beans', quantity: 1, priceOne: 1995 }] };
    const { id } = await smart.transactions.create({ ...SALE, basket });
    const prepared = await smart.transactions.prepare(id, 'debit', { container: ACCOUNT });
    const updated = await smart.transactions.update(id, { merchantRef: 'new' });
    expect(updated).toMatchObject({ status: 'created', merchantRef: 'new', basket_info: { sum: 0 }, transactions: [] });
    expect(updated.basket).toBeUndefined();
    const { id: pci } = prepared.transactions![0]!;
    expect(await secuconnect.payment.transactions.checkStatus(pci)).toMatchObject({ status_simple: 5, amount: 0 });
  });
});

test('a sale cannot be started twice', async () => {
  const { secuconnect } = openSandbox();
  const { id } = await secuconnect.smart.transactions.create(SALE);
  await secuconnect.smart.transactions.start(id, 'debit', { container: ACCOUNT });
  const error = await secuconnect.smart.transactions
    .start(id, 'debit', { container: ACCOUNT })
    .catch((e: unknown) => e);
  expect(isServerError(error)).toBe(true);
  expect(error).toMatchObject({ error: 'ProductInternalException', code: 1003 });
});

test('a cancelled sale is not in the report of the day', async () => {
  const { secuconnect } = openSandbox({ settings: { terminalDelay: 0 } });
  const { smart } = secuconnect;
  for (const cancels of [false, true]) {
    const { id } = await smart.transactions.create(SALE);
    await smart.transactions.start(id, 'cash');
    if (cancels) await smart.transactions.cancel(id);
  }
  const { receipt = [] } = await smart.transactions.endOfDay('me');
  expect(receipt).toContainEqual({
    type: 'name-value',
    value: { name: 'cash (1)', value: '19,95 EUR', decoration: [] },
  });
});
