import fc from 'fast-check';
import { createQuerySerializer } from 'openapi-fetch';
import { describe, expect, test } from 'vitest';
import { fillPath, parameterNames, queryString } from '../../src/runtime/url.ts';

describe('queryString', () => {
  test.each([
    [undefined, ''],
    [{}, ''],
    [{ count: 2, offset: 0, q: '', meta: true }, 'count=2&offset=0&q=&meta=true'],
    [{ a: undefined, b: null, c: [], d: {} }, ''],
    [{ a: [1, 'b&c'] }, 'a=1&a=b%26c'],
    [{ aggregate: { min: 1, interval: 'we ek', max: undefined } }, 'aggregate[min]=1&aggregate[interval]=we%20ek'],
    [{ q: 'name:"ä"' }, 'q=name%3A%22%C3%A4%22'],
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
