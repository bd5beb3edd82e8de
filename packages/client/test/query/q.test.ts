import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { q } from '../../src/query/q.ts';

const name = 'O"Neil \\ Söhne';

describe('the template', () => {
  test('is sent as it was written, with backslashes for Lucene', () => {
    expect(String(q`(NOT customer.name:meier*) AND customer.age:[30 TO 40]`)).toBe(
      '(NOT customer.name:meier*) AND customer.age:[30 TO 40]',
    );
    expect(String(q`name:Max\ M* OR note:"a \"b\""`)).toBe('name:Max\\ M* OR note:"a \\"b\\""');
  });

  test('takes a hole behind a field, in brackets or behind a sign for a whole value', () => {
    expect(String(q`name:${name}`)).toBe('name:"O\\"Neil \\\\ Söhne"');
    expect(String(q`status:(${'ok'} OR ${'not ok'})`)).toBe('status:(ok OR "not ok")');
    expect(String(q`-${'ok'} +a:${-1} !b:${'x y'}^2`)).toBe('-ok +a:"-1" !b:"x y"^2');
    expect(String(q`a!${'x y'}`)).toBe('a!"x y"');
    expect(String(q`name: ${'AND'}`)).toBe('name: "AND"');
  });

  test('takes a hole in a range for one of its ends', () => {
    const from = new Date(Date.UTC(2024, 0, 1));
    expect(String(q`created:[${from} TO ${q.unbounded}] AND amount:{${-5} TO ${12.5}]`)).toBe(
      'created:[2024-01-01T00:00:00.000Z TO *] AND amount:{-5 TO 12.5]',
    );
    expect(String(q`name:[${'TO'} TO ${'z]'}}`)).toBe('name:["TO" TO "z]"}');
    expect(String(q`name:["${'a b'}" TO *]`)).toBe('name:["a b" TO *]');
  });

  test('takes a hole in quotes for a part of the phrase', () => {
    expect(String(q`name:"${'a" OR id:*'}, ${'b'}"~2`)).toBe('name:"a\\" OR id:*, b"~2');
  });

  test('takes a hole beside other characters for a part of the term, in which only what is written acts', () => {
    expect(String(q`name:*${'a*b c'}?`)).toBe('name:*a\\*b\\ c?');
    expect(String(q`id:STX_${'1'} OR name:${'Meier'}~`)).toBe('id:STX_1 OR name:Meier~');
    expect(String(q`a A${'ND'} b`)).toBe('a A\\ND b');
    expect(String(q`name:*${''}*`)).toBe('name:**');
  });

  test('takes another query where a clause can stand, in brackets where it needs them', () => {
    const status = q.eq('status', 'ok');
    const either = q`a:${1} OR b:${2}`;
    expect(String(q`${status} AND ${either} AND NOT ${q.not(status)}`)).toBe(
      'status:ok AND (a:1 OR b:2) AND NOT (NOT status:ok)',
    );
    expect(String(q`${q`amount:[${1} TO *]`} AND ${q`name:"x y"`}`)).toBe('amount:[1 TO *] AND name:"x y"');
  });

  test('takes true and false, numbers and dates as they are written in JSON', () => {
    expect(String(q`a:${true} b:${-0} c:${1e21 / 1e3 / 1e6} d:${0.5}`)).toBe('a:true b:0 c:1000000000000 d:0.5');
  });

  test.each([
    ['a field name', () => q`${'name'}:x`],
    ['a part of a field name', () => q`cust${'omer'}.name:x`],
    ['a field name before a space', () => q`${'name'} :x`],
    ['a regular expression', () => q`name:/${'x'}/`],
    ['the place behind a backslash', () => q(raw('name:\\', ''), 'x')],
    ['a boost', () => q`name:x^${2}`],
    ['a slop', () => q`name:"x y"~${2}`],
    ['the place right before a quote', () => q`${'x'}"y"`],
    ['the place right behind a bracket', () => q`(a)${'x'}`],
    ['the place beside another hole', () => q`name:${'a'}${'b'}`],
    ['the middle of an end of a range', () => q`[a${1} TO *]`],
    ['an empty text where a term must be', () => q`name:${''}-x`],
    ['an empty text that would leave an operator', () => q`a:1 AND${''} b:1`],
    ['a query as a value', () => q`name:${q.eq('a', 1)}`],
    ['a query in quotes', () => q`"${q.eq('a', 1)}"`],
    ['a query in a range', () => q`a:[${q.eq('a', 1)} TO *]`],
    ['a query beside something', () => q`a${q.eq('a', 1)}`],
    ['an open end outside of a range', () => q`a:${q.unbounded}`],
    ['an empty text as an end of a range', () => q`a:[${''} TO *]`],
    ['a backslash at the end of an end of a range', () => q`a:["${'x\\'}" TO *]`],
  ])('refuses %s', (_, write) => {
    expect(write).toThrow(TypeError);
  });

  test.each(['"a', 'a)', '(a', 'a:[1 TO 2', 'a:1]', '/a', 'a\\', '', ' \t', 'a:/x"/ AND "', ':a', 'a ^2'])(
    'refuses the text %j, which could not be combined',
    (text) => {
      expect(() => q.raw(text)).toThrow(TypeError);
    },
  );

  test.each([
    ['null', null],
    ['undefined', undefined],
    ['NaN', NaN],
    ['Infinity', Infinity],
    ['an integer that is not exact', 9_276_000_000_000_000_000],
    ['an invalid date', new Date('x')],
    ['half a surrogate pair', 'a\uD83D'],
    ['the other half', '\uDE00b'],
    ['a list', ['a']],
    ['an object', { toString: () => 'x' }],
    ['a symbol', Symbol('x')],
  ])('refuses %s as a value', (_, value) => {
    expect(() => q`name:${value as string}`).toThrow(TypeError);
    expect(() => q`name:"${value as string}"`).toThrow(TypeError);
    expect(() => q`name:*${value as string}*`).toThrow(TypeError);
    expect(() => q`name:[${value as string} TO *]`).toThrow(TypeError);
    expect(() => q.eq('name', value as string)).toThrow(TypeError);
  });

  test('names no value in what it says about it', () => {
    const secret = 'hunter2';
    for (const refused of [`${secret}<`, `${secret}\uD83D`, `${secret}\\`])
      expect(() => q`a:[${refused} TO *] AND b:*${refused}*`).toThrow(
        expect.objectContaining({ message: expect.not.stringContaining(secret) }),
      );
  });

  test('in two copies of the package, as ESM and CommonJS, is the same kind of query', () => {
    const foreign = { [Symbol.for('@secuconnect/client.query')]: 'compound', text: 'a:1 OR b:2', toString: () => '' };
    expect(String(q`x:1 AND ${foreign as never}`)).toBe('x:1 AND (a:1 OR b:2)');
  });

  test('cannot be left by any value: what is refused or taken, and what it means, does not depend on it', () => {
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
});

const raw = (...texts: string[]): TemplateStringsArray => Object.assign([...texts], { raw: texts });

/** The characters of a query that act: those neither escaped nor in quotes nor in a word. */
const outline = (query: string): string =>
  query.replace(/\\[^]|"(\\[^]|[^"\\])*"|[^\s"()[\]{}:^~*?/!\\+-]/gu, 'x').replace(/x+/g, 'x');
