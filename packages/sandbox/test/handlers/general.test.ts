import { isNotFoundError, isPermissionError } from '@secuconnect/client';
import { describe, expect, test } from 'vitest';
import { MemoryJournal } from '../engine/engine-fixture.ts';
import { failureOf } from '../support/failure-of.ts';
import { ACCOUNT, openSandbox, PAYER } from '../support/open-sandbox.ts';

const OWN = 'GCR_2K8NXW4PR7M1Q5T9V3Y6Z0B2D4F8H1';
const PENDING = 'GCR_7R2TXP4WM9K1N5Q8V3Y6Z0A4C7E1G';
const MERCHANT = 'MRC_5P1RXK7MW2N8Q4T6V9Y3Z0C5E7G2J';
const SALE = { intent: 'sale', customer: PAYER, basket_info: { sum: 1995, currency: 'EUR' } } as const;

describe('the checkout settings of a contract', () => {
  test('change one by one with patch, and fall back to on with update', async () => {
    const { contracts } = openSandbox().secuconnect.general;
    const off = (name: string) => ({ checkout_configuration: { notifications: { [name]: false } } });
    await contracts.patch(OWN, off('merchant_order_mail'));
    expect((await contracts.patch(OWN, off('customer_order_mail'))).checkout_configuration?.notifications).toEqual({
      merchant_order_mail: false,
      customer_order_mail: false,
    });
    await contracts.update(OWN, off('customer_order_mail'));
    expect((await contracts.get(OWN)).checkout_configuration?.notifications).toEqual({
      merchant_order_mail: true,
      customer_order_mail: false,
    });
  });

  test('have a picture behind the payment links', async () => {
    const { contracts } = openSandbox().secuconnect.general;
    const background = { enabled: true, image_url: 'https://shop.example.com/counter.jpg' };
    await contracts.savePaymentLinkConfiguration(OWN, { background });
    expect((await contracts.get('me' as never)).payment_link_options).toEqual({ background });
  });

  test('of an unknown contract are not found', async () => {
    const { contracts } = openSandbox().secuconnect.general;
    expect(isNotFoundError(await failureOf(contracts.get('GCR_UNKNOWN' as never)))).toBe(true);
  });
});

describe('the external providers of a contract', () => {
  const credentials = (name: string) => ({ client_id: `${name}-id`, client_secret: `${name}-secret` });

  test('are set up and changed without a word about their secrets', async () => {
    const journal = new MemoryJournal();
    const { secuconnect, request } = openSandbox({ journal });
    const { contracts } = secuconnect.general;
    await contracts.updateThirdPartyConfiguration(OWN, { paypal: { live: credentials('live') } });
    expect(await contracts.getThirdPartyConfiguration(OWN)).toEqual({ paypal: { live: { client_id: 'live-id' } } });
    const changed = await contracts.patchThirdPartyConfiguration(OWN, {
      paypal: { sandbox: credentials('test') },
      saferpay: { live: credentials('cards') },
    });
    expect(changed).toEqual({
      paypal: { live: { client_id: 'live-id' }, sandbox: { client_id: 'test-id' } },
      saferpay: { live: { client_id: 'cards-id' } },
    });
    expect(await (await request('GET', `/General/Contracts/${OWN}`)).text()).not.toContain('secret');
    // What is not stored cannot get out in another way either.
    expect(JSON.stringify(journal.commits)).not.toContain('-secret');
    expect(await contracts.createThirdPartyConfiguration(OWN, { saferpay: null })).not.toHaveProperty('saferpay');
  });

  test('are removed one by one, and a second time they are not found', async () => {
    const { contracts } = openSandbox().secuconnect.general;
    expect(await contracts.deleteThirdPartyConfiguration(OWN, 'paypal')).toEqual({
      easycredit: { sandbox: { client_id: 'example-easycredit-sandbox-id' } },
    });
    expect(isNotFoundError(await failureOf(contracts.deleteThirdPartyConfiguration(OWN, 'paypal')))).toBe(true);
  });
});

