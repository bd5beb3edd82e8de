/** A value to search for. A `Date` is sent as ISO 8601 in UTC; amounts are integers in minor units. */
export type QueryValue = string | number | boolean | Date;

/** The end of a range without a limit. */
export const unbounded: unique symbol = /* @__PURE__ */ Symbol.for('@secuconnect/client.unbounded');
export type Unbounded = typeof unbounded;

/**
 * Writes a value in Lucene syntax. It stays one value, no matter what it contains:
 * - Plain values (ASCII letters, digits, `_`, a decimal number) stay bare, which is the form that the API documents; `AND`, `OR`, `NOT` and `TO` do
 *   not. Everything else becomes a phrase in quotes, in which only the quote and the backslash are special, and escaped. That also covers `<` and `>`,
 *   for which Lucene has no escape.
 * - Next to wildcards there are no quotes: every special character is escaped there, and `<` and `>` are rejected.
 * - Values that no stored value can equal throw a TypeError: null, undefined, NaN, invalid dates, strings with half of a surrogate pair, and integers
 *   that are too large to be exact as a number. The message does not quote a string.
 */
export function escapeValue(value: unknown): string {
  const text = toText(value);
  return /^(\w+|\d+\.\d+)$/.test(text) && !OPERATOR.test(text) ? text : `"${escapeInQuotes(text)}"`;
}

/** Writes a value as the end of a range. Dates and negative numbers can stay bare there. */
export function escapeRangeEnd(value: unknown): string {
  if (value === unbounded) return '*';
  const text = toText(value);
  return /^(\w+|-?\d[\w.:-]*)$/.test(text) && !OPERATOR.test(text) ? text : `"${escapeInRangeQuotes(text)}"`;
}

/**
 * Writes a value between quotes in a range. Lucene has another grammar there: it reads `""` as two quotes, and in `"a\\"` it sees an escaped quote and
 * reads on into what follows. Both are rejected.
 */
export function escapeInRangeQuotes(value: unknown): string {
  const text = toText(value);
  if (text === '' || text.endsWith('\\')) {
    throw new TypeError(
      'An end of a range must not be empty, or end with a backslash: Lucene has no syntax for these values.',
    );
  }
  return escapeInQuotes(text);
}

/** Writes a value, or a part of one, between existing quotes. */
export const escapeInQuotes = (value: unknown): string => toText(value).replace(/["\\]/g, '\\$&');

/** Writes a value as a part of a term without quotes. */
export function escapeInTerm(value: unknown): string {
  const text = toText(value);
  if (/[<>]/.test(text)) {
    throw new TypeError(
      'A value with < or > cannot be part of a term without quotes: Lucene has no escape for these characters.',
    );
  }
  // Together with its neighbours, this could form AND, OR or NOT.
  if (/^[ADNORT]+$/.test(text)) return `\\${text}`;
  return text.replace(/[^\w\u0080-\uffff]|\s/g, '\\$&');
}

/** Writes a pattern, in which `*` and `?` are wildcards and every other character stands for itself. */
export function escapePattern(pattern: string): string {
  const term = toText(pattern)
    .split(/([*?])/)
    .map((part, index) => (index % 2 ? part : escapeInTerm(part)))
    .join('');
  if (!term) throw new TypeError('An empty pattern matches nothing.');
  return term;
}

/** In any case: parsers differ in whether `and` is an operator. */
const OPERATOR = /^(and|or|not|to)$/i;

function toText(value: unknown): string {
  switch (typeof value) {
    case 'string':
      if (/[\ud800-\udfff]/u.test(value)) {
        throw new TypeError('A value is not a well-formed string: it contains half of a surrogate pair.');
      }
      return value;
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError(`${value} cannot be searched for.`);
      if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
        throw new TypeError(`${value} is too large to be exact as a number; pass it as a string.`);
      }
      return String(value);
    case 'boolean':
      return String(value);
    default:
      if (isDate(value)) {
        if (Number.isNaN(value.getTime())) throw new TypeError('An invalid date cannot be searched for.');
        return value.toISOString();
      }
      throw new TypeError(`A value must be a string, a number, a boolean or a Date; got ${describeType(value)}.`);
  }
}

/** Not `instanceof`: in test runners each realm has a separate `Date`. */
const isDate = (value: unknown): value is Date => Object.prototype.toString.call(value) === '[object Date]';

const describeType = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'an array' : typeof value === 'object' ? 'an object' : typeof value;
