import { describe, expect, test } from 'vitest';
import { q } from '../../src/query/q.ts';
import {
  escapeInQuotes,
  escapeInRangeQuotes,
  escapeInTerm,
  escapePattern,
  escapeRangeEnd,
  escapeValue,
  unbounded,
} from '../../src/query/value.ts';

describe('escapeValue()', () => {
  test.each([
    ['ok', 'ok'],
    ['ä', '"ä"'],
    ['a"b\\', '"a\\"b\\\\"'],
    ['or', '"or"'],
    [12.5, '12.5'],
    [-5, '"-5"'],
    [true, 'true'],
    [new Date(0), '"1970-01-01T00:00:00.000Z"'],
  ])('%j is written as %s', (value, escaped) => {
    expect(escapeValue(value)).toBe(escaped);
  });

  test.each([
    ['null', null],
    ['undefined', undefined],
    ['NaN', NaN],
    ['Infinity', Infinity],
    ['an integer that is not exact', 9_276_000_000_000_000_000],
    ['an invalid date', new Date('x')],
    ['half a surrogate pair', 'a\uD83D'],
    ['the other half', '\uDE00b'],
    ['an array', ['a']],
    ['an object', { toString: () => 'x' }],
    ['a symbol', Symbol('x')],
  ])('%s is rejected as a value', (_, value) => {
    expect(() => q`name:${value as string}`).toThrow(TypeError);
    expect(() => q`name:"${value as string}"`).toThrow(TypeError);
    expect(() => q`name:*${value as string}*`).toThrow(TypeError);
    expect(() => q`name:[${value as string} TO *]`).toThrow(TypeError);
    expect(() => q.eq('name', value as string)).toThrow(TypeError);
  });

  test('no error quotes a value', () => {
    const secret = 'hunter2';
    for (const rejected of [`${secret}<`, `${secret}\uD83D`, `${secret}\\`])
      expect(() => q`a:[${rejected} TO *] AND b:*${rejected}*`).toThrow(
        expect.objectContaining({ message: expect.not.stringContaining(secret) }),
      );
  });
});

describe('escapeRangeEnd()', () => {
  test('dates, negative numbers and the unbounded end stay bare', () => {
    expect([new Date(0), -5, unbounded, 'a b', 'TO'].map(escapeRangeEnd)).toEqual([
      '1970-01-01T00:00:00.000Z',
      '-5',
      '*',
      '"a b"',
      '"TO"',
    ]);
  });
});

test('escapeInRangeQuotes() rejects what Lucene cannot read there: empty strings, and backslashes at the end', () => {
  expect(escapeInRangeQuotes('a"b')).toBe('a\\"b');
  for (const value of ['', 'a\\']) expect(() => escapeInRangeQuotes(value)).toThrow(TypeError);
});

test('escapeInQuotes() escapes quotes and backslashes only', () => {
  expect(escapeInQuotes('a"b\\ <*>')).toBe('a\\"b\\\\ <*>');
});

test('escapeInTerm() escapes special characters and operators, and rejects < and >', () => {
  expect(['a*b c', 'AND', 'ä'].map(escapeInTerm)).toEqual(['a\\*b\\ c', '\\AND', 'ä']);
  expect(() => escapeInTerm('<b>')).toThrow(TypeError);
});

test('escapePattern() keeps * and ?, and rejects an empty pattern', () => {
  expect(escapePattern('M?ller (*')).toBe('M?ller\\ \\(*');
  expect(() => escapePattern('')).toThrow(TypeError);
});
