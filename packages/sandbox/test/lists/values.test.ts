import { expect, test } from 'vitest';
import { isPresent, keyOf, periodOf, valuesAt, wordsOf } from '../../src/lists/values.ts';

test.each([
  [100, { type: 'number', key: 100 }],
  ['100', { type: 'number', key: 100 }],
  ['01896', { type: 'text', key: '01896' }],
  [true, { type: 'text', key: 'true' }],
  ['OK', { type: 'text', key: 'ok' }],
  ['', { type: 'text', key: '' }],
  ['2026-03-02T10:15:00+01:00', { type: 'date', key: Date.UTC(2026, 2, 2, 9, 15) }],
  ['2026-03-02', { type: 'date', key: Date.UTC(2026, 2, 2) }],
])('The index keeps %j as %j', (value, expected) => expect(keyOf(value)).toEqual(expected));

test.each([
  ['2026', Date.UTC(2026, 0, 1), Date.UTC(2027, 0, 1)],
  ['2026-02', Date.UTC(2026, 1, 1), Date.UTC(2026, 2, 1)],
  ['2026-02-28', Date.UTC(2026, 1, 28), Date.UTC(2026, 2, 1)],
  ['2026-02-28T10:15', Date.UTC(2026, 1, 28, 10, 15), Date.UTC(2026, 1, 28, 10, 16)],
  ['2026-02-28 10:15:01', Date.UTC(2026, 1, 28, 10, 15, 1), Date.UTC(2026, 1, 28, 10, 15, 2)],
  ['2026-02-28T10:15:01.5Z', Date.UTC(2026, 1, 28, 10, 15, 1, 500), Date.UTC(2026, 1, 28, 10, 15, 1, 501)],
  ['2026-02-28T10:15:01-0230', Date.UTC(2026, 1, 28, 12, 45, 1), Date.UTC(2026, 1, 28, 12, 45, 2)],
])('%s lasts to the end of what is written', (text, start, next) =>
  expect(periodOf(text)).toEqual({ start, end: next - 1 }),
);

test('A path leads through arrays, and no path to every value', () => {
  const object = { a: [{ b: 1 }, { b: [2, null] }, 3], c: 'x' };
  expect(valuesAt(object, ['a', 'b'])).toEqual([1, 2, null]);
  expect(valuesAt(object, undefined)).toEqual([1, 2, null, 3, 'x']);
  expect(valuesAt(object, ['constructor'])).toEqual([]);
});

test('An object is present when a value in it is', () => {
  expect([{}, { a: null }, [], null, undefined].map(isPresent)).toEqual([false, false, false, false, false]);
  expect([{ a: { b: 0 } }, '', false, [0]].map(isPresent)).toEqual([true, true, true, true]);
});

test('Words are letters, digits and underscores', () => {
  expect(wordsOf('Order PCI_1, für: a@b.de')).toEqual(['order', 'pci_1', 'für', 'a', 'b', 'de']);
});
