import { describe, expect, test } from 'vitest';
import { assertNotReserved, decodeUtf8, parseJson, VALUES_LIMIT } from '../../src/http/parse-json.ts';

const parse = (text: string): unknown => parseJson(new TextEncoder().encode(text));
const rejected = (details: string) =>
  expect.objectContaining({ status: 400, message: expect.stringContaining(details) });

test('JSON is read as it is, with a byte order mark too', () => {
  const value = { text: 'a,[{"\\', list: [1, [2], {}], half: '\ud800', nothing: null };
  expect(parse(JSON.stringify(value))).toEqual(value);
  expect(parse('\ufeff{"a":1}')).toEqual({ a: 1 });
  expect(parse('{"a":1,"a":2}')).toEqual({ a: 2 });
});

test.each([
  ['{"a":', 'not JSON'],
  ['', 'not JSON'],
  ['"\\', 'not JSON'],
  [']]]]', 'not JSON'],
  ['['.repeat(65) + ']'.repeat(65), 'deeper than 64'],
  ['['.repeat(1_000_000), 'deeper than 64'],
  ['{"a":'.repeat(100_000), 'deeper than 64'],
  [`[${'1,'.repeat(VALUES_LIMIT)}1]`, `more than ${VALUES_LIMIT} values`],
  [`[${'[],'.repeat(VALUES_LIMIT / 2)}1]`, `more than ${VALUES_LIMIT} values`],
  ['{"a":{"__proto__":{}}}', 'reserved name __proto__'],
  ['[[{"constructor":1}]]', 'reserved name constructor'],
  ['{"\\u005f_proto__":1}', 'reserved name __proto__'],
  ['{"prototype":1}', 'reserved name prototype'],
])('JSON such as %.30s is rejected', (text, details) => {
  expect(() => parse(text)).toThrow(rejected(details));
});

test('as many values and levels as allowed are read', () => {
  expect(parse(`[${'1,'.repeat(VALUES_LIMIT - 2)}1]`)).toHaveLength(VALUES_LIMIT - 1);
  expect(parse('['.repeat(64) + ']'.repeat(64))).toBeInstanceOf(Array);
});

test('brackets and commas of a text are no values', () => {
  const text = '[{,"\\'.repeat(VALUES_LIMIT);
  expect(parse(JSON.stringify({ text }))).toEqual({ text });
});

test('a caller that is trusted may allow more values', () => {
  const bytes = new TextEncoder().encode(`[${'1,'.repeat(VALUES_LIMIT)}1]`);
  expect(parseJson(bytes, Number.POSITIVE_INFINITY)).toHaveLength(VALUES_LIMIT + 1);
});

describe('bytes', () => {
  test.each([[[0xff]], [[0xc0, 0x80]], [[0xed, 0xa0, 0x80]], [[0xfe, 0xff, 0, 0x7b]]])(
    '%j are rejected, because they are not UTF-8',
    (bytes) => {
      expect(() => decodeUtf8(Uint8Array.from(bytes))).toThrow(rejected('not UTF-8'));
      expect(() => parseJson(Uint8Array.from(bytes))).toThrow(rejected('not UTF-8'));
    },
  );
});

test('names of a form are checked like those of JSON', () => {
  expect(() => assertNotReserved('__proto__')).toThrow(rejected('reserved name'));
  expect(() => assertNotReserved('proto')).not.toThrow();
});
