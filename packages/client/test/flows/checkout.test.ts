import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { checkout } from '../../src/flows/checkout.ts';
import { json } from '../stub-fetch.ts';
import { platform, stx } from './platform.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const links = { general: 'https://pay.example/g', debit: 'https://pay.example/d', invoice: null };
const body = { intent: 'sale', basket_info: { sum: 1995, currency: 'EUR' } } as const;

describe('a checkout', () => {
  test('creates the transaction as it is told, once', async () => {
    const { secuconnect, calls } = platform([stx('created', { payment_links: links })]);
    const { transaction } = await checkout(secuconnect, body);
    expect(transaction.id).toBe('STX_1');
    expect(calls()).toEqual([['POST /Smart/Transactions', body]]);
  });

  test('has a link per method that is offered, and refuses others by name', async () => {
    const { secuconnect } = platform([stx('created', { payment_links: links })]);
    const one = await checkout(secuconnect, body);
    expect([one.methods, one.link(), one.link('debit')]).toEqual([['general', 'debit'], links.general, links.debit]);
    for (const method of ['invoice', 'paypal', 'constructor']) {
      expect(() => one.link(method)).toThrow(new RangeError(`STX_1 offers no ${method}, but general, debit.`));
    }
  });

  test('knows the link of older answers, and says when there is none', async () => {
    const old = stx('created', {
      payment_links: { general: null },
      checkout_links: { url_checkout: 'https://checkout.example/' },
    });
    expect((await checkout(platform([old]).secuconnect, body)).link()).toBe('https://checkout.example/');
    const none = await checkout(platform([stx('created')]).secuconnect, body);
    expect(() => none.link()).toThrow('offers no general, but nothing');
  });

  test('is settled by a final status', async () => {
    const answers = [stx('created'), stx('approved'), stx('pending'), stx('ok')];
    const one = await checkout(platform(answers).secuconnect, { ...body, payment_context: { auto_capture: true } });
    const settled = one.waitForResult();
    await vi.advanceTimersByTimeAsync(20_000);
    expect((await settled).status).toBe('ok');
  });

  test('without automatic capture is settled by the approval of the payer: the next step is the merchant’s', async () => {
    const one = await checkout(platform([stx('created'), stx('created'), stx('approved')]).secuconnect, body);
    const settled = one.waitForResult({ totalTimeout: 60_000 });
    await vi.advanceTimersByTimeAsync(20_000);
    expect((await settled).status).toBe('approved');
  });

  test('that cannot be created fails as the call does', async () => {
    const { secuconnect } = platform([json({ error: 'ProductFormatException' }, 500)]);
    await expect(checkout(secuconnect, body)).rejects.toMatchObject({ name: 'ValidationError', outcome: 'rejected' });
  });
});
