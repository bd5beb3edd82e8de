import { describe, expect, test } from 'vitest';
import { escapeControls } from '../../src/internal/escape-controls.ts';

describe('escapeControls()', () => {
  test.each([
    ['an escape sequence of terminals', '\x1b[31mred', String.raw`\u001b[31mred`],
    ['its one-character form, which is in C1', '\x9b2J', String.raw`\u009b2J`],
    ['the start of a title, a bell and a backspace', '\x9d0;x\x07\b', String.raw`\u009d0;x\u0007\u0008`],
    ['a carriage return, which overwrites a line', 'ok\rfailed', String.raw`ok\u000dfailed`],
    ['a null and a delete', '\0\x7f', String.raw`\u0000\u007f`],
    ['the line breaks of Unicode', 'a\u0085b\u2028c\u2029', String.raw`a\u0085b\u2028c\u2029`],
    ['a change of the text direction', '\u202egnp.exe\u2066', String.raw`\u202egnp.exe\u2066`],
    ['half of a surrogate pair', 'a\ud83db', String.raw`a\ud83db`],
  ])('escapes %s', (_, text, expected) => {
    expect(escapeControls(text)).toBe(expected);
  });

  test.each(['', 'a\tb\nc', 'Größe 漢字 👩‍👩‍👧 "x=\\"', 'سلام'])('keeps %j', (text) => {
    expect(escapeControls(text)).toBe(text);
  });
});
