import { describe, expect, test } from 'vitest';
import { refund, type RefundParams } from '../../src/flows/refund.ts';
import { json } from '../stub-fetch.ts';
import { brokenConnection, notAnObject, stubResources } from './stub-resources.ts';

const original = { object: 'payment.transactions', id: 'PCI_1', amount: 1995, transaction_hash: 'hkqz' };
const refundPayment = {
  object: 'payment.transactions',
  id: 'PCI_2',
  amount: -500,
  parents: [{ id: 'PCI_1', ref_type_id: 19 }],
};
const remainingState = json({ status_simple: 1, amount: 1495 });

describe('refund()', () => {
  test('a partial refund sends the amount, and tells the original from its refund', async () => {
    const { secuconnect, calls } = stubResources([json([original, refundPayment]), remainingState]);
    expect(await refund(secuconnect, 'PCI_1', { amount: 500, reason: 'Dented packaging' })).toEqual({
      original,
      refunds: [refundPayment],
      remaining: 1495,
    });
    expect(calls()).toEqual([
      ['POST /Payment/Transactions/PCI_1/cancel', { reason: 'Dented packaging', reduce_amount_by: 500 }],
      ['GET /Payment/Transactions/PCI_1/checkStatus'],
    ]);
  });

  test('a full refund sends no amount', async () => {
    const { secuconnect, calls } = stubResources([json([original]), json({ amount: 0 })]);
    expect((await refund(secuconnect, 'PCI_1')).remaining).toBe(0);
    expect(calls()[0]).toEqual(['POST /Payment/Transactions/PCI_1/cancel', {}]);
  });

  test.each([
    ['one payment, the original', json(original), { original, refunds: [] }],
    ['one payment, the refund', json(refundPayment), { original: undefined, refunds: [refundPayment] }],
    ['several in another order', json([refundPayment, original]), { original, refunds: [refundPayment] }],
  ])('refund() understands a response with %s', async (_, response, expected) => {
    expect(await refund(stubResources([response, remainingState]).secuconnect, 'PCI_1')).toEqual({
      ...expected,
      remaining: 1495,
    });
  });

  test('refund() also recognises the original by the hash of an old payment', async () => {
    expect(
      (await refund(stubResources([json([original, refundPayment]), remainingState]).secuconnect, 'hkqz')).original,
    ).toEqual(original);
  });

  test('a refund is never retried automatically, even where another call would be', async () => {
    for (const failure of [json({}, 429), json({}, 503), brokenConnection]) {
      const { secuconnect, calls } = stubResources([failure, json([original])], 2);
      await expect(refund(secuconnect, 'PCI_1', { amount: 1 })).rejects.toHaveProperty('outcome');
      expect(calls()).toHaveLength(1);
    }
  });

  test('a refund without a response has the outcome unknown', async () => {
    await expect(refund(stubResources([brokenConnection]).secuconnect, 'PCI_1')).rejects.toMatchObject({
      outcome: 'unknown',
      operation: 'payment.transactions.cancel',
    });
  });

  test('a refund resolves if only the remaining amount cannot be read', async () => {
    const { secuconnect } = stubResources([json([original, refundPayment]), brokenConnection]);
    expect(await refund(secuconnect, 'PCI_1', { amount: 500 })).toMatchObject({
      refunds: [refundPayment],
      remaining: undefined,
    });
  });

  test.each([0, -1, 1.5, NaN, '500', null, undefined])(
    'a refund of the amount %s throws a TypeError before anything is sent',
    async (amount) => {
      const { secuconnect, calls } = stubResources([json([original])]);
      await expect(refund(secuconnect, 'PCI_1', { amount } as RefundParams)).rejects.toThrow(TypeError);
      expect(calls()).toEqual([]);
    },
  );

  test('a reason that the API would reject throws a TypeError that says why, before anything is sent', async () => {
    const { secuconnect, calls } = stubResources([json([original])]);
    await expect(refund(secuconnect, 'PCI_1', { reason: 'Größe „M“' })).rejects.toThrow(
      'must not contain "ö", "ß", "„", "“": write ae for ä',
    );
    await expect(refund(secuconnect, 'PCI_1', { reason: 'two\nlines' })).rejects.toThrow(TypeError);
    await expect(refund(secuconnect, 'PCI_1', { reason: 'x'.repeat(101) })).rejects.toThrow(
      'at most 100 characters; got 101',
    );
    expect(calls()).toEqual([]);
    await refund(secuconnect, 'PCI_1', { reason: `Order 1: (a+b), isn't it? / -.${'x'.repeat(60)}` });
  });

  test.each<(typeof notAnObject)[number]>([
    ...notAnObject,
    ['another payment', json({ ...original, id: 'PCI_9', transaction_hash: 'other' })],
    ['the refund of another payment', json([{ ...refundPayment, parents: [{ id: 'PCI_9' }] }])],
    ['an array of nothing', json([null, 'x', [], {}])],
  ])('a refund to which the API responds with %s has the outcome unknown', async (_, response) => {
    const { secuconnect, calls } = stubResources([response, remainingState]);
    await expect(refund(secuconnect, 'PCI_1', { amount: 500 })).rejects.toMatchObject({
      outcome: 'unknown',
      operation: 'payment.transactions.cancel',
      message: expect.stringContaining('check PCI_1 with payment.transactions') as string,
    });
    expect(calls()).toHaveLength(1);
  });

  test.each([-500, 0])('a refund of the amount %i may lack its parents, because it takes no money', async (amount) => {
    const refunds = [{ id: 'PCI_2', amount }];
    const { secuconnect } = stubResources([json(refunds[0]), remainingState]);
    expect((await refund(secuconnect, 'PCI_1', { amount: 500 })).refunds).toEqual(refunds);
  });

  test.each([
    ['null', null],
    ['a string', 'x'],
    ['an amount that is a string', { amount: '1495' }],
    ['nothing', {}],
  ])('a refund resolves without the remaining amount when checkStatus returns %s', async (_, state) => {
    const { secuconnect } = stubResources([json([original]), json(state)]);
    expect(await refund(secuconnect, 'PCI_1')).toEqual({ original, refunds: [], remaining: undefined });
  });

  test.each([
    ['a misspelt amount', { Amount: 500 }],
    ['the name of the field of the API', { reduce_amount_by: 500 }],
    ['an option of the request', { idempotencyKey: 'key' }],
    ['an amount beside an unknown parameter', { amount: 500, currency: 'EUR' }],
    ['a number', 500],
    ['a string', '500'],
    ['null', null],
    ['an array', [500]],
    ['an empty array', []],
    ['a Map', new Map([['amount', 500]])],
    ['a promise', Promise.resolve({ amount: 500 })],
    ['a date', new Date()],
  ])(
    '%s as parameters throws a TypeError before anything is sent, instead of refunding everything',
    async (_, params) => {
      const { secuconnect, calls } = stubResources([json([original]), remainingState]);
      await expect(refund(secuconnect, 'PCI_1', params as RefundParams)).rejects.toThrow(TypeError);
      expect(calls()).toEqual([]);
    },
  );

  test('the parameters may be an instance of a class, or an object without a prototype', async () => {
    class Params {
      readonly amount = 500;
    }
    for (const params of [new Params(), Object.assign(Object.create(null) as object, { amount: 500 })]) {
      const { secuconnect, calls } = stubResources([json([original, refundPayment]), remainingState]);
      await refund(secuconnect, 'PCI_1', params);
      expect(calls()[0]).toEqual(['POST /Payment/Transactions/PCI_1/cancel', { reduce_amount_by: 500 }]);
    }
  });
});
