import { describe, expect, test } from 'vitest';
import { DOCUMENTED, GROUP, MERCHANT } from '../support/loyalty.ts';
import { anyLink, link, number, openSteps, text, time, type Json, type Steps } from './steps.ts';

const CARDS = '/Loyalty/MerchantCards';
const COFFEE = { id: 1, desc: 'Flat white', quantity: 2, priceOne: 350, tax: 7 };
/** The lines of a receipt, of which there are four kinds. */
const LINE = expect.toSatisfy((line: Json) => {
  switch (line.type) {
    case 'space':
      return line.value === undefined;
    case 'separator':
      return line.value.caption === undefined || typeof line.value.caption === 'string';
    case 'textline':
      return typeof line.value.text === 'string' && isDecoration(line.value.decoration);
    case 'name-value':
      return (
        [line.value.name, line.value.value].every((part) => typeof part === 'string') &&
        isDecoration(line.value.decoration)
      );
    default:
      return false;
  }
});
const RECEIPT = expect.toSatisfy(
  (lines: Json[]) => lines.length > 0 && lines.every((line) => LINE.asymmetricMatch(line)),
) as unknown;

const DECORATIONS: ReadonlySet<string> = new Set(['important', 'align-left', 'align-center', 'align-right']);
const isDecoration = (decoration: string[]): boolean => decoration.every((one) => DECORATIONS.has(one));

function openTill(): Steps {
  return openSteps({ settings: { terminalDelay: 0 } });
}

/** A sale at a till, to which a card is shown. */
async function saleWithCard({ ask }: Steps, value: string = DOCUMENTED.number): Promise<Json> {
  const input = {
    intent: 'sale',
    idents: [{ type: 'card', value }],
    basket: { products: [COFFEE] },
    basket_info: { sum: 700, currency: 'EUR' },
  };
  return (await ask('POST', '/Smart/Transactions', input)).body;
}

describe('a card', () => {
  test.each([
    ['that is known', DOCUMENTED.number, { isValid: true, hasPasscode: true, isLocked: false }],
    ['that no card has', '9276000000000000', { isValid: false, hasPasscode: false, isLocked: false }],
  ])('%s is checked with three answers', async (_what, cardnumber, expected) => {
    const input = { merchant: MERCHANT, cardnumber };
    expect((await openTill().ask('POST', `${CARDS}/me/validateMerchantcard`, input)).body).toEqual(expected);
  });

  test('is locked for a reason, and unlocked', async () => {
    const { ask } = openTill();
    const path = `${CARDS}/${DOCUMENTED.id}`;
    expect((await ask('GET', `${path}/lock`)).body).toEqual({ lock_status: 'unlocked', reason: null, note: null });
    const locked = (await ask('POST', `${path}/lock`, { reason: 1, note: 'Lost' })).body;
    expect(locked).toMatchObject({ object: 'loyalty.merchantcards', lock_status: 'locked' });
    expect((await ask('GET', `${path}/lock`)).body).toEqual({ lock_status: 'locked', reason: 1, note: 'Lost' });
    const input = { merchant: MERCHANT, cardnumber: DOCUMENTED.number };
    expect((await ask('POST', `${CARDS}/me/validateMerchantcard`, input)).body.isLocked).toBe(true);
    expect((await ask('POST', `${path}/unlock`, {})).body.lock_status).toBe('unlocked');
  });

  test('can be locked for five reasons, in German', async () => {
    const { body } = await openTill().ask('GET', `${CARDS}/me/lockReasons`);
    expect(body).toEqual([1, 2, 3, 6, 8].map((id) => ({ id, desc: text })));
  });

  test.each([
    ['checkCsc', { csc: '0417' }, true],
    ['checkCsc', { csc: '9999' }, false],
    ['checkPasscode', { pin: 4711 }, true],
    ['checkPasscode', { pin: 1 }, false],
  ])('answers %s with %j by a result', async (action, code, result) => {
    const input = { cardnumber: DOCUMENTED.number, ...code };
    expect((await openTill().ask('POST', `${CARDS}/me/${action}`, input)).body).toEqual({ result });
  });

  test('prints its balance', async () => {
    const input = { cardnumber: DOCUMENTED.number, terminal_id: '60002211' };
    const { body } = await openTill().ask('POST', `${CARDS}/me/getCardBalanceReceipt`, input);
    expect(body).toEqual({
      valid: true,
      balance: 53,
      cash_balance: 0,
      bonus_balance: 53,
      points: 0,
      new_passcode: false,
      receipt_header: RECEIPT,
      receipt: RECEIPT,
      amount_split_enabled: true,
      limit_allowed: false,
      limit: 0,
      limit_str: null,
    });
  });

  test('is found by its number', async () => {
    const q = encodeURIComponent(`card.cardnumber:"${DOCUMENTED.number}"`);
    const { body } = await openTill().ask('GET', `${CARDS}?q=${q}`);
    expect(body).toMatchObject({ count: 1, data: [{ id: DOCUMENTED.id, card: { cardnumber: DOCUMENTED.number } }] });
  });

  test('is made with others in an array, each with its code', async () => {
    const { body } = await openTill().ask('POST', `${CARDS}/${MERCHANT}/createMerchantcards/${GROUP}`, {
      cards_amount: 2,
    });
    expect(body).toHaveLength(2);
    expect(body[0]).toMatchObject({ object: 'loyalty.merchantcards', csc: text, lock_status: 'unlocked' });
  });

  test('that was charged shows the booking with its receipt', async () => {
    const { ask } = openTill();
    const input = { action: 'charge', amount: 1000 };
    const { body } = await ask('POST', `${CARDS}/${DOCUMENTED.id}/transaction`, input);
    expect(body).toMatchObject({
      object: 'loyalty.merchantcards',
      id: DOCUMENTED.id,
      cash_balance: 1000,
      trans_id: number,
      amount: 1000,
      receipt: RECEIPT,
      receipt_header: RECEIPT,
    });
    const q = encodeURIComponent(`merchantcard.id:${DOCUMENTED.id}`);
    const { data } = (await ask('GET', `/Loyalty/Transactions?q=${q}&sort=created:desc&count=1`)).body;
    expect(data[0]).toMatchObject({ object: 'loyalty.transactions', description: text, is_cancelling: 0 });
  });
});

