import { describe, expect, test } from 'vitest';
import { headerEntries, type HeadersLike } from '../../src/runtime/headers.ts';

describe('headerEntries()', () => {
  test.each<[string, HeadersLike | null | undefined, [string, string][]]>([
    ['an object', { 'X-One': '1', 'x-two': '2' }, [['X-One', '1'], ['x-two', '2']]],
    ['an object without a prototype', Object.assign(Object.create(null), { a: '1' }) as HeadersLike, [['a', '1']]],
    ['Headers', new Headers({ 'X-One': '1', 'x-two': '2' }), [['x-one', '1'], ['x-two', '2']]],
    ['a Map', new Map([['X-One', '1']]), [['X-One', '1']]],
    ['pairs', [['X-One', '1'], ['X-One', '2']], [['X-One', '1'], ['X-One', '2']]],
    ['URLSearchParams', new URLSearchParams({ a: '1' }), [['a', '1']]],
    ['nothing', undefined, []],
    ['null', null, []],
  ])('lists %s', (_, headers, entries) => {
    expect(headerEntries(headers)).toEqual(entries);
  }); // prettier-ignore

  test('leaves out values that are undefined or null', () => {
    const values = { a: undefined, b: null, c: '' };
    expect(headerEntries(values)).toEqual([['c', '']]);
    expect(headerEntries(Object.entries(values))).toEqual([['c', '']]);
  });

  test.each<[string, unknown, string]>([
    ['a string', 'x-one: 1', '`headers` cannot be of type string.'],
    ['a number', 5, '`headers` cannot be 5.'],
    ['an instance of a class', new (class Trace { id = '1'; })(), '`headers` cannot be of type Trace.'],
    ['a function', () => ({}), '`headers` cannot be of type function.'],
    ['a promise', Promise.resolve({}), '`headers` cannot be of type Promise.'],
    ['inherited fields', Object.create({ a: '1' }), '`headers` cannot be of type Object.'],
    ['names and values in turn', ['x-one', '1'], '`headers` must consist of pairs of a name and a value.'],
    ['a set of names', new Set(['x-one']), '`headers` must consist of pairs of a name and a value.'],
    ['pairs of three', [['x-one', '1', '2']], '`headers` must consist of pairs of a name and a value.'],
  ])('rejects %s, whose headers would be lost', (_, headers, message) => {
    expect(() => headerEntries(headers as HeadersLike)).toThrow(new TypeError(message));
  }); // prettier-ignore
});
