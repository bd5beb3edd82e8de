import { decodeEscapes } from './decode-escapes.ts';
import { lazyPattern } from './lazy-pattern.ts';
import type { TextRange } from './text-range.ts';

/** Anything shorter is not a secret, and redacting it would make the string unreadable. */
const MIN_SECRET_LENGTH = 6;
/** How many characters of a secret may be shown where a string is truncated. */
const MAX_SHOWN_LENGTH = 12;
/** How many characters are compared at most, for all secrets together: with more, the whole string counts as secret. */
const MAX_COMPARISONS = 2 ** 28;

/** What a search compares: these characters, without the others, and without those that are dropped when accents are separate. */
interface Comparison {
  readonly characters: () => RegExp;
  readonly dropped: () => RegExp;
}
const accents = lazyPattern('\\p{M}', 'gu');
const LETTERS: Comparison = { characters: lazyPattern('[\\p{L}\\p{N}]+', 'gu'), dropped: accents };
const SYMBOLS: Comparison = { characters: () => /[^\s+]+/g, dropped: accents };
/** For strings with unknown escapes, which may be letters. */
const ASCII_LETTERS: Comparison = { characters: LETTERS.characters, dropped: () => /[^a-z\d]/gi };

/** Escapes that `decodeEscapes` does not know: most of the 2,000 entities, and bytes of Latin-1. */
const UNKNOWN_ESCAPES = /&\w{2,32};|%[89a-f][\da-f]/gi;

/** A secret as a search compares it, and the characters around it that the search skips. */
interface Needle {
  readonly comparison: Comparison;
  readonly text: string;
  readonly before: string;
  readonly after: string;
}

/**
 * Returns a function that finds secrets in a string without escapes (see `decodeEscapes`).
 * - It compares letters and digits of any script, without case and accents, and skips everything between them: a secret may be broken over lines.
 *   Secrets with fewer than six letters and digits are compared with their punctuation.
 * - It finds secrets in Base64 too, also within a longer string, such as `id:secret`.
 * - The end of a string may be the beginning of a secret, because texts are truncated. It counts if it is more than half of it, or than 12 characters.
 * - The time is linear in the string, and in the secrets.
 */
export function createSecretFinder(secrets: readonly string[]): (text: string) => TextRange[] {
  const needles: Needle[] = [];
  const add = (secret: string, comparison: Comparison): boolean => {
    const { text, origins } = fold(secret, comparison);
    if (text.length < MIN_SECRET_LENGTH) return false;
    const before = secret.slice(0, origins[0]);
    const after = secret.slice(endOfCharacter(secret, origins.at(-1)!));
    return needles.push({ comparison, text, before, after }) > 0;
  };
  for (const secret of new Set(secrets)) {
    const { text } = decodeEscapes(secret);
    if (!add(text, LETTERS) && !add(text, SYMBOLS)) continue;
    add(withoutUnknownEscapes(text), ASCII_LETTERS);
    for (const encoded of base64Forms(secret)) add(encoded, LETTERS);
  }

  return (text) => {
    if (needles.length * text.length > MAX_COMPARISONS) return [{ start: 0, end: text.length }];
    const known = withoutUnknownEscapes(text);
    return [LETTERS, SYMBOLS, ASCII_LETTERS].flatMap((comparison) => {
      const some = needles.filter((needle) => needle.comparison === comparison);
      // Where all escapes are known, there is nothing more to find.
      if (some.length === 0 || (comparison === ASCII_LETTERS && known === text)) return [];
      const folded = fold(comparison === ASCII_LETTERS ? known : text, comparison);
      return some.flatMap((needle) =>
        occurrences(folded.text, needle.text).map(({ start: first, end: afterLast }) => {
          const start = folded.origins[first]!;
          const end = endOfCharacter(text, folded.origins[afterLast - 1]!);
          return {
            start: text.slice(0, start).endsWith(needle.before) ? start - needle.before.length : start,
            end: text.startsWith(needle.after, end) ? end + needle.after.length : end,
          };
        }),
      );
    });
  };
}

/** The same positions stay: an escape becomes a character and spaces. */
const withoutUnknownEscapes = (text: string): string =>
  text.replace(UNKNOWN_ESCAPES, (escape) => (escape.startsWith('%') ? decodeLatin1(escape) : '').padEnd(escape.length));

const decodeLatin1 = (escape: string): string => String.fromCharCode(Number.parseInt(escape.slice(1), 16));

/** Where the character that starts at an index ends: some consist of two. */
const endOfCharacter = (text: string, index: number): number => index + (text.codePointAt(index)! > 0xffff ? 2 : 1);

/** In lower case, without accents, and in its usual width: the same for all that a search regards as equal. With the index of each character. */
function fold(original: string, { characters, dropped }: Comparison): { text: string; origins: number[] } {
  let text = '';
  const origins: number[] = [];
  for (const { 0: run, index: start } of original.matchAll(characters())) {
    let index = start;
    // ASCII needs nothing but lower case; most texts are ASCII.
    for (const part of /[^\0-\x7f]/.test(run) ? run : [run]) {
      const folded = part.normalize('NFKD').replace(dropped(), '').toLowerCase();
      text += folded;
      for (let unit = 0; unit < folded.length; unit++)
        origins.push(folded.length === part.length ? index + unit : index);
      index += part.length;
    }
  }
  return { text, origins };
}

/** The Base64 of a string at the three positions that it can have in a longer one, without the characters that depend on its neighbours. */
function base64Forms(text: string): string[] {
  const bytes = Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join('');
  return [0, 1, 2].map((offset) =>
    btoa('\0'.repeat(offset) + bytes).slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6)),
  );
}

/** Where a string occurs in another one, and its beginning at the end. The algorithm of Knuth, Morris and Pratt: every character is read once. */
function occurrences(text: string, needle: string): TextRange[] {
  const found: TextRange[] = [];
  const first = text.indexOf(needle.slice(0, MIN_SECRET_LENGTH));
  if (first < 0) return found;
  /** For each length that matches: the length of the longest shorter match that ends at the same place. */
  const shorter = [0, 0];
  const extend = (length: number, character: string | undefined): number => {
    while (length > 0 && needle[length] !== character) length = shorter[length]!;
    return needle[length] === character ? length + 1 : length;
  };
  for (let length = 1; length < needle.length; length++) shorter.push(extend(shorter[length]!, needle[length]));
  let length = 0;
  for (let index = first; index < text.length; index++) {
    length = extend(length, text[index]);
    if (length === needle.length) found.push({ start: index + 1 - length, end: index + 1 });
  }
  if (length < needle.length && length > Math.min(needle.length / 2, MAX_SHOWN_LENGTH))
    found.push({ start: text.length - length, end: text.length });
  return found;
}
