import { expect, test } from 'vitest';
import { History } from '../../src/history/history.ts';
import { Store } from '../../src/store/store.ts';

function recorded() {
  const history = new History(() => 1000);
  const store = new Store();
  history.follow(store);
  return { history, store, about: (...ids: string[]) => history.about(new Set(ids)) };
}

const SALE = 'smart.transactions';
const sale = (id: string, status: string, more = {}) => ({ id, status, ...more });

test('a change has what was before, what is after, and its cause', () => {
  const { history, store, about } = recorded();
  store.put(SALE, sale('STX_1', 'created'));
  const request = { method: 'POST', target: '/api/v2/Smart/Transactions/STX_1/cancel', status: undefined };
  history.during(request, () => store.transaction(() => store.put(SALE, sale('STX_1', 'cancelled'))));
  store.put(SALE, sale('STX_2', 'created'));
  expect(about('STX_1')).toEqual([
    { at: 1000, change: { kind: SALE, id: 'STX_1', before: undefined, after: '{"id":"STX_1","status":"created"}' } },
    {
      at: 1000,
      cause: request,
      change: { kind: SALE, id: 'STX_1', before: expect.any(String), after: '{"id":"STX_1","status":"cancelled"}' },
    },
  ]);
});

test('requests that name or change an object belong to it, and no others', () => {
  const { history, store, about } = recorded();
  const request = (method: string, target: string) => ({ method, target, status: 200 });
  const create = request('POST', '/api/v2/Smart/Transactions');
  const read = request('GET', '/api/v2/Smart/Transactions/STX_1?x=1');
  history.during(create, () => store.put(SALE, sale('STX_1', 'created')));
  for (const one of [create, read, request('GET', '/api/v2/Smart/Transactions/STX_12'), request('GET', '/%zz/STX')])
    history.ended(one);
  expect(about('STX_1').flatMap(({ request: one }) => one ?? [])).toEqual([create, read]);
});

test('a payment of a sale and a push about it belong to the sale', () => {
  const { store, about } = recorded();
  store.put('_payments', { id: 'PCI_1', smart: 'STX_1' } as never);
  store.put('_pushes', { id: 'evt_1', event: { data: [{ id: 'STX_1' }] } } as never);
  store.put('_pushes', { id: 'evt_2', event: { data: [{ id: 'STX_12' }] } } as never);
  expect(about('STX_1').map(({ change }) => change?.id)).toEqual(['PCI_1', 'evt_1']);
});

test('what was undone, deleted, left as it was, or is of another kind is not kept', () => {
  const { store, about } = recorded();
  store.put(SALE, sale('STX_1', 'created'));
  store.put(SALE, sale('STX_1', 'created'));
  expect(() =>
    store.transaction(() => {
      store.put(SALE, sale('STX_1', 'ok'));
      throw new Error('undone');
    }),
  ).toThrow('undone');
  store.delete(SALE, 'STX_1');
  store.put('payment.customers', { id: 'STX_1' });
  expect(about('STX_1')).toHaveLength(1);
});

test('the cause ends with its work, also when that fails', () => {
  const { history, store, about } = recorded();
  const fail = (): never => {
    throw new Error('failed');
  };
  expect(() => history.during({ action: 'x' }, fail)).toThrow('failed');
  store.put(SALE, sale('STX_1', 'created'));
  expect(about('STX_1')[0]?.cause).toBeUndefined();
});

test('it is bounded in number and in size', () => {
  const { history, store, about } = recorded();
  for (let number = 0; number < 6000; number += 1) store.put(SALE, sale('STX_1', `s${number}`));
  const kept = about('STX_1');
  expect(kept.length).toBeLessThanOrEqual(5000);
  expect(kept.at(-1)?.change?.after).toContain('s5999');
  const large = 'x'.repeat(5 * 1024 * 1024);
  for (let number = 0; number < 6; number += 1) store.put(SALE, sale('STX_2', `s${number}`, { large }));
  const sizes = about('STX_2').reduce((sum, { change }) => sum + change!.after.length, 0);
  expect(sizes).toBeLessThanOrEqual(16 * 1024 * 1024);
  expect(about('STX_2').at(-1)?.change?.after).toContain('s5');
  history.clear();
  expect(about('STX_2')).toEqual([]);
});
