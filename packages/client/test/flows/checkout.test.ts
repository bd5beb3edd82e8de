import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { checkout, resumeCheckout } from '../../src/flows/checkout.ts';
import { json } from '../stub-fetch.ts';
import { notAnObject, stubResources, smartTransaction } from './stub-resources.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const links = { general: 'https://pay.example/g', debit: 'https://pay.example/d', invoice: null };
const body = { intent: 'sale', basket_info: { sum: 1995, currency: 'EUR' } } as const;

describe('checkout()', () => {
  test('a checkout creates the transaction from the given body, once', async () => {
    const { secuconnect, calls } = stubResources([smartTransaction('created', { payment_links: links })]);
    const { transaction } = await checkout(secuconnect, body);
    expect(transaction.id).toBe('STX_1');
    expect(calls()).toEqual([['POST /Smart/Transactions', body]]);
  });

  test('a checkout has a link for each offered method, and throws a RangeError for others', async () => {
    const { secuconnect } = stubResources([smartTransaction('created', { payment_links: links })]);
    const opened = await checkout(secuconnect, body);
    expect([opened.methods, opened.link(), opened.link('debit')]).toEqual([
      ['general', 'debit'],
      links.general,
      links.debit,
    ]);
    for (const method of ['invoice', 'paypal', 'constructor']) {
      expect(() => opened.link(method)).toThrow(
        new RangeError(`STX_1 does not offer ${method}; it offers general, debit.`),
      );
    }
  });

  test('a checkout finds the link of older responses, and says when there is none', async () => {
    const olderResponse = smartTransaction('created', {
      payment_links: { general: null },
      checkout_links: { url_checkout: 'https://checkout.example/' },
    });
    expect((await checkout(stubResources([olderResponse]).secuconnect, body)).link()).toBe('https://checkout.example/');
    const withoutLinks = await checkout(stubResources([smartTransaction('created')]).secuconnect, body);
    expect(() => withoutLinks.link()).toThrow('does not offer general; it offers no method');
  });

  test('waitForResult() resolves with a final status', async () => {
    const responses = [
      smartTransaction('created'),
      smartTransaction('approved'),
      smartTransaction('pending'),
      smartTransaction('ok'),
    ];
    const opened = await checkout(stubResources(responses).secuconnect, {
      ...body,
      payment_context: { auto_capture: true },
    });
    const result = opened.waitForResult();
    await vi.advanceTimersByTimeAsync(20_000);
    expect((await result).status).toBe('ok');
  });

  test('waitForResult() resolves when the payer has chosen prepayment, as the transfer takes days', async () => {
    const responses = [
      smartTransaction('created'),
      smartTransaction('created'),
      smartTransaction('pending', { payment_method: 'prepaid' }),
    ];
    const opened = await checkout(stubResources(responses).secuconnect, {
      ...body,
      payment_context: { auto_capture: true },
    });
    const result = opened.waitForResult({ totalTimeout: 15 * 60_000 });
    await vi.advanceTimersByTimeAsync(20_000);
    expect((await result).status).toBe('pending');
  });

  test('waitForResult() resolves with the payer’s approval without automatic capture, as the merchant has the next step', async () => {
    const opened = await checkout(
      stubResources([smartTransaction('created'), smartTransaction('created'), smartTransaction('approved')])
        .secuconnect,
      body,
    );
    const result = opened.waitForResult({ totalTimeout: 60_000 });
    await vi.advanceTimersByTimeAsync(20_000);
    expect((await result).status).toBe('approved');
  });

  test('checkout() rejects as smart.transactions.create does', async () => {
    const { secuconnect } = stubResources([json({ error: 'ProductFormatException' }, 500)]);
    await expect(checkout(secuconnect, body)).rejects.toMatchObject({ name: 'ValidationError', outcome: 'no-effect' });
  });

  test.each(notAnObject)('a checkout that is created with %s has the outcome unknown', async (_, response) => {
    const { secuconnect, calls } = stubResources([response]);
    await expect(checkout(secuconnect, body)).rejects.toMatchObject({
      outcome: 'unknown',
      operation: 'smart.transactions.create',
    });
    expect(calls()).toHaveLength(1);
  });

  test.each([
    ['null', null],
    ['a string', 'https://pay.example/'],
    ['an array', ['https://pay.example/']],
    ['an object with values that are not strings', { debit: { url: 'x' }, invoice: 1, general: '' }],
  ])('a checkout whose links are %s offers no method', async (_, payment_links) => {
    const { secuconnect } = stubResources([smartTransaction('created', { payment_links, checkout_links: 'x' })]);
    expect((await checkout(secuconnect, body)).methods).toEqual([]);
  });

  test('a checkout without a body sends nothing', async () => {
    const { secuconnect, calls } = stubResources([smartTransaction('created')]);
    await expect(checkout(secuconnect, undefined as never)).rejects.toThrow(TypeError);
    expect(calls()).toEqual([]);
  });

  test('waitForResult() waits for its usual end when `until` is undefined', async () => {
    const opened = await checkout(
      stubResources([smartTransaction('created'), smartTransaction('approved')]).secuconnect,
      body,
    );
    const result = opened.waitForResult({ until: undefined });
    await vi.advanceTimersByTimeAsync(1_000);
    expect((await result).status).toBe('approved');
  });
});

describe('resumeCheckout()', () => {
  const read = { object: 'smart.transactions', id: 'STX_1', status: 'created', payment_links: links };

  test('an existing transaction has its links again, without a call', () => {
    const { secuconnect, calls } = stubResources([smartTransaction('ok')]);
    const resumed = resumeCheckout(secuconnect, read);
    expect([resumed.transaction, resumed.methods, resumed.link()]).toEqual([read, ['general', 'debit'], links.general]);
    expect(calls()).toEqual([]);
  });

  test.each([
    [true, 'ok'],
    [false, 'approved'],
  ])('with auto_capture %s in the transaction, the wait ends with %s', async (auto_capture, status) => {
    const { secuconnect } = stubResources([smartTransaction('approved'), smartTransaction('ok')]);
    const result = resumeCheckout(secuconnect, { ...read, payment_context: { auto_capture } }).waitForResult();
    await vi.advanceTimersByTimeAsync(20_000);
    expect((await result).status).toBe(status);
  });
});
