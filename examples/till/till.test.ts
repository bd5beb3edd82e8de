import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SmartTransaction } from '@secuconnect/client';
import { createFakeApi, fixtures, type DeepPartial, type FakeApi } from '@secuconnect/client/testing';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { connect, createTill } from './till.ts';

const ITEMS = [{ desc: 'Flat white', quantity: 2, priceOne: 350, tax: 7 }];
const CARD = '9276004424242420';
const receiptOf = (text: string) => [{ type: 'textline' as const, value: { text } }];

let fake: FakeApi;
let folder: string;
let printed: string[];
beforeEach(() => {
  // Delays pass at once.
  vi.useFakeTimers();
  vi.setTimerTickMode('nextTimerAsync');
  fake = createFakeApi();
  folder = mkdtempSync(join(tmpdir(), 'till-'));
  printed = [];
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true });
});

const print = (text: string): number => printed.push(text);
const journal = (): string => join(folder, 'open-sale.json');
/** The till; another one is the till after a restart. */
const till = () => createTill(fake.client(), 'Till 2', 'MRC_1', journal(), print);
const stx = (overrides: DeepPartial<SmartTransaction>): SmartTransaction =>
  fixtures.smartTransaction({
    id: 'STX_1',
    transactions: [],
    receipt: receiptOf('Thank you'),
    transactionRef: 'Till 2 7',
    ...overrides,
  });
/** What was sent, reads aside. */
const writes = () =>
  fake
    .calls()
    .filter(({ method }) => method !== 'GET')
    .map(({ operation, path, body }) => [operation, ...Object.values(path), ...(body === undefined ? [] : [body])]);
const starts = () => fake.calls('smart.transactions.start').map(({ path }) => path.paymentMethod);

beforeEach(() => {
  fake.on('smart.transactions.create').reply(stx({ status: 'created' }));
  fake.on('smart.transactions.start').reply(stx({ status: 'ok' }));
});

describe('connect()', () => {
  // Files do not keep up with delays that pass at once.
  beforeEach(() => void vi.useRealTimers());

  const options = () => ({
    baseUrl: 'https://fake.secuconnect.invalid/api/v2',
    auth: { clientId: 'fake', clientSecret: 'fake-secret' },
    fetch: fake.fetch,
  });
  const login = () => connect(options(), '/vendor/example/cashier/7', join(folder, 'tokens'), print);
  const code = (user_code: string) =>
    Response.json({
      device_code: `device-${user_code}`,
      user_code,
      verification_url: 'https://login.example',
      expires_in: 300,
      interval: 1,
    });
  const error = (name: string) => Response.json({ error: name }, { status: 400 });
  const token = () => Response.json({ access_token: 'a', expires_in: 1200, token_type: 'bearer', refresh_token: 'r' });

  /** Responds to the token requests in turn. */
  function respond(...responses: (() => Response)[]): void {
    const stub = fake.on('oauth.token');
    for (const response of responses) stub.respond(response).times(1);
  }
  const requested = () => fake.calls('oauth.token').map(({ body }) => body);

  test('a person enters a code once, and a restart needs none', async () => {
    respond(
      () => code('AB12'),
      () => error('authorization_pending'),
      token,
    );
    await login();
    expect(printed).toEqual(['Enter AB12 at https://login.example.']);
    expect(requested()).toEqual([
      expect.objectContaining({ grant_type: 'device', uuid: '/vendor/example/cashier/7' }),
      expect.objectContaining({ grant_type: 'device', code: expect.any(String) }),
      expect.objectContaining({ grant_type: 'device', code: expect.any(String) }),
    ]);
    await login();
    expect(printed).toHaveLength(1);
    expect(requested()).toHaveLength(3);
  });

  test('a code that expires throws, and the next call shows a new one', async () => {
    respond(
      () => code('AB12'),
      () => error('expired_token'),
      () => code('CD34'),
      token,
    );
    await expect(login()).rejects.toThrow('The device code expired before it was entered');
    await login();
    expect(printed).toEqual(['Enter AB12 at https://login.example.', 'Enter CD34 at https://login.example.']);
  });

  test('a till without a secret is not connected', async () => {
    const connecting = connect({ ...options(), auth: { token: 't' } }, '/vendor/1', folder, print);
    await expect(connecting).rejects.toThrow('A till needs a client id and its secret.');
  });
});

