/**
 * What the index keeps of a value. Values of different types never equal each other, and sort in this order.
 * - A number, or a string that is written exactly like one (`"100"`, not `"0100"`).
 * - A date, in milliseconds since 1970. Without an offset, it is one in UTC; without a time, its first moment.
 * - Any other text and booleans, in lower case.
 */
export type Key =
  | { readonly type: 'number'; readonly key: number }
  | { readonly type: 'date'; readonly key: number }
  | { readonly type: 'text'; readonly key: string };

export function keyOf(value: string | number | boolean): Key {
  if (typeof value === 'number') return { type: 'number', key: value };
  if (typeof value === 'boolean') return { type: 'text', key: String(value) };
  if (value !== '' && String(Number(value)) === value && Number.isFinite(Number(value)))
    return { type: 'number', key: Number(value) };
  const period = value.length >= 10 ? periodOf(value) : undefined;
  return period ? { type: 'date', key: period.start } : { type: 'text', key: value.toLowerCase() };
}

/** The number that a text of a query means. */
export const numberOf = (text: string): number | undefined =>
  /^[+-]?\d+(?:\.\d+)?$/.test(text) ? Number(text) : undefined;

/** From the first to the last millisecond. */
export interface Period {
  readonly start: number;
  readonly end: number;
}

const DATE = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:?\d\d)?)?)?)?$/;
const LENGTHS = [undefined, undefined, 86_400_000, undefined, 60_000, 1000, 1] as const;

/** What a date means as far as it is written: a year, a month, a day, a minute, a second, a millisecond. */
export function periodOf(text: string): Period | undefined {
  const found = DATE.exec(text);
  if (!found) return undefined;
  const [, year, month, day, hour, minute, second, fraction, zone] = found;
  const start = Date.UTC(
    Number(year),
    Number(month ?? 1) - 1,
    Number(day ?? 1),
    Number(hour ?? 0),
    Number(minute ?? 0),
    Number(second ?? 0),
    Number((fraction ?? '0').slice(0, 3).padEnd(3, '0')),
  );
  const length =
    LENGTHS[[year, month, day, hour, minute, second, fraction].filter((part) => part !== undefined).length - 1];
  const end = length ? start + length : month ? Date.UTC(Number(year), Number(month)) : Date.UTC(Number(year) + 1, 0);
  const shift = offsetOf(zone);
  return Number.isNaN(start) ? undefined : { start: start - shift, end: end - 1 - shift };
}

function offsetOf(zone = 'Z'): number {
  if (zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}

/** The words of a text in lower case: letters, digits and underscores. */
export const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];

/** The values at a path of names and dots; it leads through arrays. `undefined` as a path stands for every path. */
export function valuesAt(object: unknown, path: readonly string[] | undefined): unknown[] {
  const found: unknown[] = [];
  if (path) collect(object, path, 0, found);
  else collectLeaves(object, found);
  return found;
}

function collect(value: unknown, path: readonly string[], depth: number, found: unknown[]): void {
  if (Array.isArray(value)) for (const element of value) collect(element, path, depth, found);
  else if (depth === path.length) found.push(value);
  else if (isObject(value) && Object.hasOwn(value, path[depth]!)) collect(value[path[depth]!], path, depth + 1, found);
}

function collectLeaves(value: unknown, found: unknown[]): void {
  if (typeof value !== 'object' || value === null) found.push(value);
  else for (const inner of Object.values(value)) collectLeaves(inner, found);
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isScalar = (value: unknown): value is string | number | boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

/** Whether there is a value, in an object also deeper down. */
export const isPresent = (value: unknown): boolean =>
  typeof value === 'object' && value !== null
    ? Object.values(value).some(isPresent)
    : value !== null && value !== undefined;
