/** What can be searched for. A `Date` is sent as ISO 8601 in UTC, money as the integer of its minor units. */
export type QueryValue = string | number | boolean | Date;

/** An end of a range without a limit. */
export const open: unique symbol = /* @__PURE__ */ Symbol.for('@secuconnect/client.open');
export type Open = typeof open;

/**
 * Values in Lucene syntax. Whatever is in a value, it stays one value:
 * - What is plain (ASCII letters, digits, `_`, a decimal number) stays bare, the form that the API documents; `AND`, `OR`, `NOT` and `TO`
 *   do not. All else becomes a phrase in quotes, in which only the quote and the backslash have a meaning, and those are escaped. That also
 *   covers `<` and `>`, for which Lucene has no escape.
 * - Next to wildcards there are no quotes: every character with a meaning is escaped there, and `<` and `>` are refused.
 * - Refused with a TypeError is what no stored value can equal: null, undefined, NaN, invalid dates, text with half a surrogate pair, and
 *   integers too large to be exact as a number. The message does not repeat a text.
 */
export function wholeValue(value: unknown): string {
  const text = textOf(value);
  return /^(\w+|\d+\.\d+)$/.test(text) && !OPERATOR.test(text) ? text : `"${insideQuotes(text)}"`;
}

/** A value as an end of a range. Dates and negative numbers can stay bare here. */
export function rangeEnd(value: unknown): string {
  if (value === open) return '*';
  const text = textOf(value);
  return /^(\w+|-?\d[\w.:-]*)$/.test(text) && !OPERATOR.test(text) ? text : `"${insideRangeQuotes(text)}"`;
}

/**
 * A value between quotes in a range. Lucene has another grammar there: it takes `""` for two quotes, and in `"a\\"` it sees an escaped quote
 * and reads on into what follows, so these two are refused.
 */
export function insideRangeQuotes(value: unknown): string {
  const text = textOf(value);
  if (text === '' || text.endsWith('\\')) {
    throw new TypeError(
      'An end of a range cannot be empty, nor end with a backslash: Lucene has no way to write that.',
    );
  }
  return insideQuotes(text);
}

/** A value, or a part of one, between quotes that are already there. */
export const insideQuotes = (value: unknown): string => textOf(value).replace(/["\\]/g, '\\$&');

/** A value as a part of a term without quotes. */
export function termPiece(value: unknown): string {
  const text = textOf(value);
  if (/[<>]/.test(text)) {
    throw new TypeError('A value with < or > cannot stand in a term without quotes: Lucene has no escape for them.');
  }
  // Together with what stands next to it, this could make AND, OR or NOT.
  if (/^[ADNORT]+$/.test(text)) return `\\${text}`;
  return text.replace(/[^\w\u0080-\uffff]|\s/g, '\\$&');
}

/** A pattern in which `*` and `?` act, and nothing else does. */
export function pattern(text: string): string {
  const term = textOf(text)
    .split(/([*?])/)
    .map((part, at) => (at % 2 ? part : termPiece(part)))
    .join('');
  if (!term) throw new TypeError('An empty pattern matches nothing.');
  return term;
}

/** In any case: parsers differ in whether they take `and` for an operator. */
const OPERATOR = /^(and|or|not|to)$/i;

function textOf(value: unknown): string {
  switch (typeof value) {
    case 'string':
      if (/\p{Surrogate}/u.test(value)) {
        throw new TypeError('A value is not well-formed text: it has half of a surrogate pair.');
      }
      return value;
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError(`${value} cannot be searched for.`);
      if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
        throw new TypeError(`${value} is too large to be exact as a number; give it as a string.`);
      }
      return String(value);
    case 'boolean':
      return String(value);
    default:
      if (isDate(value)) {
        if (Number.isNaN(value.getTime())) throw new TypeError('An invalid date cannot be searched for.');
        return value.toISOString();
      }
      throw new TypeError(`A value must be a string, a number, a boolean or a Date; this is ${kindOf(value)}.`);
  }
}

/** Not `instanceof`: test runners have a `Date` of their own in each realm. */
const isDate = (value: unknown): value is Date => Object.prototype.toString.call(value) === '[object Date]';

const kindOf = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'a list' : typeof value === 'object' ? 'an object' : typeof value;
