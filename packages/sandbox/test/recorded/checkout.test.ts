import { describe, expect, test } from 'vitest';
import {
  anyLink,
  DEBIT,
  errorOf,
  german,
  link,
  number,
  openSteps,
  PUSH_URL,
  SALE,
  text,
  time,
  url,
  withPrefix,
} from './steps.ts';

/** A sale at every step. */
const SMART = {
  object: 'smart.transactions',
  id: withPrefix('STX'),
  created: time,
  updated: time,
  intent: 'sale',
  is_demo: false,
  merchant: { ...anyLink('general.merchants'), companyname: text },
  contract: anyLink('general.contracts'),
  customer: {
    ...link('payment.customers', 'PCU'),
    created: time,
    merchant: anyLink('general.merchants'),
    contract: anyLink('general.contracts'),
    contact: { ...SALE.customer.contact, name: 'Erika Beispiel' },
  },
  basket: SALE.basket,
  basket_info: SALE.basket_info,
  transactionRef: 'Order 1',
  merchantRef: '1',
  trans_id: number,
  application_context: { return_urls: { url_push: PUSH_URL } },
  payment_context: { auto_capture: false, merchant_initiated: false, accrual: false },
  payment_links: expect.objectContaining({ general: url }) as unknown,
};
const INSTRUCTIONS = {
  owner: text,
  iban: expect.stringMatching(/^DE\d{20}$/) as unknown,
  bic: text,
  bankname: text,
  purpose: expect.stringMatching(/^TA \d+$/) as unknown,
};
const PAYMENTS = [expect.objectContaining(link('payment.transactions', 'PCI'))];
const ACCOUNT = { ...link('payment.containers', 'PCT'), type: 'bank_account' };

describe('a sale', () => {
  test('that was created has links to pages, and no payment', async () => {
    const made = await openSteps().sell();
    expect(made).toEqual({ ...SMART, status: 'created', transactions: [] });
  });

  test('with an empty customer keeps it empty: the page asks for the address', async () => {
    const { customer } = await openSteps().sell({ customer: {} });
    expect(customer).toEqual({});
  });

  test('of a till has no links', async () => {
    const sale = { basket_info: SALE.basket_info, cashier: 'Till 2' };
    const made = (await openSteps().ask('POST', '/Smart/Transactions', sale)).body;
    expect(made).not.toHaveProperty('payment_links');
  });

  test('has a link for each method that its contract offers and it allows', async () => {
    const { sell } = openSteps();
    const keysOf = async (fields: object) => Object.keys((await sell(fields)).payment_links).sort();
    const offered = ['creditcard', 'debit', 'eps', 'general', 'invoice', 'paypal', 'prepaid', 'sofort'];
    expect(await keysOf({})).toEqual(offered);
    expect(await keysOf({ is_demo: true })).toEqual([...offered, 'easycredit'].sort());
    expect(await keysOf({ payment_context: { payment_methods: ['debit', 'giropay'] } })).toEqual(['debit', 'general']);
  });

  test('of a merchant without an account for transfers has no links for them', async () => {
    const { sell, ask, sandbox } = openSteps();
    const contact = SALE.customer.contact;
    const { id } = (await ask('POST', '/Payment/Contracts/me/requestId', { contact, project: 'No transfers' })).body;
    sandbox.control.reviewers.approveContract(id);
    const { payment_links } = await sell({ contract: { id } });
    expect(Object.keys(payment_links).sort()).toEqual(['creditcard', 'debit', 'eps', 'general', 'sofort']);
  });

  test('that is sent again without its basket has none, and keeps the settings of its checkout', async () => {
    const { sell, ask } = openSteps();
    const { id } = await sell();
    const { basket: _basket, ...kept } = SMART;
    const input = { application_context: { language: 'en' } };
    expect((await ask('PUT', `/Smart/Transactions/${id}`, input)).body).toEqual({
      ...kept,
      status: 'created',
      basket_info: { sum: 0, currency: 'EUR' },
      transactions: [],
    });
  });

  test('that is sent again drops what was approved', async () => {
    const { sell, ask } = openSteps();
    const { id } = await sell();
    await ask('POST', `/Smart/Transactions/${id}/prepare/debit`, DEBIT);
    const { basket, basket_info } = SALE;
    const { body } = await ask('PUT', `/Smart/Transactions/${id}`, { basket, basket_info });
    expect(body).toMatchObject({ status: 'created', transactions: [] });
  });

  test('that was paid cannot be sent again', async () => {
    const { sell, ask } = openSteps();
    const { id } = await sell({ payment_context: { auto_capture: true } });
    await ask('POST', `/Smart/Transactions/${id}/prepare/debit`, DEBIT);
    const { status } = await ask('PUT', `/Smart/Transactions/${id}`, { basket_info: SALE.basket_info });
    expect(status).toBe(500);
  });
});