describe('the payment methods of a contract', () => {
  const DEMO = { currency: 'EUR', is_demo: true };

  test('depend on the currency and on the providers', async () => {
    const { contracts } = openSandbox().secuconnect.general;
    expect(await contracts.getAvailablePaymentMethods(OWN, DEMO)).toEqual([
      'Creditcard',
      'Debit',
      'easyCredit',
      'eps',
      'Invoice',
      'Paypal',
      'Prepay',
      'Sofort',
      'Applepay',
      'Googlepay',
    ]);
    expect(await contracts.getAvailablePaymentMethods(OWN, { currency: 'CHF', is_demo: false })).toEqual([
      'Creditcard',
      'Invoice',
      'Paypal',
      'Prepay',
      'Applepay',
      'Googlepay',
    ]);
    expect(await contracts.getAvailableCurrencies(OWN)).toEqual(['EUR', 'CHF']);
    await contracts.deleteThirdPartyConfiguration(OWN, 'paypal');
    expect(await contracts.getAvailablePaymentMethods(OWN, DEMO)).not.toContain('Paypal');
  });

  test('are an empty list before the approval, except for tests', async () => {
    const { contracts } = openSandbox().secuconnect.general;
    expect(await contracts.getAvailablePaymentMethods(PENDING, { currency: 'EUR', is_demo: false })).toEqual([]);
    // It has no account that payers could transfer to.
    expect(await contracts.getAvailablePaymentMethods(PENDING, DEMO)).toEqual([
      'Creditcard',
      'Debit',
      'eps',
      'Sofort',
      'Applepay',
      'Googlepay',
    ]);
  });

  test('are fewer for a sale that allows fewer, or has an incomplete payer', async () => {
    const { secuconnect } = openSandbox();
    const { contracts } = secuconnect.general;
    const restricted = await secuconnect.smart.transactions.create({
      ...SALE,
      payment_context: { payment_methods: ['debit', 'prepaid'] },
    });
    const available = (id: never) => contracts.getAvailablePaymentMethodsForTransaction(OWN, id, DEMO);
    expect(await available(restricted.id as never)).toEqual(['Debit', 'Prepay']);
    const unknown = await secuconnect.smart.transactions.create({ ...SALE, customer: { contact: { surname: 'B' } } });
    expect(await available(unknown.id as never)).toEqual([
      'Creditcard',
      'eps',
      'Paypal',
      'Prepay',
      'Applepay',
      'Googlepay',
    ]);
    expect(isNotFoundError(await failureOf(available('STX_UNKNOWN' as never)))).toBe(true);
  });

  test('have older names for the older API', async () => {
    const { contracts } = openSandbox().secuconnect.payment;
    expect(await contracts.getPaymentMethods(OWN)).toEqual(['debit', 'creditcard', 'invoice', 'sofort', 'prepay']);
    expect(await contracts.getPaymentMethods(PENDING)).toEqual(['debit', 'creditcard', 'sofort']);
  });
});

describe('a contract', () => {
  test('that was terminated rejects new sales, and says so with a push', async () => {
    const { secuconnect, sandbox, pushes } = openSandbox({ settings: { pushUrl: 'https://shop.example.com/pushes' } });
    const open = await secuconnect.smart.transactions.create(SALE);
    expect(await secuconnect.general.contracts.terminate(OWN)).toEqual({ result: true });
    await sandbox.control.idle();
    expect(pushes.map(({ url, body }) => [url, body.target, body.data[0]?.id])).toEqual([
      ['https://shop.example.com/pushes', 'general.contracts', OWN],
    ]);
    const rejected = await failureOf(secuconnect.smart.transactions.create(SALE));
    expect(isPermissionError(rejected)).toBe(true);
    expect(rejected).toMatchObject({ status: 403, error: 'ProductNotAllowedException' });
    expect(
      isPermissionError(
        await failureOf(secuconnect.smart.transactions.start(open.id, 'debit', { container: ACCOUNT })),
      ),
    ).toBe(true);
    expect(await failureOf(secuconnect.general.contracts.terminate(OWN))).toMatchObject({ status: 500 });
  });

  test('that is not approved rejects sales, but no tests', async () => {
    const { transactions } = openSandbox().secuconnect.smart;
    const sale = { ...SALE, contract: { id: PENDING } } as const;
    expect(await failureOf(transactions.create(sale))).toMatchObject({ status: 403 });
    expect(await transactions.create({ ...sale, is_demo: true })).toMatchObject({ status: 'created' });
  });

  test('releases all that is withheld, in the background', async () => {
    const { secuconnect, sandbox } = openSandbox();
    const { id } = await secuconnect.smart.transactions.create({ ...SALE, payment_context: { accrual: true } });
    const sale = await secuconnect.smart.transactions.start(id, 'debit', { container: ACCOUNT });
    const payment = sale.transactions![0]!.id as never;
    expect(await secuconnect.payment.transactions.get(payment)).toMatchObject({ accrual: true });
    await secuconnect.general.contracts.revokeAccrual(OWN);
    await sandbox.control.idle();
    expect(await secuconnect.payment.transactions.get(payment)).toMatchObject({ accrual: false });
  });

  test('has what transfers have brought as its balance', async () => {
    const { secuconnect, sandbox } = openSandbox();
    expect(await secuconnect.general.contracts.getTransferBalance(OWN)).toEqual({ id: OWN, balances: [] });
    const { id } = await secuconnect.smart.transactions.create(SALE);
    await secuconnect.smart.transactions.start(id, 'prepaid');
    await sandbox.control.advance('24h');
    expect(await secuconnect.general.contracts.getTransferBalance(OWN)).toEqual({ id: OWN, balances: { EUR: 1995 } });
  });

  test('gets another payout account, unless its IBAN is wrong', async () => {
    const { contracts } = openSandbox().secuconnect.general;
    const account = { iban: 'DE37503240001000000524', bic: 'FTSBDEFAXXX', owner: 'Example Coffee GmbH' };
    expect(await contracts.updateBankAccount(OWN, account)).toEqual({ result: true });
    expect(
      await failureOf(contracts.updateBankAccount(OWN, { ...account, iban: 'DE00503240001000000524' })),
    ).toMatchObject({ error: 'ProductFormatException', code: 1001 });
  });

  test('shows its options for payment pages, with wallets once it is approved', async () => {
    const { contracts } = openSandbox().secuconnect.general;
    const own = await contracts.getIframeOptions(OWN);
    expect(own).toMatchObject({ project_title: 'Example Coffee', is_basket_shown: true });
    expect(own.payment_config?.Applepay?.label).toBe('Example Coffee');
    expect((await contracts.getIframeOptions(PENDING)).payment_config).toEqual({});
  });
});

