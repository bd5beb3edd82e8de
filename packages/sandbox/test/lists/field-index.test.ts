import { expect, test } from 'vitest';
import { FieldIndex } from '../../src/lists/field-index.ts';
import { MANY, ONE } from '../../src/lists/query-node.ts';

const VALUES = [
  'Example Coffee GmbH', // 0
  'coffee', // 1
  1995, // 2
  '1995', // 3
  '01995', // 4
  '2026-03-02T23:30:00+01:00', // 5
  '2026-03-03T00:30:00+01:00', // 6
  ['erika@example.com', 'Order 7'], // 7
  true, // 8
  '', // 9
  null, // 10
  { inner: 'value' }, // 11
  { inner: null }, // 12
];

const index = new FieldIndex('f');
VALUES.forEach((value, slot) => index.add(slot, { f: value }));
const chars = (text: string) => [...text].map((char) => (char === '*' ? MANY : char === '?' ? ONE : char));
const bound = (text: string, included = true) => ({ text, included });

test.each([
  ['COFFEE', [0, 1]],
  ['example coffee', [0]],
  ['coffee example', []],
  ['ee gmbh', []],
  ['example coffee gmbh', [0]],
  ['1995', [2, 3]],
  ['1995.0', [2, 3]],
  ['01995', [2, 3, 4]],
  ['2026-03-02', [5, 6]],
  ['2026-03-02T22:30:00Z', [5]],
  ['2026-03-02T22', []],
  ['erika@example.com', [7]],
  ['example', [0, 7]],
  ['7', [7]],
  ['true', [8]],
  ['', [9]],
  ['null', []],
  ['value', []],
])('A term "%s" finds %j', (text, slots) => expect(index.equal(text).array()).toEqual(slots));

test.each([
  ['cof*', [0, 1]],
  ['*example*', [0, 7]],
  ['199?', [2, 3]],
  ['2026-03-02t23*', [6]],
])('A pattern %s finds %j', (text, slots) => expect(index.like(chars(text)).array()).toEqual(slots));

test('A range finds values of the type of its bounds', () => {
  expect(index.within({ low: bound('1000') }).array()).toEqual([2, 3, 5, 6]);
  expect(index.within({ low: bound('1995', false), high: bound('5000000') }).array()).toEqual([]);
  expect(index.within({ low: bound('2026-03-02'), high: bound('2026-03-02') }).array()).toEqual([5, 6]);
  expect(index.within({ low: bound('2026-03-02', false) }).array()).toEqual([]);
  expect(index.within({ low: bound('2026-03-02T23:00:00Z') }).array()).toEqual([6]);
  expect(index.within({ low: bound('D'), high: bound('f') }).array()).toEqual([0, 7]);
  expect(index.within({}).array()).toEqual(index.present.array());
});

test('A value is present unless it is null, also inside an object', () => {
  expect(index.present.array()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11]);
});

test('Numbers come before dates, and dates before texts', () => {
  expect([5, 1, 10, 2, 0, 6].sort((a, b) => index.compare(a, b, false))).toEqual([2, 5, 6, 1, 0, 10]);
  expect([5, 1, 10, 2, 0, 6].sort((a, b) => index.compare(a, b, true))).toEqual([0, 1, 6, 5, 2, 10]);
});

test('What is removed is not found any more', () => {
  const changing = new FieldIndex(undefined);
  changing.add(0, { a: 'one two', b: [1, '2026-03-02'] });
  changing.add(1, { c: 'two' });
  changing.remove(0);
  expect([changing.equal('two').array(), changing.equal('one').array(), changing.equal('1').array()]).toEqual([
    [1],
    [],
    [],
  ]);
  expect(changing.equal('2026').array()).toEqual([]);
  expect(changing.present.array()).toEqual([1]);
});
