import { eastAsianWidthType } from 'get-east-asian-width';
import { expect, test } from 'vitest';
import { characterWidth, displayWidth, splitCharacters } from '../../src/receipts/display-width.ts';

test('every character has the width that Unicode assigns to it', () => {
  const differences: string[] = [];
  for (let code = 0x20; code < 0x110000; code++) {
    const character = String.fromCodePoint(code);
    // Code points that are unassigned in this engine may be new to one of the two; invisible ones are not measured.
    if (/[\p{Cn}\p{Cs}\p{Cc}\p{M}\p{Default_Ignorable_Code_Point}\p{RI}]/u.test(character)) continue;
    const expected = ['wide', 'fullwidth'].includes(eastAsianWidthType(code)) ? 2 : 1;
    if (characterWidth(character) !== expected) differences.push(code.toString(16));
  }
  expect(differences).toEqual([]);
});

test.each([
  ['a combining mark takes no column', 'e\u0301\u0323', 1],
  ['joined emoji are one character', '👨‍👩‍👧‍👦', 2],
  ['a skin tone belongs to its emoji', '👍🏽', 2],
  ['a flag is one character', '🇩🇪🇦🇹', 4],
  ['a sign shown as an emoji is wide', '☺️', 2],
  ['a key with a number is wide', '1️⃣', 2],
  ['a Korean syllable in parts is one character', '\u1112\u1161\u11ab', 2],
  ['half-width katakana with its mark take two columns', 'ﾊﾟ', 2],
  ['full-width letters take two columns each', 'ＡＢ', 4],
  ['an ideograph with a variation selector is one character', '葛\u{e0100}', 2],
  ['an empty text takes no column', '', 0],
])('displayWidth(): %s', (_, text, width) => {
  expect(displayWidth(text)).toBe(width);
});

test('splitCharacters() keeps accents and the parts of an emoji together', () => {
  expect(splitCharacters('e\u0301👨‍👩‍👧‍👦🇩🇪a')).toEqual(['e\u0301', '👨‍👩‍👧‍👦', '🇩🇪', 'a']);
});
