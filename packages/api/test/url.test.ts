import fc from 'fast-check';
import { createQuerySerializer } from 'openapi-fetch';
import { describe, expect, test } from 'vitest';
import { fillPath, queryString } from '../src/url.ts';

describe('a query', () => {
  test.each([
    [undefined, ''],
    [{}, ''],
    [{ count: 2, offset: 0, q: '', meta: true }, 'count=2&offset=0&q=&meta=true'],
    [{ a: undefined, b: null, c: [], d: {} }, ''],
    [{ a: [1, 'b&c'] }, 'a=1&a=b%26c'],
    [{ aggregate: { min: 1, interval: 'we ek', max: undefined } }, 'aggregate[min]=1&aggregate[interval]=we%20ek'],
    [{ q: 'name:"ä"' }, 'q=name%3A%22%C3%A4%22'],
  ])('%j is written as %s', (values, expected) => {
    expect(queryString(values)).toBe(expected);
  });

  test('is written as openapi-fetch writes it, and read back as it was', () => {
    const text = fc.string({ unit: 'grapheme' });
    const value = fc.oneof(
      text,
      fc.integer(),
      fc.boolean(),
      fc.array(text, { maxLength: 3 }),
      // Without a key, openapi-fetch leaves a stray `&` behind.
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
    [{ a: '\uD800' }, 'The value a of the query is not well-formed Unicode.'],
    [{ a: { b: { c: 1 } } }, 'The value a[b] of the query is nested too deeply to be sent.'],
    [{ a: [[1]] }, 'The value a of the query is nested too deeply to be sent.'],
  ])('%j is refused', (values, message) => {
    expect(() => queryString(values)).toThrow(new TypeError(message));
  });
});

describe('a path', () => {
  test('takes values in order, each of them one segment', () => {
    expect(fillPath('/A/{first}/b/{second}', ['x/y', 'ä?#'])).toBe('/A/x%2Fy/b/%C3%A4%3F%23');
  });

  test('holds any text that is well-formed, and leads nowhere else', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (value) => {
        fc.pre(value !== '.' && value !== '..');
        const { pathname, host } = new URL(`https://example.com/api/v2${fillPath('/A/{id}/b', [value])}`);
        const [, , , , segment, tail] = pathname.split('/');
        expect([host, decodeURIComponent(segment!), tail]).toEqual(['example.com', value, 'b']);
      }),
    );
  });

  test.each([undefined, null, '', '.', '..'])('refuses %j, naming the parameter', (value) => {
    expect(() => fillPath('/A/{id}', [value])).toThrow(
      new TypeError(`The path parameter id of /A/{id} cannot be ${JSON.stringify(value) ?? 'undefined'}.`),
    );
  });

  test('refuses half a surrogate pair', () => {
    expect(() => fillPath('/A/{id}', ['\uDC00'])).toThrow(
      new TypeError('The path parameter id of /A/{id} is not well-formed Unicode.'),
    );
  });
});
