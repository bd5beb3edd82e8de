import { expect, test } from 'vitest';
import { aggregateOf, positionOf, sortOf, type ListQuery } from '../../src/lists/list-query.ts';

test('A position has defaults and takes numbers as strings', () => {
  expect(positionOf({})).toEqual({ count: 20, offset: 0 });
  expect(positionOf({ count: '0', offset: 7 })).toEqual({ count: 0, offset: 7 });
  for (const query of [{ count: '' }, { count: 1.5 }, { offset: '-1' }, { offset: 'x' }])
    expect(() => positionOf(query)).toThrow('must be a whole number');
});

test('A sort is read from pairs, objects and brackets', () => {
  const expected = [
    { field: 'a.b', descending: true },
    { field: 'c', descending: false },
  ];
  expect(sortOf({ sort: 'a.b:desc, c:asc' })).toEqual(expected);
  expect(sortOf({ sort: 'a.b:DESC,c' })).toEqual(expected);
  expect(sortOf({ sort: { 'a.b': 'desc', c: 'asc' } })).toEqual(expected);
  expect(sortOf({ 'sort[a.b]': 'desc', 'sort[c]': 'asc' } as ListQuery)).toEqual(expected);
  expect([sortOf({}), sortOf({ sort: '' })]).toEqual([[], []]);
});

test.each(['a:up', 'a,,b', ':asc', 'a:asc:b', 'a,b,c,d,e,f,g,h,i'])('The sort %s is an error', (sort) => {
  expect(() => sortOf({ sort })).toThrow('ProductFormatException');
});

test('An aggregate is read as an object and from brackets', () => {
  expect(aggregateOf({ aggregate: { group_by_prop: 'a' } })).toEqual({ group_by_prop: 'a' });
  expect(aggregateOf({ 'aggregate[group_by_prop]': 'a' } as ListQuery)).toEqual({ group_by_prop: 'a' });
  expect(aggregateOf({})).toBeUndefined();
});

test('a page has a limit', () => {
  expect(positionOf({ count: 10_000 })).toEqual({ count: 10_000, offset: 0 });
  expect(() => positionOf({ count: 10_001 })).toThrow('count must be at most 10000');
});
