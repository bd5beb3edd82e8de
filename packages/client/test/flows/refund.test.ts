import { describe, expect, test } from 'vitest';
import { refund, type RefundParams } from '../../src/flows/refund.ts';
import { json } from '../stub-fetch.ts';
import { broken, platform } from './platform.ts';

const original = { object: 'payment.transactions', id: 'PCI_1', amount: 1995, transaction_hash: 'hkqz' };
const back = { object: 'payment.transactions', id: 'PCI_2', amount: -500, parents: [{ id: 'PCI_1', ref_type_id: 19 }] };
const left = json({ status_simple: 1, amount: 1495 });

describe('a refund', () => {
  test('of a part takes back that part, and tells the original from what brings the money back', async () => {
    const { secuconnect, calls } = platform([json([original, back]), left]);
    expect(await refund(secuconnect, 'PCI_1', { amount: 500, reason: 'Dented packaging' })).toEqual({
      original,
      refunds: [back],
      remaining: 1495,
    });
    expect(calls()).toEqual([
      ['POST /Payment/Transactions/PCI_1/cancel', { reason: 'Dented packaging', reduce_amount_by: 500 }],
      ['GET /Payment/Transactions/PCI_1/checkStatus'],
    ]);
  });

  test('of everything sends no amount', async () => {
    const { secuconnect, calls } = platform([json([original]), json({ amount: 0 })]);
    expect((await refund(secuconnect, 'PCI_1')).remaining).toBe(0);
    expect(calls()[0]).toEqual(['POST /Payment/Transactions/PCI_1/cancel', {}]);
  });

  test.each([
    ['one payment, the original', json(original), { original, refunds: [] }],
    ['one payment, the one that brings the money back', json(back), { original: undefined, refunds: [back] }],
    ['several in another order', json([back, original]), { original, refunds: [back] }],
    ['nothing', () => new Response(null), { original: undefined, refunds: [] }],
  ])('reads an answer with %s', async (_, answer, expected) => {
    expect(await refund(platform([answer, left]).secuconnect, 'PCI_1')).toEqual({ ...expected, remaining: 1495 });
  });

  test('knows its original by the hash of an old payment too', async () => {
    expect((await refund(platform([json([original, back]), left]).secuconnect, 'hkqz')).original).toEqual(original);
  });

  test('is never repeated by itself, even where another call would be', async () => {
    for (const failure of [json({}, 429), json({}, 503), broken]) {
      const { secuconnect, calls } = platform([failure, json([original])], 2);
      await expect(refund(secuconnect, 'PCI_1', { amount: 1 })).rejects.toHaveProperty('outcome');
      expect(calls()).toHaveLength(1);
    }
  });

  test('that got no answer leaves the outcome open', async () => {
    await expect(refund(platform([broken]).secuconnect, 'PCI_1')).rejects.toMatchObject({
      outcome: 'unknown',
      operation: 'payment.transactions.cancel',
    });
  });

  test('does not fail when only what is left cannot be read', async () => {
    const { secuconnect } = platform([json([original, back]), broken]);
    expect(await refund(secuconnect, 'PCI_1', { amount: 500 })).toMatchObject({
      refunds: [back],
      remaining: undefined,
    });
  });

  test.each([0, -1, 1.5, NaN, '500', null, undefined])(
    'of an amount that is %s is refused before anything is sent',
    async (amount) => {
      const { secuconnect, calls } = platform([json([original])]);
      await expect(refund(secuconnect, 'PCI_1', { amount } as RefundParams)).rejects.toThrow(TypeError);
      expect(calls()).toEqual([]);
    },
  );

  test('with a reason that the platform would refuse is refused before anything is sent, and says why', async () => {
    const { secuconnect, calls } = platform([json([original])]);
    await expect(refund(secuconnect, 'PCI_1', { reason: 'Größe „M“' })).rejects.toThrow(
      'cannot have "ö", "ß", "„", "“": write ae for ä',
    );
    await expect(refund(secuconnect, 'PCI_1', { reason: 'two\nlines' })).rejects.toThrow(TypeError);
    await expect(refund(secuconnect, 'PCI_1', { reason: 'x'.repeat(101) })).rejects.toThrow(
      'at most 100 characters, not 101',
    );
    expect(calls()).toEqual([]);
    await refund(secuconnect, 'PCI_1', { reason: `Order 1: (a+b), isn't it? / -.${'x'.repeat(60)}` });
  });
});
