import { eastAsianWidthType } from 'get-east-asian-width';
import { expect, test } from 'vitest';
import { displayWidth, widthOf } from '../../src/receipts/display-width.ts';

test('every character has the width that Unicode gives it', () => {
  const wrong: string[] = [];
  for (let code = 0x20; code < 0x110000; code++) {
    const character = String.fromCodePoint(code);
    // What the Unicode of this engine does not know yet may be new to one of the two; what has no shape of its own is not measured.
    if (/[\p{Cn}\p{Cs}\p{Cc}\p{M}\p{Default_Ignorable_Code_Point}\p{RI}]/u.test(character)) continue;
    const expected = ['wide', 'fullwidth'].includes(eastAsianWidthType(code)) ? 2 : 1;
    if (widthOf(character) !== expected) wrong.push(code.toString(16));
  }
  expect(wrong).toEqual([]);
});

test.each([
  ['a combining mark takes none', 'e\u0301\u0323', 1],
  ['joined emoji are one picture', '👨‍👩‍👧‍👦', 2],
  ['a skin tone belongs to its emoji', '👍🏽', 2],
  ['a flag is one picture', '🇩🇪🇦🇹', 4],
  ['a sign shown as a picture is wide', '☺️', 2],
  ['a key with a number is wide', '1️⃣', 2],
  ['a Korean syllable in parts is one', '\u1112\u1161\u11ab', 2],
  ['half-width katakana with its sign takes two', 'ﾊﾟ', 2],
  ['full-width letters take two', 'ＡＢ', 4],
  ['an ideograph with a variation is one', '葛\u{e0100}', 2],
  ['nothing takes nothing', '', 0],
])('%s', (_, text, width) => {
  expect(displayWidth(text)).toBe(width);
});
