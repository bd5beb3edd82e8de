import fc from 'fast-check';
import { createQuerySerializer } from 'openapi-fetch';
import { describe, expect, test } from 'vitest';
import { fillPath, parameterNames, queryString } from '../../src/runtime/url.ts';

describe('queryString', () => {
  test.each<[object | null | undefined, string]>([
    [undefined, ''],
    [{}, ''],
    [{ count: 2, offset: 0, q: '', meta: true }, 'count=2&offset=0&q=&meta=true'],
    [{ a: undefined, b: null, c: [], d: {} }, ''],
    [{ a: [1, 'b&c'] }, 'a=1&a=b%26c'],
    [{ aggregate: { min: 1, interval: 'we ek', max: undefined } }, 'aggregate[min]=1&aggregate[interval]=we%20ek'],
    [{ q: 'name:"ä"' }, 'q=name%3A%22%C3%A4%22'],
    [null, ''],
    [{ count: 0.5, min: -0 }, 'count=0.5&min=0'],
    [Object.assign(Object.create(null), { a: { __proto__: null, b: 1 } }) as object, 'a[b]=1'],
  ])('%j is serialised as %s', (values, expected) => {
    expect(queryString(values)).toBe(expected);
  });

  test('the query string is the one of openapi-fetch, and parses back to the same values', () => {
    const text = fc.string({ unit: 'grapheme' });
    const value = fc.oneof(
      text,
      fc.integer(),
      fc.boolean(),
      fc.array(text, { maxLength: 3 }),
      // For an object without keys, openapi-fetch leaves a stray `&`.
      fc.dictionary(fc.stringMatching(/^\w+$/), text, { minKeys: 1, maxKeys: 3 }),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^\w+$/), value, { maxKeys: 4 }), (values) => {
        expect(queryString(values)).toBe(createQuerySerializer()(values));
        const expected = Object.entries(values).flatMap(([name, one]) =>
          Array.isArray(one)
            ? one.map((part) => [name, part])
            : typeof one === 'object'
              ? Object.entries(one).map(([key, part]) => [`${name}[${key}]`, part])
              : [[name, String(one)]],
        );
        expect([...new URLSearchParams(queryString(values))]).toEqual(expected);
      }),
    );
  });

  test.each([
    [{ a: '\uD800' }, 'The query parameter a is not well-formed Unicode.'],
    [{ a: { b: { c: 1 } } }, 'The query parameter a[b] is nested too deeply.'],
    [{ a: [[1]] }, 'The query parameter a is nested too deeply.'],
  ])('%j is rejected', (values, message) => {
    expect(() => queryString(values)).toThrow(new TypeError(message));
  });

  test('an array is written in one where its style says so, and its values stay apart', () => {
    const values = { ids: ['a,b', 'c d', undefined, 7], tags: ['x|y', null, 'z'], none: [null], all: ['e', 'f'] };
    const styles = { ids: 'comma', tags: 'pipe', none: 'comma' } as const;
    expect(queryString(values, styles)).toBe('ids=a%2Cb,c%20d,7&tags=x%7Cy|z&all=e&all=f');
    expect(queryString({ ids: 'one' }, styles)).toBe('ids=one');
    expect(() => queryString({ ids: [[1]] }, styles)).toThrow('The query parameter ids is nested too deeply.');
    expect(queryString({ constructor: ['a', 'b'] }, {})).toBe('constructor=a&constructor=b');
  });

  test('a bigint is sent with all its digits', () => {
    expect(queryString({ number: 12345678901234567890n })).toBe('number=12345678901234567890');
  });

  test('a date is sent in ISO 8601, alone, in an array and in an object', () => {
    const date = new Date('2026-01-01T12:00:00Z');
    expect(new URLSearchParams(queryString({ from: date, days: [date], aggregate: { min: date } })).toString()).toBe(
      new URLSearchParams({
        from: '2026-01-01T12:00:00.000Z',
        days: '2026-01-01T12:00:00.000Z',
        'aggregate[min]': '2026-01-01T12:00:00.000Z',
      }).toString(),
    );
  });

  test.each<[unknown, string]>([
    [new Date(Number.NaN), 'Invalid Date'],
    [Number.NaN, 'NaN'],
    [Infinity, 'Infinity'],
    [-Infinity, '-Infinity'],
    [new URL('https://shop.example'), 'of type URL'],
    [new Map([['b', 1]]), 'of type Map'],
    [new Set(['b']), 'of type Set'],
    [new URLSearchParams({ b: '1' }), 'of type URLSearchParams'],
    [
      new (class Filter {
        from = 1;
      })(),
      'of type Filter',
    ],
    [Object.create({ inherited: 1 }), 'of type Object'],
    [new Number(5), 'of type Number'],
    [new Uint8Array([1]), 'of type Uint8Array'],
    [Promise.resolve('b'), 'of type Promise'],
    [() => 'b', 'of type function'],
    [Symbol('b'), 'of type symbol'],
  ])('%o is rejected with the name of its parameter wherever it is, so that no filter is lost', (value, kind) => {
    for (const [values, name] of [
      [{ a: value }, 'a'],
      [{ a: [value] }, 'a'],
      [{ a: { b: value } }, 'a[b]'],
    ] as const)
      expect(() => queryString(values)).toThrow(new TypeError(`The query parameter ${name} cannot be ${kind}.`));
  });

  test.each<[unknown, string]>([
    [new Map([['count', 5]]), 'of type Map'],
    [new URLSearchParams({ count: '5' }), 'of type URLSearchParams'],
    [[['count', 5]], 'of type Array'],
    ['count=5', 'of type string'],
    [Object.create({ count: 5 }), 'of type Object'],
    [
      new (class Query {
        count = 5;
      })(),
      'of type Query',
    ],
  ])('the query %o is rejected as a whole, because its parameters would be lost', (values, kind) => {
    expect(() => queryString(values as object)).toThrow(
      new TypeError(`The query must be a plain object, not ${kind}.`),
    );
  });
});

