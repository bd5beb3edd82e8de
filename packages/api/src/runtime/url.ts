import type { QueryStyle } from './operation.ts';
import { isPlainObject, kindOf } from './plain-values.ts';

/** The names of the parameters of a path, in order. */
export const parameterNames = (path: string): string[] => [...path.matchAll(/{(\w+)}/g)].map(([, name]) => name!);

/**
 * Fills the values into a path template, in order. Each value is escaped and stays one segment. Values that cannot be a segment are
 * rejected, because the call would reach another operation or another object: everything but strings and integers without lost digits, and
 * the strings that are empty, `.` or `..`, which URL parsers resolve.
 *
 * @throws TypeError that names the parameter.
 */
export const fillPath = (template: string, values: readonly unknown[]): string => pathFiller(template)(values);

/** Returns `fillPath` for one template, which is taken apart once. */
export function pathFiller(template: string): (values: readonly unknown[]) => string {
  const pieces = template.split(/{(\w+)}/);
  return (values) => {
    let path = pieces[0]!;
    for (let at = 1; at < pieces.length; at += 2)
      path += segment(values[(at - 1) / 2], pieces[at]!, template) + pieces[at + 1];
    return path;
  };
}

/** Characters that no path or query has to escape. */
const PLAIN = /^[\w.~-]*$/;

function segment(value: unknown, name: string, template: string): string {
  // The usual id. `..` and the empty string are shorter.
  if (typeof value === 'string' && value.length > 2 && PLAIN.test(value)) return value;
  const what = `The path parameter ${name} of ${template}`;
  if (typeof value === 'string' ? /^\.{0,2}$/.test(value) : !Number.isSafeInteger(value))
    throw new TypeError(`${what} cannot be ${typeof value === 'string' ? JSON.stringify(value) : kindOf(value)}.`);
  return encode(value, what);
}

type QueryStyles = Readonly<Record<string, QueryStyle>>;
const NO_STYLES: QueryStyles = {};

/**
 * Serialises a query, without the question mark: `a=1&a=2` for arrays, `a[b]=1` for objects, ISO 8601 for dates, nothing for `null` and
 * `undefined`. The format is the default of openapi-fetch, whose own serialiser is as large as all token handling.
 *
 * @param styles The arrays that are written in one: `a=1,2` or `a=1|2`.
 * @throws TypeError that names the parameter, for a value without a format: without its filter, a search would find too much.
 */
export function queryString(values?: object | null, styles = NO_STYLES): string {
  if (values === undefined || values === null) return '';
  assertQuery(values);
  const pairs: string[] = [];
  const text = (name: string, value: unknown): string => {
    const what = `The query parameter ${name}`;
    if (Array.isArray(value) || isPlainObject(value)) throw new TypeError(`${what} is nested too deeply.`);
    return encode(value, what);
  };
  const add = (name: string, value: unknown): void => {
    if (value !== undefined && value !== null) pairs.push(`${name}=${text(name, value)}`);
  };
  for (const [key, value] of Object.entries(values)) {
    const name = encode(key, 'A query parameter name');
    if (Array.isArray(value)) {
      const given = value.filter((one) => one !== undefined && one !== null);
      const style = Object.hasOwn(styles, key) ? styles[key] : undefined;
      if (style && given.length > 0)
        pairs.push(`${name}=${given.map((one) => text(name, one)).join(style === 'pipe' ? '|' : ',')}`);
      if (!style) for (const one of given) add(name, one);
    } else if (isPlainObject(value))
      for (const [part, one] of Object.entries(value)) add(`${name}[${encode(part, 'A query parameter name')}]`, one);
    else add(name, value);
  }
  return pairs.join('&');
}

/** @throws TypeError for a query whose parameters are not its fields, such as a `Map`, `URLSearchParams` or a string. */
export function assertQuery(values: unknown): void {
  if (values !== undefined && values !== null && !isPlainObject(values))
    throw new TypeError(`The query must be a plain object, not ${kindOf(values)}.`);
}

/** The text of a value, which other parts of a request share with the query: numbers and dates without lost digits. */
export function scalarText(value: unknown, what: string): string {
  const scalar = value instanceof Date && !Number.isNaN(value.getTime()) ? value.toISOString() : value;
  if (typeof scalar === 'number' ? !Number.isFinite(scalar) : !['string', 'boolean', 'bigint'].includes(typeof scalar))
    throw new TypeError(`${what} cannot be ${kindOf(value)}.`);
  return String(scalar);
}

/** Percent-encodes a value. Half a surrogate pair has no encoding: the server would receive another string. */
function encode(value: unknown, what: string): string {
  const text = scalarText(value, what);
  try {
    return encodeURIComponent(text);
  } catch {
    throw new TypeError(`${what} is not well-formed Unicode.`);
  }
}