describe('a sale at a till', () => {
  test('is worked out without showing the whole sale', async () => {
    const steps = openTill();
    const { id, idents } = await saleWithCard(steps);
    expect(idents).toEqual([{ type: 'card', value: DOCUMENTED.number, valid: true }]);
    const { body } = await steps.ask('POST', `/Smart/Transactions/${id}/preTransaction`, {});
    const bonus = { id: 2, desc: text, quantity: 1, priceOne: -53, tax: 7, articleNumber: null, ean: null };
    expect(body).toEqual({ missing_sum: 647, bonus_products: [bonus] });
    expect((await steps.ask('GET', `/Smart/Transactions/${id}`)).body.status).toBe('processing');
  });

  test.each([
    ['cash', false],
    ['cashless', true],
  ])('that was paid by %s has receipts, and the booking of the card', async (method, prints) => {
    const steps = openTill();
    const { id } = await saleWithCard(steps);
    const { body } = await steps.ask('POST', `/Smart/Transactions/${id}/start/${method}`, {});
    expect(body).toMatchObject({
      status: 'ok',
      payment_method: method,
      receipt_number: number,
      receipt: RECEIPT,
      receipt_merchant: RECEIPT,
      receipt_merchant_print: prints,
    });
    expect(body.transactions).toContainEqual(expect.objectContaining(link('loyalty.transactions', 'LTX')));
  });

  test('without a card that covers it cannot be paid by card', async () => {
    const steps = openTill();
    const { id } = await saleWithCard(steps);
    expect((await steps.ask('POST', `/Smart/Transactions/${id}/start/loyalty`, {})).status).toBe(500);
  });

  test('by a card reader of another maker needs what the reader has said', async () => {
    const steps = openTill();
    const { id } = await saleWithCard(steps);
    const path = `/Smart/Transactions/${id}/start/cashless_direct`;
    expect((await steps.ask('POST', path, { tid: '1', cardtype: 'visa' })).body.code).toBe(1014);
    expect((await steps.ask('POST', path, { tid: '1', trace: 1, cardtype: 'visa' })).body.status).toBe('ok');
  });

  test('is cancelled by the number of its receipt', async () => {
    const steps = openTill();
    const { id } = await saleWithCard(steps);
    const { receipt_number } = (await steps.ask('POST', `/Smart/Transactions/${id}/start/cash`, {})).body;
    const { body } = await steps.ask('POST', `/Smart/Transactions/${receipt_number}/canceltrx`, {});
    expect(body).toMatchObject({ id, status: 'cancelled', payment_method: 'cash', receipt_number });
  });

  test.each([
    ['4260447149502', 1000],
    ['4260447149519', 1000],
  ])('of the article %s loads the card', async (ean, priceOne) => {
    const { ask } = openTill();
    const input = {
      idents: [{ type: 'card', value: DOCUMENTED.number }],
      basket: { products: [{ id: 1, desc: 'Voucher', ean, quantity: 1, priceOne, tax: 0 }] },
      basket_info: { sum: priceOne, currency: 'EUR' },
    };
    const { id } = (await ask('POST', '/Smart/Transactions', input)).body;
    await ask('POST', `/Smart/Transactions/${id}/start/cash`, {});
    expect((await ask('GET', `${CARDS}/${DOCUMENTED.id}`)).body.cash_balance).toBe(priceOne);
  });

  test('hands out a card of a group', async () => {
    const { ask } = openTill();
    const input = {
      idents: [{ type: 'create_card', value: GROUP }],
      basket: { products: [COFFEE] },
      basket_info: { sum: 700, currency: 'EUR' },
    };
    const { id } = (await ask('POST', '/Smart/Transactions', input)).body;
    const { transactions } = (await ask('POST', `/Smart/Transactions/${id}/start/cash`, {})).body;
    expect(transactions).toEqual([
      expect.objectContaining({ object: 'loyalty.transactions', cardgroup: expect.any(Object) }),
    ]);
  });

  test.each(['diagnosis', 'endOfDay'])('ends with a report: %s', async (report) => {
    const { body } = await openTill().ask('POST', `/Smart/Transactions/me/${report}`, {});
    expect(body).toEqual({
      ...link('smart.transactions', 'STX'),
      merchant: { ...anyLink('general.merchants'), companyname: text },
      device_source: anyLink('smart.devices'),
      created: time,
      updated: time,
      status: 'ok',
      receipt: RECEIPT,
    });
  });
});
