import { isNotFoundError } from '@secuconnect/client';
import { describe, expect, test } from 'vitest';
import { failureOf } from '../support/failure-of.ts';
import { ACCOUNT, openSandbox, PAYER } from '../support/open-sandbox.ts';

const MERCHANT = 'MRC_5P1RXK7MW2N8Q4T6V9Y3Z0C5E7G2J';
const OTHER_ACCOUNT = {
  type: 'bank_account',
  private: { owner: 'Erika Beispiel', iban: 'DE02120300000000202051' },
} as const;
const WALLET = {
  type: 'googlepay',
  private: { signature: 'x', protocolVersion: 'ECv2', signedMessage: '{}' },
} as const;
const SALE = { intent: 'sale', customer: PAYER, basket_info: { sum: 1995, currency: 'EUR' } } as const;

describe('a container', () => {
  test('masks the account, names its payer, and comes with a mandate', async () => {
    const { containers, customers } = openSandbox().secuconnect.payment;
    const { id: customer_id } = await customers.create(PAYER);
    const made = await containers.create({ ...ACCOUNT, customer_id });
    expect(await containers.get(made.id)).toMatchObject({
      merchant: { id: MERCHANT },
      customer: { id: customer_id },
      public: { iban: 'DE37XXXXXXXXXXXXXX0524', bic: 'FTSBDEFAXXX' },
      private: { iban: 'DE37503240001000000524' },
      mandate: { iban: 'DE37503240001000000524', type: 'CORE', status: 'ok' },
    });
    const changed = await containers.update(made.id, OTHER_ACCOUNT);
    expect(changed).toMatchObject({
      id: made.id,
      customer: { id: customer_id },
      public: { iban: 'DE02XXXXXXXXXXXXXX2051' },
      mandate: { iban: 'DE02120300000000202051' },
    });
  });

  test('is returned in an array when it is deleted', async () => {
    const { containers } = openSandbox().secuconnect.payment;
    const made = await containers.create(ACCOUNT);
    expect(await containers.delete(made.id)).toEqual([made]);
    expect(isNotFoundError(await failureOf(containers.get(made.id)))).toBe(true);
  });

  test.each([
    ['a card', { type: 'credit_card', private: { pan: '411111XXXXXX1111' } }],
    ['a PayPal account', { type: 'paypal', private: { email: 'erika@example.com' } }],
    ['no account', { type: 'bank_account', private: { owner: 'Erika' } }],
    ['nothing', {}],
    ['a wrong IBAN', { private: { iban: 'DE37503240001000000525' } }],
  ])('with %s is rejected', async (_, input) => {
    const { containers } = openSandbox().secuconnect.payment;
    expect(await failureOf(containers.create(input as never))).toMatchObject({
      error: 'ProductFormatException',
      code: 1004,
    });
    const { id } = await containers.create(ACCOUNT);
    expect(await failureOf(containers.update(id, input as never))).toMatchObject({ code: 1004 });
  });

  test('of a payer who does not exist is rejected', async () => {
    const { containers } = openSandbox().secuconnect.payment;
    expect(
      isNotFoundError(await failureOf(containers.create({ ...ACCOUNT, customer_id: 'PCU_UNKNOWN' as never }))),
    ).toBe(true);
  });

  test('that was archived can be read, and not be charged', async () => {
    const { secuconnect } = openSandbox();
    const { containers } = secuconnect.payment;
    const { id } = await containers.create(ACCOUNT);
    const early = await secuconnect.smart.transactions.create({ ...SALE, container: { id } as never });
    expect(await containers.archive(id)).toEqual({ result: true });
    expect(await containers.archive(id)).toEqual({ result: false });
    expect(await containers.get(id)).toMatchObject({ id });
    const late = await secuconnect.smart.transactions.create(SALE);
    const { transactions } = secuconnect.smart;
    expect(await failureOf(transactions.start(late.id, 'debit', { container: { id } as never }))).toMatchObject({
      code: 1004,
    });
    expect(await failureOf(transactions.start(early.id, 'debit', {}))).toMatchObject({ code: 1004 });
  });
});

test('a network token is requested, active and archived, each with a push', async () => {
  const { secuconnect, sandbox, pushes } = openSandbox();
  const { containers } = secuconnect.payment;
  const notification_url = 'https://shop.example.com/tokens';
  const { id, token_status } = await containers.create({ ...WALLET, request_token: true, notification_url });
  expect(token_status).toMatchObject({ status: 'requested' });
  await sandbox.control.advance('1m');
  expect((await containers.get(id)).token_status).toMatchObject({ status: 'active' });
  await containers.archive(id);
  expect((await containers.get(id)).token_status).toMatchObject({ status: 'archivePending' });
  await sandbox.control.advance('1m');
  expect((await containers.get(id)).token_status).toMatchObject({ status: 'archived' });
  const push = [notification_url, 'payment.containers', id];
  expect(pushes.map(({ url, body }) => [url, body.target, body.data[0]?.id])).toEqual([push, push]);
});

test('a network token that is archived at once does not become active', async () => {
  const { secuconnect, sandbox } = openSandbox();
  const { containers } = secuconnect.payment;
  const { id } = await containers.create({ ...WALLET, request_token: true });
  await containers.archive(id);
  await sandbox.control.advance('5m');
  expect((await containers.get(id)).token_status).toMatchObject({ status: 'archived' });
});

