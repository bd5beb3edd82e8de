import { expect, test } from 'vitest';
import { newest } from '../../src/operator/newest.ts';
import { Store } from '../../src/store/store.ts';

const KIND = 'things';
function storeWith(count: number): Store {
  const store = new Store();
  store.transaction(() => {
    for (let number = 1; number <= count; number += 1) store.put(KIND, { id: String(number) });
  });
  return store;
}
const all = (_text: string, id: string) => Number(id);

test('pages of fifty, newest first, until the oldest', () => {
  const store = storeWith(120);
  const first = newest(store, KIND, undefined, all);
  expect([first.rows[0], first.rows.at(-1), first.next]).toEqual([120, 71, '71']);
  const second = newest(store, KIND, first.next, all);
  expect([second.rows[0], second.rows.at(-1), second.next]).toEqual([70, 21, '21']);
  const third = newest(store, KIND, second.next, all);
  expect([third.rows[0], third.rows.at(-1), third.next]).toEqual([20, 1, undefined]);
});

test('an id that is gone starts at the newest', () => {
  expect(newest(storeWith(3), KIND, 'gone', all).rows).toEqual([3, 2, 1]);
});

test('the search ends after 20,000 objects, and goes on where it has ended', () => {
  const store = storeWith(20_010);
  let seen = 0;
  const oldest = (_text: string, id: string) => {
    seen += 1;
    return id === '1' ? 1 : undefined;
  };
  const first = newest(store, KIND, undefined, oldest);
  expect([first.rows, first.searched, first.next, seen]).toEqual([[], 20_000, '11', 20_000]);
  expect(newest(store, KIND, first.next, oldest)).toMatchObject({ rows: [1], next: undefined });
});

test('of a kind without objects there is nothing', () => {
  expect(newest(new Store(), KIND, undefined, all)).toEqual({ rows: [], next: undefined, searched: 0 });
});
