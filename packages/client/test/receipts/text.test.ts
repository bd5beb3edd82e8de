import spec from '@secuconnect/api/openapi.json' with { type: 'json' };
import * as fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import type { Receipt } from '../../src/receipts/index.ts';
import { receiptText } from '../../src/receipts/index.ts';
import { displayWidth } from '../../src/receipts/display-width.ts';
import { anyReceipt, anyText, endOfDay, row, separator, textline, writtenReceipt } from './receipts.fixture.ts';

const layOut = (width: number, ...lines: (object | string | null)[]) =>
  receiptText(lines as Receipt, { width }).split('\n');

/** The receipts in an OpenAPI document, at any depth. */
function findReceipts(value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, field]) =>
    name.startsWith('receipt') && (Array.isArray(field) || field?.body || /\n/.test(field))
      ? [field]
      : findReceipts(field),
  );
}

describe('receiptText()', () => {
  test('receiptText() formats a receipt of a terminal', () => {
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

  test('receiptText() formats every receipt among the examples of the spec, with all its texts', () => {
    const receipts = findReceipts(spec);
    expect(receipts.length).toBeGreaterThan(10);
    for (const receipt of receipts) {
      const paper = receiptText(receipt as Receipt).replace(/\s+/g, ' ');
      for (const [, value] of JSON.stringify(receipt).matchAll(/"(?:text|name|value|caption)":"([^"]*)"/g))
        expect(paper).toContain(value);
    }
  });

  test('a value is on a separate line if the name leaves no room, and otherwise on the last line of the name', () => {
    expect(layOut(12, row('12345678', '123'))).toEqual(['12345678 123']);
    expect(layOut(12, row('12345678', '1234'))).toEqual(['12345678', '        1234']);
    expect(layOut(12, row('lang und länger', '1,00'))).toEqual(['lang und', 'länger  1,00']);
    expect(layOut(12, row('a', '1234567890abcdef'))).toEqual(['a', '1234567890ab', '        cdef']);
    expect(layOut(12, row('', '1,00'))).toEqual(['        1,00']);
    expect(layOut(12, row('', '123456789012'))).toEqual(['123456789012']);
    expect(layOut(12, row('Name', ''))).toEqual(['Name']);
  });

  test('decorations are recognised in both spellings, and unknown ones ignored', () => {
    expect(
      layOut(9, textline('a', 'align-right'), textline('a', 'align_right'), textline('abc', 'align_center')),
    ).toEqual(['        a', '        a', '   abc']);
    expect(layOut(9, textline('a', 'align-left'), textline('a', 'sparkling'))).toEqual(['a', 'a']);
  });

  test('receiptText() accepts every form of a receipt: lines, header and body, a string, nothing', () => {
    expect(receiptText({ header: [textline('H')], body: [textline('B')] })).toBe('H\nB');
    expect(receiptText({ body: [textline('B')] })).toBe('B');
    expect(receiptText('Zeile 1\r\nZeile 2')).toBe('Zeile 1\nZeile 2');
    expect(receiptText([null, 'Zeile', undefined])).toBe('Zeile');
    expect(receiptText(undefined)).toBe('');
    expect(receiptText(null)).toBe('');
    expect(receiptText([])).toBe('');
  });

  test('lines of an unknown type are ignored, and a line with nothing to print is empty', () => {
    expect(layOut(9, { type: 'teleport', value: { text: 'x' } }, {}, textline('a'))).toEqual(['a']);
    expect(
      layOut(9, { type: 'textline' }, { type: 'textline', value: null }, { type: 'name-value', value: 7 }),
    ).toEqual(['', '', '']);
    expect(
      layOut(9, { type: 'separator' }, { type: 'textline', value: { text: 12, decoration: 'important' } }),
    ).toEqual(['---------', '12']);
  });

  test('lines break at spaces, spaces that form columns stay, and only words wider than a line are cut', () => {
    expect(layOut(10, textline('eins zwei drei'))).toEqual(['eins zwei', 'drei']);
    expect(layOut(10, textline('a    1,00  '))).toEqual(['a    1,00']);
    expect(layOut(4, textline('abcdefghij kl'))).toEqual(['abcd', 'efgh', 'ij', 'kl']);
    expect(layOut(5, textline('日本語テキ'))).toEqual(['日本', '語テ', 'キ']);
    expect(layOut(4, textline('a\tb\nc'))).toEqual(['a b', 'c']);
  });

  test('`emphasize` changes important lines and headings, and what it adds takes no columns', () => {
    const emphasize = (line: string) => `\x1b[1m${line}\x1b[0m`;
    expect(
      receiptText([textline('abcdefgh ijkl', 'important'), textline('x'), separator('c')], { width: 8, emphasize }),
    ).toBe('\x1b[1mabcdefgh\x1b[0m\n\x1b[1mijkl\x1b[0m\nx\n\x1b[1m   c\x1b[0m');
  });

  test.each([0, 1, -5, 41.5, Number.NaN, Number.POSITIVE_INFINITY])('the width %s throws a RangeError', (width) => {
    expect(() => receiptText([], { width })).toThrow(RangeError);
  });

  test('no line of any receipt is wider than the paper', () => {
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

  test('no line is wider than the paper as another library measures it', () => {
    fc.assert(
      fc.property(writtenReceipt, fc.integer({ min: 2, max: 48 }), (receipt, width) => {
        for (const line of receiptText(receipt, { width }).split('\n'))
          expect(stringWidth(line)).toBeLessThanOrEqual(width);
      }),
      { numRuns: 1000 },
    );
  });

  test('the text has no control character except line breaks, and none that changes the text direction', () => {
    fc.assert(
      fc.property(anyReceipt, (receipt) => {
        expect(receiptText(receipt).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cs}\p{Bidi_Control}\u2028\u2029]/u);
      }),
      { numRuns: 1000 },
    );
  });

  test('wrapping and aligning adds and removes nothing but spaces and line breaks', () => {
    const withoutSpaces = (value: string) => value.replace(/\s/g, '');
    fc.assert(
      fc.property(anyText, fc.integer({ min: 2, max: 20 }), (value, width) => {
        expect(withoutSpaces(receiptText([textline(value, 'align-center')], { width }))).toBe(
          withoutSpaces(receiptText([value], { width: 100_000 })),
        );
      }),
      { numRuns: 1000 },
    );
  });

  test('lines of fifty thousand characters are wrapped', () => {
    expect(receiptText(['x'.repeat(50_000), `${' '.repeat(50_000)}y`], { width: 40 }).split('\n')).toHaveLength(1251);
  });
});