describe('a B2B mandate', () => {
  test('is active once its signed form was checked', async () => {
    const { secuconnect, sandbox } = openSandbox();
    const { containers } = secuconnect.payment;
    const { id } = await containers.create(ACCOUNT);
    const { mandate_url } = await containers.mandate(id, { type: 'B2B' });
    expect(mandate_url).toMatch(/\.pdf$/);
    const { id: document_id } = await secuconnect.document.uploads.create({ content: btoa('signed') });
    expect((await containers.uploadMandate(id, { document_id })).service_issue_id).toBeTypeOf('number');
    expect((await containers.get(id)).mandate).toMatchObject({ type: 'B2B', status: 'requested' });
    await sandbox.control.advance('1d');
    expect((await containers.get(id)).mandate).toMatchObject({ type: 'B2B', status: 'ok' });
    expect(await failureOf(containers.uploadMandate(id, { document_id }))).toMatchObject({ code: 1003 });
  });

  test('needs a bank account, its form, and a document that is not too old', async () => {
    const { secuconnect, sandbox } = openSandbox();
    const { containers } = secuconnect.payment;
    const { id } = await containers.create(ACCOUNT);
    const wallet = await containers.create(WALLET);
    expect(await failureOf(containers.mandate(wallet.id, { type: 'B2B' }))).toMatchObject({ code: 1001 });
    expect(await failureOf(containers.mandate(id, { type: 'CORE' }))).toMatchObject({ code: 1001 });
    const { id: document_id } = await secuconnect.document.uploads.create({ content: btoa('signed') });
    expect(await failureOf(containers.uploadMandate(id, { document_id }))).toMatchObject({ code: 1003 });
    await containers.mandate(id, { type: 'B2B' });
    expect(await failureOf(containers.uploadMandate(id, {}))).toMatchObject({ code: 1001 });
    await sandbox.control.advance('20m');
    expect(await failureOf(containers.uploadMandate(id, { document_id }))).toMatchObject({
      error: 'ProductFormatException',
    });
  });
});

test('an IBAN is judged without an error', async () => {
  const { containers } = openSandbox().secuconnect.payment;
  const check = (iban: string) => containers.validateSingleIban({ id: 7, iban });
  expect(await check('DE37503240001000000524')).toEqual({
    id: 7,
    valid: true,
    iban: 'DE37503240001000000524',
    bic: 'FTSBDEFAXXX',
    bankname: 'Example Bank',
  });
  expect(await check('DE37503240001000000525')).toMatchObject({ valid: false, bic: null, bankname: null });
});

test('a customer has a normalised contact, is replaced, and is returned in an array when deleted', async () => {
  const { customers } = openSandbox().secuconnect.payment;
  const contact = { ...PAYER.contact, phone: '+49 35955 555555', dob: '1984-05-17' };
  const made = await customers.create({ contact });
  expect(made.contact).toMatchObject({
    name: 'Erika Beispiel',
    phone: '+4935955555555',
    dob: '1984-05-17T00:00:00+01:00',
  });
  const changed = await customers.update(made.id, { contact: { companyname: 'Example Office GmbH' } });
  expect(changed.contact).toEqual({ companyname: 'Example Office GmbH', name: 'Example Office GmbH' });
  expect(await customers.delete(made.id)).toEqual([changed]);
  expect(isNotFoundError(await failureOf(customers.update(made.id, {})))).toBe(true);
});

describe('a mandate', () => {
  const MANDATE = {
    iban: 'DE37503240001000000524',
    bic: 'FTSBDEFAXXX',
    type: 'CORE',
    date_of_signature: '2026-02-27',
    identification: 'EXAMPLE-1',
    merchant_id: { id: MERCHANT },
  } as const;

  test('of the ordinary scheme is active, and one between companies after a check', async () => {
    const { secuconnect, sandbox } = openSandbox();
    const { mandates } = secuconnect.payment;
    expect(await mandates.create(MANDATE)).toMatchObject({ status: 11, identification: 'EXAMPLE-1' });
    const { id } = await mandates.create({ ...MANDATE, type: 'B2B' });
    expect(await mandates.get(id)).toMatchObject({ status: 20, merchant: { id: MERCHANT } });
    await sandbox.control.advance('1d');
    expect(await mandates.get(id)).toMatchObject({ status: 21 });
  });

  test('is registered with others, or none of them is', async () => {
    const { secuconnect, sandbox } = openSandbox();
    const { mandates } = secuconnect.payment;
    const wrong = { ...MANDATE, iban: 'DE37503240001000000525' };
    expect(await failureOf(mandates.bulk([MANDATE, wrong]))).toMatchObject({ code: 1001 });
    expect(sandbox.control.counts()).not.toHaveProperty('payment.mandates');
    await mandates.bulk([MANDATE, { ...MANDATE, identification: 'EXAMPLE-2' }]);
    expect(sandbox.control.counts()['payment.mandates']).toBe(2);
    expect(await failureOf(mandates.create({ ...MANDATE, type: 'OTHER' }))).toMatchObject({ code: 1001 });
    expect(isNotFoundError(await failureOf(mandates.create({ ...MANDATE, merchant_id: { id: 'MRC_UNKNOWN' } })))).toBe(
      true,
    );
  });
});

test('card transactions and invoices can be read from the start', async () => {
  const { secuconnect } = openSandbox();
  const transactions = await secuconnect.cardprocessing.transactions.list({ count: 1 });
  const [first] = transactions.data;
  expect(await secuconnect.cardprocessing.transactions.get(first!.id as never)).toEqual(first);
  const [invoice] = (await secuconnect.payment.invoices.list()).data;
  expect(await secuconnect.payment.invoices.get(invoice!.id as never)).toEqual(invoice);
});
