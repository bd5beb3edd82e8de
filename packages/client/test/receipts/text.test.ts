import spec from '@secuconnect/api/openapi.json' with { type: 'json' };
import * as fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import type { Receipt } from '../../src/receipts/index.ts';
import { receiptText } from '../../src/receipts/index.ts';
import { displayWidth } from '../../src/receipts/display-width.ts';
import { anyReceipt, anyText, endOfDay, row, separator, textline, writtenReceipt } from './receipts.fixture.ts';

const set = (width: number, ...lines: (object | string | null)[]) =>
  receiptText(lines as Receipt, { width }).split('\n');

function receiptsIn(value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) =>
    name.startsWith('receipt') && (Array.isArray(one) || one?.body || /\n/.test(one)) ? [one] : receiptsIn(one),
  );
}

describe('receiptText', () => {
  test('sets a receipt of a terminal', () => {
    expect(
      '\n' +
        receiptText([...endOfDay, textline('Vielen Dank für Ihren Einkauf und bis bald'), separator('***')], {
          width: 28,
        }),
    ).toBe(`
       Kassenschnitt

Girocard (12)     184,50 EUR
Summe             225,70 EUR
----------------------------
Vielen Dank für Ihren
Einkauf und bis bald
            ***`);
  });

  test('sets every receipt among the examples of the spec, with all its texts', () => {
    const receipts = receiptsIn(spec);
    expect(receipts.length).toBeGreaterThan(10);
    for (const receipt of receipts) {
      const paper = receiptText(receipt as Receipt).replace(/\s+/g, ' ');
      for (const [, value] of JSON.stringify(receipt).matchAll(/"(?:text|name|value|caption)":"([^"]*)"/g))
        expect(paper).toContain(value);
    }
  });

  test('puts the value on a line of its own when the name leaves no room, and on the last line of a long name when it does', () => {
    expect(set(12, row('12345678', '123'))).toEqual(['12345678 123']);
    expect(set(12, row('12345678', '1234'))).toEqual(['12345678', '        1234']);
    expect(set(12, row('lang und länger', '1,00'))).toEqual(['lang und', 'länger  1,00']);
    expect(set(12, row('a', '1234567890abcdef'))).toEqual(['a', '1234567890ab', '        cdef']);
    expect(set(12, row('', '1,00'))).toEqual(['        1,00']);
    expect(set(12, row('', '123456789012'))).toEqual(['123456789012']);
    expect(set(12, row('Name', ''))).toEqual(['Name']);
  });

  test('knows decorations by both spellings and ignores others', () => {
    expect(set(9, textline('a', 'align-right'), textline('a', 'align_right'), textline('abc', 'align_center'))).toEqual(
      ['        a', '        a', '   abc'],
    );
    expect(set(9, textline('a', 'align-left'), textline('a', 'sparkling'))).toEqual(['a', 'a']);
  });

  test('takes every form of a receipt: lines, header and body, plain text, nothing', () => {
    expect(receiptText({ header: [textline('H')], body: [textline('B')] })).toBe('H\nB');
    expect(receiptText({ body: [textline('B')] })).toBe('B');
    expect(receiptText('Zeile 1\r\nZeile 2')).toBe('Zeile 1\nZeile 2');
    expect(receiptText([null, 'Zeile', undefined])).toBe('Zeile');
    expect(receiptText(undefined)).toBe('');
    expect(receiptText(null)).toBe('');
    expect(receiptText([])).toBe('');
  });

  test('leaves out lines of a type that nobody knows, and sets an empty line where there is nothing to print', () => {
    expect(set(9, { type: 'teleport', value: { text: 'x' } }, {}, textline('a'))).toEqual(['a']);
    expect(set(9, { type: 'textline' }, { type: 'textline', value: null }, { type: 'name-value', value: 7 })).toEqual([
      '',
      '',
      '',
    ]);
    expect(set(9, { type: 'separator' }, { type: 'textline', value: { text: 12, decoration: 'important' } })).toEqual([
      '---------',
      '12',
    ]);
  });

  test('breaks at spaces, keeps spaces that form columns, and cuts only what is wider than a line', () => {
    expect(set(10, textline('eins zwei drei'))).toEqual(['eins zwei', 'drei']);
    expect(set(10, textline('a    1,00  '))).toEqual(['a    1,00']);
    expect(set(4, textline('abcdefghij kl'))).toEqual(['abcd', 'efgh', 'ij', 'kl']);
    expect(set(5, textline('日本語テキ'))).toEqual(['日本', '語テ', 'キ']);
    expect(set(4, textline('a\tb\nc'))).toEqual(['a b', 'c']);
  });

  test('emphasizes what is important when told how, without counting what that adds', () => {
    const emphasize = (line: string) => `\x1b[1m${line}\x1b[0m`;
    expect(
      receiptText([textline('abcdefgh ijkl', 'important'), textline('x'), separator('c')], { width: 8, emphasize }),
    ).toBe('\x1b[1mabcdefgh\x1b[0m\n\x1b[1mijkl\x1b[0m\nx\n\x1b[1m   c\x1b[0m');
  });

  test.each([0, 1, -5, 41.5, Number.NaN, Number.POSITIVE_INFINITY])('refuses the width %s', (width) => {
    expect(() => receiptText([], { width })).toThrow(RangeError);
  });

  test('no line is wider than the paper, whatever is in it', () => {
    fc.assert(
      fc.property(anyReceipt, fc.integer({ min: 2, max: 48 }), (receipt, width) => {
        for (const line of receiptText(receipt, { width }).split('\n')) {
          expect(displayWidth(line)).toBeLessThanOrEqual(width);
          expect(line).toBe(line.trimEnd());
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('no line is wider than the paper by the measure of another library', () => {
    fc.assert(
      fc.property(writtenReceipt, fc.integer({ min: 2, max: 48 }), (receipt, width) => {
        for (const line of receiptText(receipt, { width }).split('\n'))
          expect(stringWidth(line)).toBeLessThanOrEqual(width);
      }),
      { numRuns: 1000 },
    );
  });

  test('no control character comes out but the line break, nor one that changes the direction', () => {
    fc.assert(
      fc.property(anyReceipt, (receipt) => {
        expect(receiptText(receipt).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cs}\p{Bidi_Control}\u2028\u2029]/u);
      }),
      { numRuns: 1000 },
    );
  });

  test('nothing but spaces and line breaks is lost or added by wrapping and aligning', () => {
    const bare = (value: string) => value.replace(/\s/g, '');
    fc.assert(
      fc.property(anyText, fc.integer({ min: 2, max: 20 }), (value, width) => {
        expect(bare(receiptText([textline(value, 'align-center')], { width }))).toBe(
          bare(receiptText([value], { width: 100_000 })),
        );
      }),
      { numRuns: 1000 },
    );
  });

  test('a line of a hundred thousand characters is no problem', () => {
    expect(receiptText(['x'.repeat(50_000), `${' '.repeat(50_000)}y`], { width: 40 }).split('\n')).toHaveLength(1251);
  });
});