describe('preparing', () => {
  test('a debit approves it, with a link to the new container', async () => {
    const { sell, ask } = openSteps();
    const { id } = await sell();
    const { body } = await ask('POST', `/Smart/Transactions/${id}/prepare/debit`, DEBIT);
    const approved = { ...SMART, payment_method: 'debit', container: ACCOUNT, transactions: PAYMENTS };
    expect(body).toEqual({ ...approved, status: 'approved' });
    expect((await ask('POST', `/Smart/Transactions/${id}/start`, {})).body).toEqual({ ...approved, status: 'ok' });
  });

  test('a debit that captures at once takes the money', async () => {
    const { sell, ask } = openSteps();
    const { id } = await sell({ payment_context: { auto_capture: true } });
    expect((await ask('POST', `/Smart/Transactions/${id}/prepare/debit`, DEBIT)).body.status).toBe('ok');
  });

  test.each(['creditcard', 'paypal', 'easycredit', 'sofort', 'eps', 'giropay'])(
    '%s leads to another page, and leaves the sale open',
    async (method) => {
      const { sell, ask } = openSteps();
      const { id } = await sell();
      const callback_urls = { success_url: 'https://shop.example/ok', failure_url: 'https://shop.example/no' };
      const { body } = await ask('POST', `/Smart/Transactions/${id}/prepare/${method}`, { callback_urls });
      const opened = { ...SMART, payment_method: method, transactions: PAYMENTS };
      expect(body).toEqual({ ...opened, status: 'created', iframe_url: url });
    },
  );

  test.each([
    ['sofort', 'ok'],
    ['giropay', 'ok'],
    ['eps', 'ok'],
    ['creditcard', 'approved'],
    ['paypal', 'approved'],
    ['easycredit', 'approved'],
  ])('%s is %s when the payer comes back', async (method, status) => {
    const { sell, ask, sandbox } = openSteps();
    const { id } = await sell();
    await ask('POST', `/Smart/Transactions/${id}/prepare/${method}`, {});
    sandbox.control.payers.confirm(id, 'approve');
    expect((await ask('GET', `/Smart/Transactions/${id}`)).body.status).toBe(status);
  });

  test.each(['cash', 'cashless', 'loyalty', 'twint', 'unheardof'])('%s is not possible: 405', async (method) => {
    const { sell, ask } = openSteps();
    const { id } = await sell();
    const { status, reason, body } = await ask('POST', `/Smart/Transactions/${id}/prepare/${method}`, {});
    expect([status, reason]).toEqual([405, 'ProductNotAllowedException']);
    expect(body).toEqual(errorOf('ProductNotAllowedException', 1008));
  });

  test.each(['debit', 'invoice', 'sofort', 'easycredit'])(
    '%s without a name and an address fails without saying what is missing',
    async (method) => {
      const { sell, ask } = openSteps();
      const { id } = await sell({ customer: { contact: { email: 'erika@example.com' } } });
      const { status, body } = await ask('POST', `/Smart/Transactions/${id}/prepare/${method}`, DEBIT);
      expect(status).toBe(500);
      expect(body).toEqual(errorOf('ProductFormatException', 1001));
      expect(body.error_details).not.toMatch(/name|address/);
    },
  );
});

describe('a prepayment', () => {
  test('waits for its transfer, and says where to', async () => {
    const { sell, ask, wait } = openSteps();
    const { id } = await sell();
    const { body } = await ask('POST', `/Smart/Transactions/${id}/start/prepaid`, {});
    const pending = {
      ...SMART,
      payment_method: 'prepaid',
      payment_instructions: { ...INSTRUCTIONS, girocode_url: url },
      transactions: PAYMENTS,
    };
    expect(body).toEqual({ ...pending, status: 'pending' });
    expect(body.payment_instructions.purpose).toBe(`TA ${body.trans_id}`);
    await wait('24h');
    expect((await ask('GET', `/Smart/Transactions/${id}`)).body).toEqual({ ...pending, status: 'ok' });
  });

  test('is explained in German, under the payment as under the sale', async () => {
    const { sell, ask } = openSteps();
    const { id } = await sell({ basket_info: { sum: 14000, currency: 'EUR' } });
    const { transactions } = (await ask('POST', `/Smart/Transactions/${id}/start/prepaid`, {})).body;
    const paths = [`${transactions[0].id}/getPaymentInstructions`, `me/getPaymentInstructions/${id}`];
    for (const path of paths) {
      const { body } = await ask('POST', `/Payment/Transactions/${path}`, {});
      expect(body).toEqual({ lang: 'de_DE', amount: german, currency: 'EUR', payment_instructions: INSTRUCTIONS });
      expect(body.amount).toBe('140,00');
    }
  });
});

