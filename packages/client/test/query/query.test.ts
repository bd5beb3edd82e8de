import { describe, expect, test } from 'vitest';
import { q } from '../../src/query/q.ts';
import { isSearchQuery, parenthesize, SearchQuery } from '../../src/query/query.ts';

describe('SearchQuery', () => {
  test('a query is its string', () => {
    expect(`${new SearchQuery('a:1', 'clause')}`).toBe('a:1');
  });

  test('a query of another copy of the package (ESM, CommonJS) is recognised', () => {
    const foreign = { [Symbol.for('@secuconnect/client.query')]: 'compound', text: 'a:1 OR b:2', toString: () => '' };
    expect(String(q`x:1 AND ${foreign as never}`)).toBe('x:1 AND (a:1 OR b:2)');
  });
});

test('isSearchQuery() accepts queries only', () => {
  expect([q.all, 'a:1', null, undefined, { toString: () => 'a:1' }].map(isSearchQuery)).toEqual([
    true,
    false,
    false,
    false,
    false,
  ]);
});

describe('parenthesize()', () => {
  test('a query gets parentheses unless its kind is excepted', () => {
    const not = new SearchQuery('NOT a:1', 'not');
    expect([parenthesize(not), parenthesize(not, 'clause'), parenthesize(not, 'clause', 'not')]).toEqual([
      '(NOT a:1)',
      '(NOT a:1)',
      'NOT a:1',
    ]);
  });

  test('a value that is not a query throws', () => {
    expect(() => parenthesize('a:1' as never)).toThrow('Only queries can be combined');
  });
});
