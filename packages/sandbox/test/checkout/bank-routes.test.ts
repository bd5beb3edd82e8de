import { describe, expect, test } from 'vitest';
import { testCard } from '../../src/checkout/cards.ts';
import { PAYER } from '../support/open-sandbox.ts';
import { ADDRESS, CARD, checkoutFixture, RETURN_URLS } from './checkout-fixture.ts';

describe('the page of the bank', () => {
  const waiting = async (entered: Record<string, string> = {}) => {
    const fixture = checkoutFixture();
    const path = await fixture.create();
    await fixture.pay(path, 'creditcard', { ...ADDRESS, ...CARD, ...entered });
    const decide = async (action: string, result = '') => {
      const { hidden } = await fixture.get(`${path}/confirm`);
      return fixture.post(`${path}/confirm`, { ...hidden, action, result });
    };
    return { ...fixture, path, decide };
  };

  test('shows what is approved', async () => {
    const { get, path } = await waiting();
    const { status, text } = await get(`${path}/confirm`);
    expect(status).toBe(200);
    for (const part of ['Confirm your payment: Credit card', 'Example Coffee GmbH', '€19.95', 'Approve', 'Decline'])
      expect(text).toContain(part);
  });

  test.each([
    ['approve', '', {}, 'ok', RETURN_URLS.url_success],
    ['approve', 'check-passes', {}, 'pending', RETURN_URLS.url_success],
    ['approve', '', { card: testCard('0051') }, 'failed', RETURN_URLS.url_error],
    ['approve', 'approve', { card: testCard('0051') }, 'ok', RETURN_URLS.url_success],
    ['decline', '', {}, 'failed', RETURN_URLS.url_error],
    ['decline', 'approve', {}, 'failed', RETURN_URLS.url_error],
    ['', '', {}, 'failed', RETURN_URLS.url_error],
  ])('with %j and the result %j of the card %j makes the sale %s', async (action, result, card, state, url) => {
    const { decide, statusOf, path } = await waiting(card);
    const { status, location } = await decide(action, result);
    expect([status, location]).toEqual([303, url]);
    expect(await statusOf(path)).toBe(state);
  });

  test('takes a decision once', async () => {
    const { get, post, path, sandbox } = await waiting();
    const { hidden } = await get(`${path}/confirm`);
    const first = await post(`${path}/confirm`, { ...hidden, action: 'approve' });
    const second = await post(`${path}/confirm`, { ...hidden, action: 'decline' });
    expect(second.location).toBe(first.location);
    expect(sandbox.control.ids('payment.transactions')).toHaveLength(1);
    expect((await get(`${path}/confirm`)).text).toContain('Paid. Thank you!');
  });

  test('does not approve a payment that another one has replaced', async () => {
    const { get, post, path, pay, statusOf } = await waiting();
    const { hidden } = await get(`${path}/confirm`);
    await pay(path, 'paypal', ADDRESS);
    const { status, text } = await post(`${path}/confirm`, { ...hidden, action: 'approve' });
    expect(status).toBe(409);
    expect(text).toContain('No payment waits for a confirmation here.');
    expect(await statusOf(path)).toBe('created');
  });

  test.each(['', 'guessed'])('takes nothing from a form with the token %j of another site', async (form_token) => {
    const { get, post, path, statusOf } = await waiting();
    const { hidden } = await get(`${path}/confirm`);
    expect((await post(`${path}/confirm`, { ...hidden, form_token, action: 'approve' })).status).toBe(403);
    expect(await statusOf(path)).toBe('created');
  });

  test('leads nowhere without a payment', async () => {
    const { get, post, create } = checkoutFixture();
    for (const path of ['/checkout/STX_UNKNOWN/confirm', '/checkout/__proto__/confirm', `${await create()}/confirm`]) {
      expect((await get(path)).status).toBe(404);
      expect((await post(path, { action: 'approve' })).status).toBe(404);
    }
  });

  test('sends the payer of a checkout of its own to its return URLs', async () => {
    const { create, secuconnect, idIn, get, post } = checkoutFixture();
    for (const [action, url] of [
      ['approve', 'https://own.example/success'],
      ['decline', 'https://own.example/failure'],
    ] as const) {
      const path = await create({ customer: PAYER });
      await secuconnect.smart.transactions.prepare(idIn(path), 'paypal', {
        callback_urls: { success_url: 'https://own.example/success', failure_url: 'https://own.example/failure' },
      });
      const { hidden, headers } = await get(`${path}/confirm`);
      expect(headers.get('content-security-policy')).toContain('https://own.example');
      expect((await post(`${path}/confirm`, { ...hidden, action })).location).toBe(url);
    }
  });
});

describe('the page of a payment without a Smart Transaction', () => {
  const open = async (urls: object = {}) => {
    const fixture = checkoutFixture();
    const made = (await fixture.secuconnect.payment.secupayCreditcards.create({
      amount: 1995,
      currency: 'EUR',
      customer: PAYER,
      redirect_url: urls,
    } as never)) as { id: string; iframe_url?: string; redirect_url?: { iframe_url?: string } };
    return { ...fixture, path: new URL((made.iframe_url ?? made.redirect_url?.iframe_url)!).pathname };
  };

  test.each([
    ['approve', 'https://shop.example/ok'],
    ['decline', 'https://shop.example/no'],
  ])('leads after %s to %s', async (action, url) => {
    const { get, post, path } = await open({
      url_success: 'https://shop.example/ok',
      url_failure: 'https://shop.example/no',
    });
    const { hidden, text } = await get(path);
    expect(text).toContain('€19.95');
    expect((await post(path, { ...hidden, action })).location).toBe(url);
    expect((await post(path, { ...hidden, action })).location).toBe(url);
  });

  test('says how it ended, without return URLs', async () => {
    const { get, post, path } = await open();
    const { hidden } = await get(path);
    expect((await post(path, { ...hidden, action: 'approve' })).location).toBe(path);
    expect((await get(path)).text).toContain('Paid. Thank you!');
  });
});
