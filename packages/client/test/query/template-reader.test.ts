import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { q } from '../../src/query/q.ts';
import { TemplateReader } from '../../src/query/template-reader.ts';

const name = 'O"Neil \\ Söhne';

describe('TemplateReader', () => {
  test('a template is sent as written, with backslashes for Lucene', () => {
    expect(String(q`(NOT customer.name:meier*) AND customer.age:[30 TO 40]`)).toBe(
      '(NOT customer.name:meier*) AND customer.age:[30 TO 40]',
    );
    expect(String(q`name:Max\ M* OR note:"a \"b\""`)).toBe('name:Max\\ M* OR note:"a \\"b\\""');
  });

  test('an interpolation behind a field, in parentheses or behind a sign is a whole value', () => {
    expect(String(q`name:${name}`)).toBe('name:"O\\"Neil \\\\ Söhne"');
    expect(String(q`status:(${'ok'} OR ${'not ok'})`)).toBe('status:(ok OR "not ok")');
    expect(String(q`-${'ok'} +a:${-1} !b:${'x y'}^2`)).toBe('-ok +a:"-1" !b:"x y"^2');
    expect(String(q`a!${'x y'}`)).toBe('a!"x y"');
    expect(String(q`name: ${'AND'}`)).toBe('name: "AND"');
  });

  test('an interpolation in a range is one of its ends', () => {
    const from = new Date(Date.UTC(2024, 0, 1));
    expect(String(q`created:[${from} TO ${q.unbounded}] AND amount:{${-5} TO ${12.5}]`)).toBe(
      'created:[2024-01-01T00:00:00.000Z TO *] AND amount:{-5 TO 12.5]',
    );
    expect(String(q`name:[${'TO'} TO ${'z]'}}`)).toBe('name:["TO" TO "z]"}');
    expect(String(q`name:["${'a b'}" TO *]`)).toBe('name:["a b" TO *]');
  });

  test('an interpolation in quotes is a part of the phrase', () => {
    expect(String(q`name:"${'a" OR id:*'}, ${'b'}"~2`)).toBe('name:"a\\" OR id:*, b"~2');
  });

  test('an interpolation next to other characters is a part of the term, and only what the template contains is special', () => {
    expect(String(q`name:*${'a*b c'}?`)).toBe('name:*a\\*b\\ c?');
    expect(String(q`id:STX_${'1'} OR name:${'Meier'}~`)).toBe('id:STX_1 OR name:Meier~');
    expect(String(q`a A${'ND'} b`)).toBe('a A\\ND b');
    expect(String(q`name:*${''}*`)).toBe('name:**');
  });

  test('another query can take the place of a clause, in parentheses where it needs them', () => {
    const status = q.eq('status', 'ok');
    const either = q`a:${1} OR b:${2}`;
    expect(String(q`${status} AND ${either} AND NOT ${q.not(status)}`)).toBe(
      'status:ok AND (a:1 OR b:2) AND NOT (NOT status:ok)',
    );
    expect(String(q`${q`amount:[${1} TO *]`} AND ${q`name:"x y"`}`)).toBe('amount:[1 TO *] AND name:"x y"');
  });

  test.each([
    ['a field name', () => q`${'name'}:x`],
    ['a part of a field name', () => q`cust${'omer'}.name:x`],
    ['a field name before a space', () => q`${'name'} :x`],
    ['a regular expression', () => q`name:/${'x'}/`],
    ['the position behind a backslash', () => q(raw('name:\\', ''), 'x')],
    ['a boost', () => q`name:x^${2}`],
    ['a slop', () => q`name:"x y"~${2}`],
    ['the position directly before a quote', () => q`${'x'}"y"`],
    ['the position directly behind a bracket', () => q`(a)${'x'}`],
    ['the position next to another interpolation', () => q`name:${'a'}${'b'}`],
    ['the middle of an end of a range', () => q`[a${1} TO *]`],
    ['an empty string where a term must be', () => q`name:${''}-x`],
    ['an empty string that would leave an operator', () => q`a:1 AND${''} b:1`],
    ['a query as a value', () => q`name:${q.eq('a', 1)}`],
    ['a query in quotes', () => q`"${q.eq('a', 1)}"`],
    ['a query in a range', () => q`a:[${q.eq('a', 1)} TO *]`],
    ['a query next to a term', () => q`a${q.eq('a', 1)}`],
    ['an unbounded end outside of a range', () => q`a:${q.unbounded}`],
    ['an empty string as an end of a range', () => q`a:[${''} TO *]`],
    ['a backslash at the end of an end of a range', () => q`a:["${'x\\'}" TO *]`],
  ])('an interpolation throws a TypeError for %s', (_, write) => {
    expect(write).toThrow(TypeError);
  });

  test.each(['"a', 'a)', '(a', 'a:[1 TO 2', 'a:1]', '/a', 'a\\', '', ' \t', 'a:/x"/ AND "', ':a', 'a ^2'])(
    'the string %j throws, because it could not be combined',
    (text) => {
      expect(() => q.raw(text)).toThrow(TypeError);
    },
  );

  test('the meaning of a template does not depend on its values, and no value can break out of its position', () => {
    const texts = fc.array(
      fc.array(fc.constantFrom('a:', 'b', ' ', ' AND ', 'NOT ', '(', ')', '"', '\\', '*', '~', '^2', '/', '-', '!'), {
        maxLength: 4,
      }),
      { minLength: 2, maxLength: 4 },
    );
    fc.assert(
      fc.property(texts, fc.string({ unit: 'binary', minLength: 1 }), (written, value) => {
        const strings = raw(...written.map((parts) => parts.join('')));
        const read = (one: string): string | undefined => {
          try {
            return String(q(strings, ...written.slice(1).map(() => one)));
          } catch {
            return undefined;
          }
        };
        const plain = read('plain');
        const query = read(value);
        fc.pre(plain !== undefined && query !== undefined);
        expect(outline(query!)).toBe(outline(plain!));
      }),
      { numRuns: 1_000 },
    );
  });

  test('an error names the position and the reason', () => {
    expect(() => TemplateReader.read(['name:/', '/'], ['x'])).toThrow(
      'This query is unsafe at position 6: a value cannot be part of a regular expression.',
    );
  });
});

const raw = (...texts: string[]): TemplateStringsArray => Object.assign([...texts], { raw: texts });

/** The characters of a query that act: those neither escaped nor in quotes, a regular expression or a word. */
const outline = (query: string): string =>
  query.replace(/\\[^]|"(\\[^]|[^"\\])*"|\/(\\[^]|[^/\\])*\/|[^\s"()[\]{}:^~*?/!\\+-]/gu, 'x').replace(/x+/g, 'x');
