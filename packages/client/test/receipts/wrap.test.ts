import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { displayWidth } from '../../src/receipts/display-width.ts';
import { wrap } from '../../src/receipts/wrap.ts';
import { anyText } from './receipts.fixture.ts';

describe('wrap()', () => {
  test.each([
    ['breaks at spaces', 'eins zwei drei', 10, ['eins zwei', 'drei']],
    ['keeps spaces that form columns', 'a    1,00  ', 10, ['a    1,00']],
    ['keeps an indent', '  eins zwei', 7, ['  eins', 'zwei']],
    ['drops the spaces at a break', 'eins      zwei', 6, ['eins', 'zwei']],
    ['leaves out a line with nothing but an indent', '   abcdef', 6, ['abcdef']],
    ['cuts a word that is wider than a line', 'abcdefghij kl', 4, ['abcd', 'efgh', 'ij', 'kl']],
    ['counts wide characters as two columns', '日本語テキ', 5, ['日本', '語テ', 'キ']],
    ['never cuts a character that is joined from several', '👨‍👩‍👧‍👦👨‍👩‍👧‍👦', 2, ['👨‍👩‍👧‍👦', '👨‍👩‍👧‍👦']],
    ['keeps line breaks and empty lines', 'a\n\nb', 10, ['a', '', 'b']],
    ['returns one line for an empty text', '', 10, ['']],
  ])('wrap() %s', (_, text, width, lines) => {
    expect(wrap(text, width)).toEqual(lines);
  });

  test('wrap() returns no line that is wider than the width, and no spaces at the end', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 2, max: 20 }), (text, width) => {
        for (const line of wrap(text, width)) {
          expect(displayWidth(line)).toBeLessThanOrEqual(width);
          expect(line).toBe(line.trimEnd());
        }
      }),
    );
  });
});
