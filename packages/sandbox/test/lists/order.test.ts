import { expect, test } from 'vitest';
import { KindIndex } from '../../src/lists/kind-index.ts';
import { firstInOrder, type SortField } from '../../src/lists/order.ts';

const SIZE = 2000;
const index = new KindIndex();
for (let id = 0; id < SIZE; id += 1) {
  const values = {
    status: id % 2 ? 'odd' : 'even',
    n: id % 7,
    list: [id % 5, 10 + (id % 3)],
    ...(id % 4 && { some: id }),
  };
  index.change(String(id), JSON.stringify({ id: String(id), ...values }));
}
const first = (limit: number, ...sort: SortField[]) => firstInOrder(index, index.live, SIZE, sort, limit);

test('Without fields, the oldest come first', () => expect(first(3)).toEqual([0, 1, 2]));

test('Equal objects follow the next field, and then their age', () => {
  const sort: SortField[] = [
    { field: 'status', descending: true },
    { field: 'n', descending: false },
  ];
  expect(first(3, ...sort)).toEqual([7, 21, 35]);
});

test.each([
  [
    [
      { field: 'status', descending: true },
      { field: 'n', descending: false },
    ],
  ],
  [
    [
      { field: 'list', descending: true },
      { field: 'list', descending: false },
    ],
  ],
  [
    [
      { field: 'some', descending: true },
      { field: 'n', descending: true },
    ],
  ],
] as SortField[][][])('A few from a walk are the first of all, which are sorted: %j', (sort) => {
  const all = first(SIZE, ...sort);
  expect(new Set(all).size).toBe(SIZE);
  expect(first(50, ...sort)).toEqual(all.slice(0, 50));
});

test('With several values, the lowest counts, and in a descending order the highest', () => {
  expect(first(1, { field: 'list', descending: false })).toEqual([0]);
  expect(first(1, { field: 'list', descending: true })).toEqual([2]);
});

test('Missing values come last', () => {
  expect(first(SIZE, { field: 'some', descending: true }).slice(-500)[0]).toBe(0);
  expect(first(SIZE, { field: 'some', descending: false }).at(-1)).toBe(1996);
});