describe('sell()', () => {
  test('a sale in cash is booked and printed, and leaves no journal', async () => {
    const sold = await till().sell(7, ITEMS, 'cash');
    expect(sold.status).toBe('ok');
    expect(writes()).toEqual([
      [
        'smart.transactions.create',
        {
          intent: 'sale',
          transactionRef: 'Till 2 7',
          cashier: 'Till 2',
          idents: [],
          basket: {
            products: [{ id: 1, item_type: 'article', desc: 'Flat white', quantity: 2, priceOne: 350, tax: 7 }],
          },
          basket_info: { sum: 700, currency: 'EUR' },
        },
      ],
      ['smart.transactions.start', 'STX_1', 'cash'],
    ]);
    expect(printed).toEqual(['€7.00, cash', 'Thank you']);
    expect(existsSync(journal())).toBe(false);
    fake.verify();
  });

  test.each([
    ['pays a part, the rest is paid at the terminal', 247, 'cashless', '€2.47, cashless'],
    ['pays everything', 0, 'loyalty', '€0.00, loyalty'],
  ])('a loyalty card %s', async (_, missing_sum, method, line) => {
    fake.on('loyalty.merchantCards.validateMerchantCard').reply({ isValid: true, isLocked: false });
    fake.on('smart.transactions.preTransaction').reply({ missing_sum, bonus_products: [] });
    await till().sell(7, ITEMS, 'cashless', CARD);
    expect(fake.calls('loyalty.merchantCards.validateMerchantCard').map(({ body }) => body)).toEqual([
      { merchant: 'MRC_1', cardnumber: CARD },
    ]);
    expect(fake.calls('smart.transactions.create')[0]?.body?.idents).toEqual([{ type: 'card', value: CARD }]);
    expect(starts()).toEqual([method]);
    expect(printed[0]).toBe(line);
  });

  test.each([
    ['unknown', { isValid: false, isLocked: false }],
    ['locked', { isValid: true, isLocked: true }],
  ])('a card that is %s is rejected, and nothing is booked', async (_, card) => {
    fake.on('loyalty.merchantCards.validateMerchantCard').reply(card);
    await expect(till().sell(7, ITEMS, 'cash', CARD)).rejects.toThrow('Ask for another card');
    expect(writes()).toHaveLength(1);
    expect(existsSync(journal())).toBe(false);
  });

  test('the copy of the merchant is printed if the terminal asks for it', async () => {
    const receipt_merchant = receiptOf('Merchant copy');
    fake.on('smart.transactions.start').reply(stx({ status: 'ok', receipt_merchant, receipt_merchant_print: true }));
    await till().sell(7, ITEMS, 'cashless');
    expect(printed.slice(1)).toEqual(['Thank you', 'Merchant copy']);
  });

  test('when the response to create is lost, the sale goes on with the transaction that was created', async () => {
    fake.on('smart.transactions.create').networkError('reset').times(1);
    fake.on('smart.transactions.list').replyWithItems([stx({ id: 'STX_5', status: 'created' })]);
    await till().sell(7, ITEMS, 'cash');
    expect(fake.calls('smart.transactions.list')[0]?.query.q).toBe('transactionRef:"Till 2 7"');
    expect(writes().map((call) => call.slice(0, 2))).toEqual([
      ['smart.transactions.create', expect.anything()],
      ['smart.transactions.start', 'STX_5'],
    ]);
  });

  test('when the response of the terminal is lost, the till reads until the payment is decided, and starts no second one', async () => {
    fake.on('smart.transactions.start').networkError('reset').times(1);
    fake
      .on('smart.transactions.get')
      .replyWithSequence([stx({ status: 'processing' }), stx({ status: 'processing' }), stx({ status: 'ok' })]);
    expect((await till().sell(7, ITEMS, 'cashless')).status).toBe('ok');
    expect(fake.calls('smart.transactions.get')).toHaveLength(3);
    expect(starts()).toEqual(['cashless']);
    expect(existsSync(journal())).toBe(false);
  });

  test('a payment that fails stays open, and can be paid with another method', async () => {
    fake.on('smart.transactions.start').replyError(405).times(1);
    fake.on('smart.transactions.get').reply(stx({ status: 'failed' }));
    await expect(till().sell(7, ITEMS, 'cashless')).rejects.toMatchObject({ outcome: 'no-effect' });
    expect((await till().resume('cash')).status).toBe('ok');
    expect(starts()).toEqual(['cashless', 'cash']);
    expect(fake.calls('smart.transactions.create')).toHaveLength(1);
  });

  test('no sale begins before the one before has ended', async () => {
    fake.on('smart.transactions.start').replyError(405);
    await expect(till().sell(7, ITEMS, 'cashless')).rejects.toThrow('405');
    const before = writes().length;
    await expect(till().sell(8, ITEMS, 'cash')).rejects.toThrow('A sale has not ended');
    await expect(till().endOfDay()).rejects.toThrow('A sale has not ended');
    await expect(till().cancel('STX_0')).rejects.toThrow('A sale has not ended');
    expect(writes()).toHaveLength(before);
    expect(JSON.parse(readFileSync(journal(), 'utf8'))).toEqual({ reference: 'Till 2 7', sum: 700, id: 'STX_1' });
  });
});

