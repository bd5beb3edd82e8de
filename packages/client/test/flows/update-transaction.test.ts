import { describe, expect, test } from 'vitest';
import { updateTransaction } from '../../src/flows/update-transaction.ts';
import { json } from '../stub-fetch.ts';
import { notAnObject, stubResources, smartTransaction } from './stub-resources.ts';

const basket = { products: [{ id: 1, desc: 'Espresso', quantity: 1, priceOne: 1995 }] };
const basket_info = { sum: 1995, currency: 'EUR' };
const current = (status: string | null): (() => Response) =>
  smartTransaction(status, { basket, basket_info, customer: {} });

describe('updateTransaction()', () => {
  test('an update sends the basket and its sums again, and nothing else', async () => {
    const { secuconnect, calls } = stubResources([current('created'), smartTransaction('created')]);
    await updateTransaction(secuconnect, 'STX_1', { transactionRef: 'Order 1' });
    expect(calls()).toEqual([
      ['GET /Smart/Transactions/STX_1'],
      ['PUT /Smart/Transactions/STX_1', { transactionRef: 'Order 1', basket, basket_info }],
    ]);
  });

  test('an update keeps basket and sums when the change has them as undefined', async () => {
    const { secuconnect, calls } = stubResources([current('created'), smartTransaction('created')]);
    await updateTransaction(secuconnect, 'STX_1', { basket: undefined, basket_info: undefined, market: 'Pulsnitz' });
    expect(calls()[1]).toEqual(['PUT /Smart/Transactions/STX_1', { basket, basket_info, market: 'Pulsnitz' }]);
  });

  test('an update sends a new basket together with its sums', async () => {
    const { secuconnect, calls } = stubResources([current('approved'), smartTransaction('created')]);
    const change = { basket: { products: [] }, basket_info: { sum: 0, currency: 'EUR' } };
    await updateTransaction(secuconnect, 'STX_1', change);
    expect(calls()[1]).toEqual(['PUT /Smart/Transactions/STX_1', change]);
  });

  test('a basket without its sums, or sums without their basket, throw a TypeError before anything is sent', async () => {
    const { secuconnect, calls } = stubResources([current('created')]);
    await expect(updateTransaction(secuconnect, 'STX_1', { basket })).rejects.toThrow(TypeError);
    await expect(updateTransaction(secuconnect, 'STX_1', { basket_info })).rejects.toThrow(TypeError);
    expect(calls()).toEqual([]);
  });

  test.each(['created', 'approved', 'failed', 'of tomorrow', null])(
    'an update in status %s is sent to the API',
    async (status) => {
      const { secuconnect, calls } = stubResources([current(status), smartTransaction('created')]);
      await updateTransaction(secuconnect, 'STX_1', {});
      expect(calls()).toHaveLength(2);
    },
  );

  test.each(['pending', 'ok', 'received', 'collection', 'shipped', 'collected', 'cancelled', 'aborted'])(
    'an update in status %s is rejected and not sent',
    async (status) => {
      const { secuconnect, calls } = stubResources([current(status)]);
      await expect(updateTransaction(secuconnect, 'STX_1', { market: 'x' })).rejects.toMatchObject({
        outcome: 'not-sent',
        message: `STX_1 was not updated: it is already ${status}.`,
      });
      expect(calls()).toHaveLength(1);
    },
  );

  test('an update needs a new basket after a loyalty card was applied, because the old one has its lines', async () => {
    const { secuconnect, calls } = stubResources([
      current('processing'),
      current('processing'),
      smartTransaction('created'),
    ]);
    await expect(updateTransaction(secuconnect, 'STX_1', { market: 'x' })).rejects.toMatchObject({
      outcome: 'not-sent',
    });
    await updateTransaction(secuconnect, 'STX_1', { basket, basket_info });
    expect(calls()).toHaveLength(3);
  });

  test('an update rejects as its calls do, and is not sent when the transaction cannot be read', async () => {
    const { secuconnect, calls } = stubResources([json({}, 404)]);
    await expect(updateTransaction(secuconnect, 'STX_1', {})).rejects.toMatchObject({ name: 'NotFoundError' });
    expect(calls()).toHaveLength(1);
  });

  test.each<(typeof notAnObject)[number]>([
    ...notAnObject,
    [
      'another transaction',
      json({ object: 'smart.transactions', id: 'STX_2', status: 'created', basket, basket_info }),
    ],
  ])('an update is not sent when the read returns %s, because it would empty the basket', async (_, read) => {
    const { secuconnect, calls } = stubResources([read, smartTransaction('created')]);
    await expect(updateTransaction(secuconnect, 'STX_1', { transactionRef: 'x' })).rejects.toMatchObject({
      outcome: expect.stringMatching(/^(?:not-sent|no-effect)$/) as string,
    });
    expect(calls()).toHaveLength(1);
  });

  test.each([...notAnObject, ['another transaction', json({ id: 'STX_2', status: 'created' })] as const])(
    'an update to which the API responds with %s has the outcome unknown',
    async (_, response) => {
      const { secuconnect, calls } = stubResources([current('created'), response]);
      await expect(updateTransaction(secuconnect, 'STX_1', { transactionRef: 'x' })).rejects.toMatchObject({
        outcome: 'unknown',
        operation: 'smart.transactions.update',
      });
      expect(calls()).toHaveLength(2);
    },
  );
});
