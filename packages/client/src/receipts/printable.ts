/**
 * What is left of a text before it is laid out. A receipt carries names and messages that strangers chose, and goes to terminals, printers
 * and pages that obey control characters.
 * - Line breaks of every kind become `\n`, tabs become a space.
 * - Control characters (C0, C1, delete) are taken out, and with them every escape sequence of terminals and printers.
 * - So are characters that change the direction of what follows, and those without a shape of their own. The joiners and selectors that hold
 *   emoji and some scripts together stay.
 * - Half a surrogate pair becomes U+FFFD.
 * - Of more than eight combining marks in a row the rest goes: they would be printed over the neighbouring lines.
 */
export const printable = (text: string): string =>
  text
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(BREAK, '\n')
    .replace(/\t/g, ' ')
    .replace(UNSEEN, '')
    .replace(/(\p{M}{8})\p{M}+/gu, '$1');

const BREAK = /\r\n|[\v\f\r\u0085\u2028\u2029]/g;
const UNSEEN =
  /(?![\n\p{Join_Control}\p{Variation_Selector}])[\p{Control}\p{Format}\p{Default_Ignorable_Code_Point}]/gu;
