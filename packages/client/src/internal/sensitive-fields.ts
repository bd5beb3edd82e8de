import type { DecodedText } from './decode-escapes.ts';
import { parseJson } from './json.ts';
import type { TextRange } from './text-range.ts';

/** Names of fields that hold card data or credentials. */
const SENSITIVE_NAME =
  /^(?:pan|card[-_]?number|cv[cv]\d?|csc|security[-_]?code|(?:user[-_]?)?pin(?:[-_]?code)?|pass(?:code|wd)|track[-_]?\d(?:[-_]?data)?|cryptogram|transact_\w+|[\w-]*(?:secret|token|password|passphrase|api[-_]?key)s?)$/i;

export const isSensitiveName = (name: string): boolean => SENSITIVE_NAME.test(name);

/** A field with its name in quotes, as in JSON, up to its value. */
const FIELD = /(["'])([\w-]{2,40})\1\s*(?::|=>?)\s*(?=["'[{\d.+-])/g;

/** The value of a sensitive field, and how its name is quoted. */
export interface SensitiveValue extends TextRange {
  readonly quote: string;
}

/**
 * Finds the values of sensitive fields in JSON, and in notations like it: strings, numbers, arrays and objects. One that does not end, because the text
 * was truncated, reaches to the end of the text. JSON may be escaped as a string in other JSON, in a form or a page.
 */
export function findSensitiveValues(original: string, { text, originOf }: DecodedText): SensitiveValue[] {
  const rawQuote = (index: number): string => original.slice(originOf(index), originOf(index + 1));
  /**
   * Where the string ends that starts at an index. Each level of JSON around a string doubles the backslashes in it, and adds one before its quotes. So
   * a quote in the string has more backslashes than those around it, unless it follows backslashes that belong to the string. A quote with fewer ends
   * a string around this one, which was truncated.
   */
  const endOfString = (start: number): number => {
    const [slashes, opening] = splitQuote(rawQuote(start));
    for (let index = start + 1; index < text.length; index++) {
      if (text[index] !== text[start]) continue;
      const [moreSlashes, quote] = splitQuote(rawQuote(index));
      if (quote !== opening) continue;
      if (moreSlashes < slashes) return index;
      if ((moreSlashes - slashes) % (2 * (slashes + 1)) === 0) return index + 1;
    }
    return text.length;
  };
  const endOfValue = (start: number): number => {
    let depth = 0;
    for (let index = start; index < text.length; index++) {
      const character = text[index]!;
      if (/["']/.test(character)) index = endOfString(index) - 1;
      else if (/[[{]/.test(character)) depth++;
      else if (/[\]}]/.test(character)) depth--;
      if (depth === 0 && !/[\d.e+-]/i.test(text[index + 1] ?? '')) return index + 1;
    }
    return text.length;
  };

  const found: SensitiveValue[] = [];
  const field = new RegExp(FIELD);
  for (let match = field.exec(text); match; match = field.exec(text)) {
    if (!SENSITIVE_NAME.test(match[2]!)) continue;
    const start = field.lastIndex;
    field.lastIndex = endOfValue(start);
    found.push({ start, end: field.lastIndex, quote: rawQuote(match.index) });
  }
  return found;
}

/** The number of backslashes before a quote, and its other characters. */
function splitQuote(raw: string): [number, string] {
  const [backslashes] = /^(?:\\|%5c)*/i.exec(raw)!;
  return [backslashes.replaceAll(/%../g, '\\').length, raw.slice(backslashes.length)];
}

/**
 * The secrets in a request body: all strings and numbers in its sensitive fields. A server that echoes them may put them into any other format. A
 * `Blob` cannot be searched.
 */
export function findSecrets(body: string | FormData | Blob | undefined): string[] {
  const secrets = new Set<string>();
  /** All values of the body: the loop adds to it, because JSON can be nested more deeply than calls. */
  const values: { value: unknown; isSecret: boolean }[] = [];
  if (typeof body === 'string') values.push({ value: parseJson(body), isSecret: false });
  else if (body instanceof FormData)
    body.forEach((value, name) => {
      const isSecret = SENSITIVE_NAME.test(name);
      // Objects and arrays are JSON in a form.
      values.push({ value, isSecret }, { value: parseJson(String(value)), isSecret });
    });
  for (const { value, isSecret } of values) {
    if (typeof value === 'object' && value !== null) {
      for (const [name, one] of Object.entries(value))
        values.push({ value: one, isSecret: isSecret || SENSITIVE_NAME.test(name) });
    } else if (isSecret && (typeof value === 'string' || typeof value === 'number')) secrets.add(String(value));
  }
  return [...secrets];
}
