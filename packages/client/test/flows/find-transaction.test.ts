import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { findTransaction } from '../../src/flows/find-transaction.ts';
import { createFakeApi, fixtures } from '../../src/testing/index.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const withReference = (transactionRef: string, status = 'created') =>
  fixtures.smartTransaction({ transactionRef, status, transactions: [] });

function searching(...results: ReturnType<typeof withReference>[][]) {
  const fake = createFakeApi();
  const stub = fake.on('smart.transactions.list');
  for (const data of results) stub.reply({ count: data.length, data });
  return { fake, secuconnect: fake.client(), searches: () => fake.calls('smart.transactions.list') };
}

describe('findTransaction()', () => {
  test('the reference is searched for as one value, also with quotes and operators', async () => {
    const wanted = withReference('Order "7" OR *');
    const { secuconnect, searches } = searching([wanted]);
    expect(await findTransaction(secuconnect, 'Order "7" OR *')).toEqual(wanted);
    expect(searches().map(({ query }) => query)).toEqual([
      { q: String.raw`transactionRef:"Order \"7\" OR *"`, sort: 'created:desc', count: 100, offset: 0 },
    ]);
  });

  test('a Smart Transaction with a similar reference is not the one', async () => {
    const { secuconnect } = searching([withReference('Order 100'), withReference('order 10')]);
    expect(await findTransaction(secuconnect, 'Order 10', { maxAttempts: 1 })).toBeUndefined();
  });

  test.each(['ok', 'pending'])('of several, the one that is %s is found, before a newer one', async (status) => {
    const decided = withReference('10042', status);
    const { secuconnect } = searching([withReference('10042'), decided]);
    expect((await findTransaction(secuconnect, '10042'))?.id).toBe(decided.id);
  });

  test('of several without money, the newest is found', async () => {
    const newest = withReference('10042');
    const { secuconnect } = searching([newest, withReference('10042', 'failed')]);
    expect((await findTransaction(secuconnect, '10042'))?.id).toBe(newest.id);
  });

  test('the search is sent again while the index lags behind, after growing delays', async () => {
    const late = withReference('10042');
    const { secuconnect, searches } = searching([], [], [late]);
    const found = findTransaction(secuconnect, '10042');
    await vi.advanceTimersByTimeAsync(300 + 599);
    expect(searches()).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1);
    expect((await found)?.id).toBe(late.id);
    expect(searches()).toHaveLength(3);
  });

  test.each([
    [{}, 4],
    [{ maxAttempts: 2 }, 2],
    [{ totalTimeout: 500 }, 2],
  ])('with the options %j it gives up after %i searches', async (options, count) => {
    const { secuconnect, searches } = searching([]);
    const found = findTransaction(secuconnect, '10042', options);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await found).toBeUndefined();
    expect(searches()).toHaveLength(count);
  });

  test('an abort between two searches rejects with an AbortError', async () => {
    const { secuconnect } = searching([]);
    const controller = new AbortController();
    const found = findTransaction(secuconnect, '10042', { signal: controller.signal }).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(100);
    controller.abort();
    expect(await found).toMatchObject({ name: 'AbortError' });
  });

  test('an error of the search is thrown: it does not mean that there is none', async () => {
    const fake = createFakeApi();
    fake.on('smart.transactions.list').replyError(403);
    await expect(findTransaction(fake.client(), '10042')).rejects.toMatchObject({ name: 'PermissionError' });
  });

  test.each(['', ' ', undefined])('the reference %j is rejected before anything is sent', async (reference) => {
    const { secuconnect, fake } = searching([]);
    await expect(findTransaction(secuconnect, reference as string)).rejects.toThrow(TypeError);
    expect(fake.calls()).toEqual([]);
  });
});
