import { describe, expect, test } from 'vitest';
import { updateTransaction } from '../../src/flows/update-transaction.ts';
import { json } from '../stub-fetch.ts';
import { platform, stx } from './platform.ts';

const basket = { products: [{ id: 1, desc: 'Espresso', quantity: 1, priceOne: 1995 }] };
const basket_info = { sum: 1995, currency: 'EUR' };
const current = (status: string | null): (() => Response) => stx(status, { basket, basket_info, customer: {} });

describe('the update of a Smart Transaction', () => {
  test('sends basket and sums along, which it would lose otherwise, and nothing else', async () => {
    const { secuconnect, calls } = platform([current('created'), stx('created')]);
    await updateTransaction(secuconnect, 'STX_1', { transactionRef: 'Order 1' });
    expect(calls()).toEqual([
      ['GET /Smart/Transactions/STX_1'],
      ['PUT /Smart/Transactions/STX_1', { transactionRef: 'Order 1', basket, basket_info }],
    ]);
  });

  test('keeps them when the change has them as undefined', async () => {
    const { secuconnect, calls } = platform([current('created'), stx('created')]);
    await updateTransaction(secuconnect, 'STX_1', { basket: undefined, basket_info: undefined, market: 'Pulsnitz' });
    expect(calls()[1]).toEqual(['PUT /Smart/Transactions/STX_1', { basket, basket_info, market: 'Pulsnitz' }]);
  });

  test('takes a new basket together with its sums', async () => {
    const { secuconnect, calls } = platform([current('approved'), stx('created')]);
    const change = { basket: { products: [] }, basket_info: { sum: 0, currency: 'EUR' } };
    await updateTransaction(secuconnect, 'STX_1', change);
    expect(calls()[1]).toEqual(['PUT /Smart/Transactions/STX_1', change]);
  });

  test('refuses a basket without its sums, and sums without their basket, before anything is sent', async () => {
    const { secuconnect, calls } = platform([current('created')]);
    await expect(updateTransaction(secuconnect, 'STX_1', { basket })).rejects.toThrow(TypeError);
    await expect(updateTransaction(secuconnect, 'STX_1', { basket_info })).rejects.toThrow(TypeError);
    expect(calls()).toEqual([]);
  });

  test.each(['created', 'approved', 'failed', 'of tomorrow', null])(
    'is left to the platform in status %s',
    async (status) => {
      const { secuconnect, calls } = platform([current(status), stx('created')]);
      await updateTransaction(secuconnect, 'STX_1', {});
      expect(calls()).toHaveLength(2);
    },
  );

  test.each(['pending', 'ok', 'received', 'collection', 'shipped', 'collected', 'cancelled', 'aborted'])(
    'is refused in status %s, and not sent',
    async (status) => {
      const { secuconnect, calls } = platform([current(status)]);
      await expect(updateTransaction(secuconnect, 'STX_1', { market: 'x' })).rejects.toMatchObject({
        outcome: 'not-sent',
        message: `STX_1 was not updated: it is ${status} already.`,
      });
      expect(calls()).toHaveLength(1);
    },
  );

  test('needs a new basket after a loyalty card was applied, as the old one has its lines', async () => {
    const { secuconnect, calls } = platform([current('processing'), current('processing'), stx('created')]);
    await expect(updateTransaction(secuconnect, 'STX_1', { market: 'x' })).rejects.toMatchObject({
      outcome: 'not-sent',
    });
    await updateTransaction(secuconnect, 'STX_1', { basket, basket_info });
    expect(calls()).toHaveLength(3);
  });

  test('fails as its calls do, and sends nothing when the transaction cannot be read', async () => {
    const { secuconnect, calls } = platform([json({}, 404)]);
    await expect(updateTransaction(secuconnect, 'STX_1', {})).rejects.toMatchObject({ name: 'NotFoundError' });
    expect(calls()).toHaveLength(1);
  });
});