describe('fillPath', () => {
  test('values are filled in in order, each as one segment', () => {
    expect(fillPath('/A/{first}/b/{second}', ['x/y', 'ä?#'])).toBe('/A/x%2Fy/b/%C3%A4%3F%23');
  });

  test('any well-formed string is accepted and stays one segment', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (value) => {
        fc.pre(value !== '.' && value !== '..');
        const { pathname, host } = new URL(`https://example.com/api/v2${fillPath('/A/{id}/b', [value])}`);
        const [, , , , segment, tail] = pathname.split('/');
        expect([host, decodeURIComponent(segment!), tail]).toEqual(['example.com', value, 'b']);
      }),
    );
  });

  test.each([undefined, null, '', '.', '..'])('%j is rejected with the name of the parameter', (value) => {
    expect(() => fillPath('/A/{id}', [value])).toThrow(
      new TypeError(`The path parameter id of /A/{id} cannot be ${JSON.stringify(value) ?? 'undefined'}.`),
    );
  });

  test.each([0, 1, 1984, Number.MAX_SAFE_INTEGER])('the integer %d is filled in', (value) => {
    expect(fillPath('/A/{id}', [value])).toBe(`/A/${value}`);
  });

  test.each<[unknown, string]>([
    [['..'], 'of type Array'],
    [[], 'of type Array'],
    [new String('..'), 'of type String'],
    [{ toString: () => '..' }, 'of type Object'],
    [{ id: 'STX_1' }, 'of type Object'],
    [Object.create(null), 'of type object'],
    [Promise.resolve('STX_1'), 'of type Promise'],
    [() => 'STX_1', 'of type function'],
    [Symbol('STX_1'), 'of type symbol'],
    [false, 'of type boolean'],
    [1n, 'of type bigint'],
    [Number.NaN, 'NaN'],
    [Infinity, 'Infinity'],
    [1.5, '1.5'],
    [2 ** 53, '9007199254740992'],
  ])('%o is rejected, because it would change the path or name another object', (value, kind) => {
    expect(() => fillPath('/A/{id}', [value])).toThrow(
      new TypeError(`The path parameter id of /A/{id} cannot be ${kind}.`),
    );
  });

  test('half a surrogate pair is rejected', () => {
    expect(() => fillPath('/A/{id}', ['\uDC00'])).toThrow(
      new TypeError('The path parameter id of /A/{id} is not well-formed Unicode.'),
    );
  });
});

test('parameterNames returns the parameters of a path in order', () => {
  expect(parameterNames('/A/{first}/b/{second}')).toEqual(['first', 'second']);
  expect(parameterNames('/A')).toEqual([]);
});
