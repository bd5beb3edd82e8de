/** A string without its escapes, and where its characters come from. */
export interface DecodedText {
  readonly text: string;
  /** Where the character at an index begins in the original; for the length of `text`, where the original ends. */
  originOf(index: number): number;
}

/** An escape at the end of a string: of a form or URL (UTF-8), of JSON and programming languages, or of HTML. */
const ESCAPE =
  /(?:%[0-7][\da-f]|%[cd][\da-f]%[89ab][\da-f]|%e[\da-f](?:%[89ab][\da-f]){2}|%f[0-4](?:%[89ab][\da-f]){3}|\\(?:u[\da-f]{4}|x[\da-f]{2}|[\\"'/bfnrt])|&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,6});)$/i;
/** The longest escape: four bytes of a URL. */
const MAX_ESCAPE_LENGTH = 12;

/**
 * Decodes the escapes of forms, URLs, JSON and HTML, also those inside one another in any order, such as `%5C%22` and `&amp;quot;`. A string and its
 * escaped form give the same result, so both sides of a comparison are decoded. It reads a string once, from left to right: the characters so far are a
 * stack, and an escape that is complete at its top is replaced, which may complete another one. The time is linear because the stack shrinks with each.
 */
export function decodeEscapes(original: string): DecodedText {
  if (!/[%\\&]/.test(original)) return { text: original, originOf: (index) => index };
  const characters: string[] = [];
  const origins: number[] = [];
  for (let index = 0; index < original.length; index++) {
    characters.push(original[index]!);
    origins.push(index);
    while (mayEndEscape(characters)) {
      const [escape] = ESCAPE.exec(characters.slice(-MAX_ESCAPE_LENGTH).join('')) ?? [];
      const decoded = escape && decode(escape);
      if (!decoded) break;
      const start = characters.length - escape.length;
      const origin = origins[start]!;
      characters.length = origins.length = start;
      for (let unit = 0; unit < decoded.length; unit++) {
        characters.push(decoded[unit]!);
        origins.push(origin);
      }
    }
  }
  origins.push(original.length);
  return { text: characters.join(''), originOf: (index) => origins[index]! };
}

/** Spares most characters the regular expression. */
function mayEndEscape(characters: readonly string[]): boolean {
  const { length } = characters;
  return (
    characters[length - 1] === ';' ||
    characters[length - 3] === '%' ||
    characters[length - 2] === '\\' ||
    characters[length - 4] === '\\' ||
    characters[length - 6] === '\\'
  );
}

/** @returns `undefined` for an entity that is not in the list, and for bytes and numbers that are not a character. */
function decode(escape: string): string | undefined {
  try {
    if (escape.startsWith('%')) return decodeURIComponent(escape);
    if (escape.startsWith('&#')) return String.fromCodePoint(Number(escape.slice(2, -1).replace(/^x/i, '0x')));
  } catch {
    return undefined;
  }
  if (escape.startsWith('&')) return entity(escape.slice(1, -1).toLowerCase());
  if (escape.length > 2) return String.fromCharCode(Number.parseInt(escape.slice(2), 16));
  return /[bfnrt]/.test(escape) ? ' ' : escape[1];
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  szlig: 'ß',
};

/** Accented letters lose their accent, because a search ignores it. */
const entity = (name: string): string | undefined =>
  ENTITIES[name] ?? /^([a-z])(?:uml|acute|grave|circ|tilde|cedil|ring|caron)$/.exec(name)?.[1];