describe('resume()', () => {
  /** A sale whose payment at the terminal was started, and of which nothing was heard since. */
  async function interrupted(): Promise<void> {
    fake.on('smart.transactions.start').networkError('reset').times(1);
    fake.on('smart.transactions.get').reply(stx({ status: 'processing' }));
    await expect(till().sell(7, ITEMS, 'cashless')).rejects.toMatchObject({ name: 'WaitTimeoutError' });
    expect(starts()).toEqual(['cashless']);
  }

  test('a payment that is still unclear is not started again before the cashier has looked at the terminal', async () => {
    await interrupted();
    await expect(till().resume('cash')).rejects.toThrow('It is unclear whether STX_1 was paid. Look at the terminal');
    expect(starts()).toEqual(['cashless']);
    await till().resume('cash', true);
    expect(starts()).toEqual(['cashless', 'cash']);
  });

  test('a payment that turns out to be paid is printed, and not started again', async () => {
    await interrupted();
    fake.on('smart.transactions.get').reply(stx({ status: 'ok' }));
    await till().resume('cashless', true);
    expect(starts()).toEqual(['cashless']);
    expect(printed.at(-1)).toBe('Thank you');
    await expect(till().resume('cash')).rejects.toThrow('There is no sale to resume.');
  });

  test('a customer who leaves has the transaction cancelled', async () => {
    await interrupted();
    fake.on('smart.transactions.cancel').reply(stx({ status: 'cancelled' }));
    await till().resume('cancel');
    expect(writes().at(-1)).toEqual(['smart.transactions.cancel', 'STX_1']);
    expect(existsSync(journal())).toBe(false);
  });

  test('a sale that never arrived can be entered again', async () => {
    fake.on('smart.transactions.create').networkError('reset').times(1);
    fake.on('smart.transactions.list').replyWithItems([]);
    await expect(till().sell(7, ITEMS, 'cash')).rejects.toThrow('It is unclear whether the sale was booked');
    await expect(till().resume('cash')).rejects.toThrow('Nothing was booked: enter the sale again.');
    await till().sell(7, ITEMS, 'cash');
    expect(starts()).toEqual(['cash']);
  });
});

describe('cancel()', () => {
  test('a receipt is cancelled by its number', async () => {
    fake.on('smart.transactions.get').reply(stx({ status: 'ok', receipt_number: 31 }));
    fake.on('smart.transactions.cancelTrx').reply(stx({ status: 'cancelled' }));
    expect((await till().cancel('STX_1')).status).toBe('cancelled');
    expect(writes()).toEqual([['smart.transactions.cancelTrx', '31']]);
    expect(printed).toEqual(['Thank you']);
  });

  test('a payment by card is refunded, because its receipt cancels nothing', async () => {
    const sold = { receipt_number: 31, payment_method: 'cashless' };
    fake.on('smart.transactions.get').reply(stx({ status: 'ok', ...sold }));
    fake.on('smart.transactions.cancel').reply(stx({ status: 'cancelled', ...sold }));
    expect((await till().cancel('STX_1')).status).toBe('cancelled');
    expect(writes().map(([operation]) => operation)).toEqual(['smart.transactions.cancel']);
  });

  test('when the response is lost, the till reads, and cancels nothing twice', async () => {
    const states = ['ok', 'ok', 'cancelled'].map((status) => stx({ status, receipt_number: 31 }));
    fake.on('smart.transactions.get').replyWithSequence(states);
    fake.on('smart.transactions.cancelTrx').networkError('reset');
    expect((await till().cancel('STX_1')).status).toBe('cancelled');
    await expect(till().cancel('STX_1')).rejects.toThrow('STX_1 is cancelled already.');
    expect(fake.calls('smart.transactions.cancelTrx')).toHaveLength(1);
  });

  test('a sale without a receipt number is not cancelled', async () => {
    fake.on('smart.transactions.get').reply(stx({ status: 'ok' }));
    await expect(till().cancel('STX_1')).rejects.toThrow('STX_1 has no receipt.');
    expect(writes()).toEqual([]);
  });
});

describe('endOfDay()', () => {
  test('the terminal is checked, and its report printed', async () => {
    fake.on('smart.transactions.diagnosis').reply(stx({ status: 'ok' }));
    fake.on('smart.transactions.endOfDay').reply(stx({ status: 'ok', receipt: receiptOf('Total') }));
    await till().endOfDay();
    expect(writes()).toEqual([
      ['smart.transactions.diagnosis', 'me'],
      ['smart.transactions.endOfDay', 'me'],
    ]);
    expect(printed).toEqual(['Total']);
  });

  test('the day stays open without a terminal', async () => {
    fake.on('smart.transactions.diagnosis').reply(stx({ status: 'failed' }));
    await expect(till().endOfDay()).rejects.toThrow('The terminal is not connected: the day stays open.');
    expect(fake.calls('smart.transactions.endOfDay')).toEqual([]);
  });

  test('a lost report is not requested again: the slip of the terminal decides', async () => {
    fake.on('smart.transactions.diagnosis').reply(stx({ status: 'ok' }));
    fake.on('smart.transactions.endOfDay').networkError('reset');
    await expect(till().endOfDay()).rejects.toThrow('The report is lost. Does the slip say that the day is closed?');
    expect(fake.calls('smart.transactions.endOfDay')).toHaveLength(1);
  });
});
