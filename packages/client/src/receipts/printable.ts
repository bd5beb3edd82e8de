/**
 * Makes a string safe to lay out. A receipt has names and messages by unknown authors, and goes to terminals, printers and pages that obey control
 * characters.
 * - Line breaks of every kind become `\n`, and tabs become a space.
 * - Control characters (C0, C1, delete) are removed, which disables every escape sequence of terminals and printers.
 * - Characters that change the text direction are removed, and invisible ones; the joiners and selectors of emoji and some scripts stay.
 * - Half a surrogate pair becomes U+FFFD.
 * - Of more than eight combining marks in a row, the rest is removed: it would be printed over the lines next to it.
 */
export const printable = (text: string): string =>
  text
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(LINE_BREAK, '\n')
    .replace(/\t/g, ' ')
    .replace(INVISIBLE, '')
    .replace(/(\p{M}{8})\p{M}+/gu, '$1');

const LINE_BREAK = /\r\n|[\v\f\r\u0085\u2028\u2029]/g;
const INVISIBLE =
  /(?![\n\p{Join_Control}\p{Variation_Selector}])[\p{Control}\p{Format}\p{Default_Ignorable_Code_Point}]/gu;
