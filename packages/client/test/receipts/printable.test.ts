import { expect, test } from 'vitest';
import { printable } from '../../src/receipts/printable.ts';

test.each([
  ['line breaks of every kind become one', 'a\r\nb\rc\u0085d\u2028e\u2029f\vg\fh\ni', 'a\nb\nc\nd\ne\nf\ng\nh\ni'],
  ['a tab becomes a space', 'a\tb', 'a b'],
  ['escape sequences of terminals are disabled', '\x1b[31mrot\x1b]0;title\x07\x9b2J', '[31mrot]0;title2J'],
  ['commands of printers are disabled', '\x1d\x56\x00\x10\x14', 'V'],
  ['characters that change the text direction are removed', '\u202e12\u202c\u2066x\u2069\u200f\u061c', '12x'],
  ['invisible characters are removed', 'a\u200bb\ufeffc\u00add\u2060', 'abcd'],
  ['joiners of emoji and scripts stay', '👩‍👧 ☺️ \u0645\u06cc\u200c\u062e', '👩‍👧 ☺️ \u0645\u06cc\u200c\u062e'],
  ['surrogates on both sides of a control character do not become a pair', '\udb40\x00\udc01', '\ufffd\ufffd'],
  ['single surrogates are replaced', 'a\ud83d b\ude00', 'a\ufffd b\ufffd'],
  ['combining marks end after eight', `e${'\u0301'.repeat(500)}x`, `e${'\u0301'.repeat(8)}x`],
  ['markup stays as it is', '<b>&amp;', '<b>&amp;'],
])('printable(): %s', (_, text, expected) => {
  expect(printable(text)).toBe(expected);
});
