import fc from 'fast-check';

/** Strings that parsers of URLs, headers and templates treat in a special way. */
const TRICKY = [
  '.', '..', '/', '\\', '//', '?', '#', '&', '=', '+', '%', '%2e', '%2E%2e', '%2F', '%00', ';', ',', ':', '@', '$&', '$1', '{id}', '[', ']', "'", '"',
  ' ', '\t', '\r\n', '\n', '\0', '\u007f', '\u0080', '\u00a0', '\u00ff', '\u2028', '\ufeff', 'ü', 'ß', '漢', '😀', '\ud800', '\udc00', 'a', 'STX_1', 'x-y: z',
]; // prettier-ignore

/** Any string: all of Unicode, halves of surrogate pairs, and mixtures of tricky parts. */
export const anyString = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)) }),
  fc.array(fc.constantFrom(...TRICKY), { maxLength: 6 }).map((parts) => parts.join('')),
);

/** Whether a string can be encoded: half a surrogate pair cannot. */
export const isWellFormed = (text: string): boolean => !/\p{Surrogate}/u.test(text);
