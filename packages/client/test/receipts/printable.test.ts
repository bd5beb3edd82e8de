import { expect, test } from 'vitest';
import { printable } from '../../src/receipts/printable.ts';

test.each([
  ['line breaks of every kind become one', 'a\r\nb\rc\u0085d\u2028e\u2029f\vg\fh\ni', 'a\nb\nc\nd\ne\nf\ng\nh\ni'],
  ['a tab becomes a space', 'a\tb', 'a b'],
  ['escape sequences of terminals lose their effect', '\x1b[31mrot\x1b]0;title\x07\x9b2J', '[31mrot]0;title2J'],
  ['commands of printers lose their effect', '\x1d\x56\x00\x10\x14', 'V'],
  ['what changes the direction is taken out', '\u202e12\u202c\u2066x\u2069\u200f\u061c', '12x'],
  ['what has no shape is taken out', 'a\u200bb\ufeffc\u00add\u2060', 'abcd'],
  ['joiners of emoji and scripts stay', '👩‍👧 ☺️ \u0645\u06cc\u200c\u062e', '👩‍👧 ☺️ \u0645\u06cc\u200c\u062e'],
  ['halves parted by a control character do not make a whole', '\udb40\x00\udc01', '\ufffd\ufffd'],
  ['single halves are replaced', 'a\ud83d b\ude00', 'a\ufffd b\ufffd'],
  ['piled marks end after eight', `e${'\u0301'.repeat(500)}x`, `e${'\u0301'.repeat(8)}x`],
  ['markup is text here', '<b>&amp;', '<b>&amp;'],
])('%s', (_, text, expected) => {
  expect(printable(text)).toBe(expected);
});
