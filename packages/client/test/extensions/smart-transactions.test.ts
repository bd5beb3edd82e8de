import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Secuconnect } from '../../src/client.ts';
import { json, stubFetch } from '../stub-fetch.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const noMatch = json({ count: 0, data: [] });
const match = json({ count: 1, data: [{ object: 'smart.transactions', id: 'STX_1' }] });

function stubClient(...responses: Parameters<typeof stubFetch>) {
  const stub = stubFetch(...responses);
  const baseUrl = 'https://example.com/api/v2';
  const { transactions } = new Secuconnect({ baseUrl, auth: { token: 't' }, fetch: stub.fetch }).smart;
  return { transactions, requests: stub.requests };
}

describe('findByPaymentTransaction()', () => {
  test('the Smart Transaction is searched for by the quoted id', async () => {
    const { transactions, requests } = stubClient(match);
    await expect(transactions.findByPaymentTransaction('PCI_1')).resolves.toMatchObject({ id: 'STX_1' });
    const { searchParams, pathname } = new URL(requests[0]!.url);
    expect([pathname, searchParams.get('q'), searchParams.get('count')]).toEqual([
      '/api/v2/Smart/Transactions',
      'transactions.id:"PCI_1"',
      '1',
    ]);
  });

  test('the search is made again after growing delays while the index lags', async () => {
    const { transactions, requests } = stubClient(noMatch, noMatch, noMatch, match);
    const search = transactions.findByPaymentTransaction('PCI_1');
    for (const [delay, sent] of [
      [300, 1],
      [600, 2],
      [1200, 3],
    ] as const) {
      await vi.advanceTimersByTimeAsync(delay - 1);
      expect(requests).toHaveLength(sent);
      await vi.advanceTimersByTimeAsync(1);
    }
    await expect(search).resolves.toMatchObject({ id: 'STX_1' });
    expect(requests).toHaveLength(4);
  });

  test('the result is undefined after the last attempt', async () => {
    const { transactions, requests } = stubClient(noMatch);
    const search = transactions.findByPaymentTransaction('PCI_1');
    await vi.runAllTimersAsync();
    await expect(search).resolves.toBeUndefined();
    expect(requests).toHaveLength(4);
    await expect(transactions.findByPaymentTransaction('PCI_1', { maxAttempts: 1 })).resolves.toBeUndefined();
    expect(requests).toHaveLength(5);
  });

  test('no delay goes beyond the total timeout', async () => {
    const { transactions, requests } = stubClient(noMatch);
    const search = transactions.findByPaymentTransaction('PCI_1', { totalTimeout: 1000 });
    await vi.advanceTimersByTimeAsync(900);
    await expect(search).resolves.toBeUndefined();
    expect(requests).toHaveLength(3);
  });

  test('the total timeout covers all attempts together', async () => {
    const { transactions } = stubClient(noMatch, () => new Promise(() => undefined));
    const ended = vi.fn();
    const search = transactions
      .findByPaymentTransaction('PCI_1', { totalTimeout: 1000 })
      .catch((error: unknown) => (ended(), error));
    await vi.advanceTimersByTimeAsync(999);
    expect(ended).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(ended).toHaveBeenCalled();
    await expect(search).resolves.toMatchObject({ name: 'TimeoutError' });
  });

  test('an abort ends the delay between two searches', async () => {
    const { transactions, requests } = stubClient(noMatch);
    const controller = new AbortController();
    const search = transactions
      .findByPaymentTransaction('PCI_1', { signal: controller.signal })
      .catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(100);
    controller.abort(new Error('closed the tab'));
    await expect(search).resolves.toMatchObject({ name: 'AbortError', cause: { message: 'closed the tab' } });
    expect([requests.length, vi.getTimerCount()]).toEqual([1, 0]);
  });

  test.each([
    ['a Smart Transaction with another payment', { id: 'STX_9', status: 'ok', transactions: [{ id: 'PCI_9' }] }],
    ['a Smart Transaction without a payment', { id: 'STX_9', transactions: [] }],
    ['an object without an id', {}],
    ['a string', 'STX_1'],
  ])('%s is not the result of the search', async (_, found) => {
    const { transactions } = stubClient(json({ count: 1, data: [found] }));
    await expect(transactions.findByPaymentTransaction('PCI_1')).rejects.toMatchObject({
      name: 'PagingError',
      outcome: 'no-effect',
    });
  });

  test('a Smart Transaction with several payments is found by each of them', async () => {
    const { transactions } = stubClient(
      json({ count: 1, data: [{ id: 'STX_1', transactions: [null, { id: 'LTX_1' }, { id: 'PCI_1' }] }] }),
    );
    await expect(transactions.findByPaymentTransaction('PCI_1')).resolves.toMatchObject({ id: 'STX_1' });
  });

  test.each([-3_600_000, 3_600_000])(
    'the total timeout is as long when the wall clock is set by %i ms meanwhile',
    async (jump) => {
      const { transactions, requests } = stubClient(noMatch);
      const search = transactions.findByPaymentTransaction('PCI_1', { totalTimeout: 1000 });
      await vi.advanceTimersByTimeAsync(100);
      vi.setSystemTime(Date.now() + jump);
      await vi.advanceTimersByTimeAsync(800);
      await expect(search).resolves.toBeUndefined();
      expect(requests).toHaveLength(3);
    },
  );

  test.each(['', '*', 'PCI_1" OR id:"STX_9', 'PCI_1 OR x', 'PCI\u005f1\n'])(
    '%j is rejected, because it is not an id',
    async (id) => {
      const { transactions, requests } = stubClient(match);
      await expect(transactions.findByPaymentTransaction(id)).rejects.toThrow(TypeError);
      expect(requests).toEqual([]);
    },
  );

  test.each([
    ['a total alone', json({ count: 0 })],
    ['null for its items', json({ count: 0, data: null })],
    ['an empty object', json({})],
    ['an empty array', json([])],
    ['null', json(null)],
    ['no body', () => new Response(null, { status: 204 })],
    ['an empty body', () => new Response('')],
    ['null as its item', json({ count: 1, data: [null] })],
    ['a total that the index has not reached', json({ count: 1, data: [] })],
  ])('a response with %s means that nothing was found yet', async (_, response) => {
    const { transactions, requests } = stubClient(response);
    const search = transactions.findByPaymentTransaction('PCI_1');
    await vi.runAllTimersAsync();
    await expect(search).resolves.toBeUndefined();
    expect(requests).toHaveLength(4);
  });

  test.each([
    ['a string', json('We are back soon.')],
    ['an object without a list', json({ message: 'We are back soon.' })],
    ['an array of items', json([{ id: 'STX_1' }])],
  ])('a response with %s is an error, because it does not say that there is none', async (_, response) => {
    const { transactions } = stubClient(response);
    await expect(transactions.findByPaymentTransaction('PCI_1')).rejects.toMatchObject({ name: 'PagingError' });
  });

  test.each([Number.NaN, -1, 'often', {}])('the number of attempts %o is rejected', async (maxAttempts) => {
    const { transactions, requests } = stubClient(noMatch);
    const options = { maxAttempts: maxAttempts as number };
    await expect(transactions.findByPaymentTransaction('PCI_1', options)).rejects.toThrow(TypeError);
    expect(requests).toEqual([]);
  });

  test('the total timeout does not depend on the wall clock', async () => {
    const { transactions, requests } = stubClient(noMatch);
    const search = transactions.findByPaymentTransaction('PCI_1', { totalTimeout: 1000 });
    vi.setSystemTime(Date.now() - 3_600_000);
    await vi.advanceTimersByTimeAsync(900);
    await expect(search).resolves.toBeUndefined();
    expect(requests).toHaveLength(3);
  });
});