describe('a merchant', () => {
  test('publishes legal texts and return URLs, which payers may know', async () => {
    const { secuconnect } = openSandbox();
    const { merchants } = secuconnect.general;
    const logo = await secuconnect.document.uploads.create({ content: btoa('logo'), type: 'image/png' });
    const urls = [{ type: 'url_success', url: 'https://shop.example.com/done' }] as const;
    await merchants.update(MERCHANT, {
      legal_details: [
        { type: 'imprint', language: 'en', content: '<h1>Imprint</h1>' },
        { type: 'logo', language: 'en', content: logo.id },
      ],
    });
    await merchants.update('me' as never, { urls: [...urls] });
    const known = await merchants.getPublicData(MERCHANT, OWN);
    expect(known.company?.companyname).toBe('Example Coffee GmbH');
    expect(known.merchant_urls).toEqual(urls);
    expect(known.legal_details?.map(({ type, content_type }) => [type, content_type])).toEqual([
      ['imprint', 'text/html'],
      ['logo', 'image/png'],
    ]);
  });

  test('has a trade, from a list that the sandbox starts with', async () => {
    const { merchants } = openSandbox().secuconnect.general;
    expect(await merchants.getMerchantCategories()).toContainEqual({ id: 13, description: 'Buchhandel' });
  });

  test('that is unknown is not found', async () => {
    const { merchants } = openSandbox().secuconnect.general;
    expect(isNotFoundError(await failureOf(merchants.get('MRC_UNKNOWN' as never)))).toBe(true);
  });
});

describe('a store', () => {
  const STORE = {
    name: 'Roastery',
    address: { street: 'Beispielring', street_number: '7', postal_code: '01896', city: 'Pulsnitz', country: 'DE' },
    phone: '+49 35955 555556',
  };

  test('is created with its address in parts, and changed', async () => {
    const { stores } = openSandbox().secuconnect.general;
    const store = await stores.create(STORE);
    expect(store).toMatchObject({
      name: 'Roastery',
      name_raw: 'Roastery',
      merchant: { id: MERCHANT },
      address_formatted: 'Beispielring 7, 01896 Pulsnitz, Deutschland',
      phone_number_formatted: '+4935955555556',
    });
    expect(store.address_components).toContainEqual({
      long_name: 'Deutschland',
      short_name: 'DE',
      types: ['country', 'political'],
    });
    await stores.update(store.id, { name: 'Roastery 2' });
    expect(await stores.get(store.id)).toMatchObject({
      name: 'Roastery 2',
      address_formatted: store.address_formatted,
    });
  });

  test('of a merchant that does not exist is rejected', async () => {
    const { stores } = openSandbox().secuconnect.general;
    expect(isNotFoundError(await failureOf(stores.create({ ...STORE, merchant: 'MRC_UNKNOWN' as never })))).toBe(true);
    expect(await failureOf(stores.create({}))).toMatchObject({ error: 'ProductFormatException' });
  });
});

test('countries have names in two languages', async () => {
  const countries = await openSandbox().secuconnect.public.website.getAvailableCountries();
  expect(countries).toContainEqual({ en: 'Germany', iso_code: 'DE', de: 'Deutschland' });
  expect(countries.map(({ iso_code }) => iso_code)).toEqual(expect.arrayContaining(['AT', 'CH']));
});
