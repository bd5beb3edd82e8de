import { describe, expect, test } from 'vitest';
import { refund, type RefundParams } from '../../src/flows/refund.ts';
import { json } from '../stub-fetch.ts';
import { brokenConnection, stubResources } from './stub-resources.ts';

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
    ['nothing', () => new Response(null), { original: undefined, refunds: [] }],
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
});