describe('an invoice', () => {
  test('is approved, started and delivered', async () => {
    const { sell, ask } = openSteps();
    const { id } = await sell();
    const smart = { ...SMART, payment_method: 'invoice', transactions: PAYMENTS };
    const approved = (await ask('POST', `/Smart/Transactions/${id}/prepare/invoice`, {})).body;
    expect(approved).toEqual({ ...smart, status: 'approved' });
    const started = (await ask('POST', `/Smart/Transactions/${id}/start`, {})).body;
    expect(started).toEqual({ ...smart, status: 'ok', payment_instructions: {} });
    const delivery_options = { type: 'shipping', shipped_by: 'DHL', tracking_code: '1', invoice_number: 'R-1' };
    const shipped = (await ask('POST', `/Smart/Transactions/${id}/setDelivery`, { delivery_options })).body;
    expect(shipped).toEqual({ ...smart, status: 'ok', payment_instructions: {}, delivery_options });
    const again = { type: 'shipping', shipped_by: 'DPD' };
    const replaced = (await ask('POST', `/Smart/Transactions/${id}/setDelivery`, { delivery_options: again })).body;
    expect(replaced.delivery_options).toEqual(again);
  });

  test.each([
    [{ type: 'shipping' }, 'received', 'shipped'],
    [{ type: 'collection', store_id: 'STO_1' }, 'collection', 'collected'],
  ])('for an order with %j goes from %s to %s', async (delivery_options, before, after) => {
    const { sell, ask } = openSteps();
    const { id } = await sell({ intent: 'order', delivery_options });
    expect((await ask('POST', `/Smart/Transactions/${id}/start/invoice`, {})).body.status).toBe(before);
    const delivered = await ask('POST', `/Smart/Transactions/${id}/setDelivery`, { delivery_options });
    expect(delivered.body.status).toBe(after);
  });
});

describe('giving up', () => {
  test('a sale that was not started aborts it', async () => {
    const { sell, ask } = openSteps();
    const { id } = await sell();
    const { body } = await ask('POST', `/Smart/Transactions/${id}/abort`, {});
    expect(body).toEqual({ ...SMART, status: 'aborted', transactions: [] });
  });

  test.each(['created', 'approved', 'pending', 'ok'])('a sale that is %s cancels it', async (before) => {
    const { sell, ask } = openSteps();
    const { id } = await sell();
    const path = `/Smart/Transactions/${id}`;
    if (before === 'approved' || before === 'ok') await ask('POST', `${path}/prepare/debit`, DEBIT);
    if (before === 'ok') await ask('POST', `${path}/start`, {});
    if (before === 'pending') await ask('POST', `${path}/start/prepaid`, {});
    expect((await ask('GET', path)).body.status).toBe(before);
    expect((await ask('POST', `${path}/cancel`, {})).body.status).toBe('cancelled');
  });
});

describe('what a contract offers', () => {
  const PATH = '/General/Contracts/me/getAvailablePaymentMethods';
  const METHODS = ['Creditcard', 'Debit', 'easyCredit', 'eps', 'Invoice', 'Paypal', 'Prepay', 'Sofort'];

  test('is a list of names with capital letters', async () => {
    const { ask, sell } = openSteps();
    const input = { currency: 'EUR', is_demo: true };
    const all = [...METHODS, 'Applepay', 'Googlepay'];
    expect((await ask('POST', PATH, input)).body).toEqual(all);
    const { id } = await sell({ is_demo: true });
    expect((await ask('POST', `${PATH}/${id}`, input)).body).toEqual(all);
  });

  test('is a list of small names in the older resource', async () => {
    const { body } = await openSteps().ask('GET', '/Payment/Contracts/me/paymentMethods');
    expect(body).toEqual(['debit', 'creditcard', 'invoice', 'sofort', 'prepay']);
  });

  test('comes with what the buttons of the wallets need', async () => {
    const { body } = await openSteps().ask('GET', '/General/Contracts/me/IframeOptions');
    const nameless = expect.toSatisfy((value: unknown) => value === null || typeof value === 'string');
    expect(body).toEqual({
      payment_hint_title: nameless,
      project_title: nameless,
      project_logo: nameless,
      submit_button_title: nameless,
      primary_colour: nameless,
      language: 'de_DE',
      basket_title: nameless,
      is_basket_shown: true,
      language_formality: 'formal',
      payment_config: { Googlepay: expect.objectContaining({ gateway: text }), Applepay: expect.any(Object) },
    });
  });

  test('are currencies', async () => {
    expect((await openSteps().ask('GET', '/General/Contracts/me/AvailableCurrencies')).body).toEqual(['EUR', 'CHF']);
  });
});
