import { isPlainObject, kindOf } from './plain-values.ts';

/** Headers as an object, a `Headers`, a `Map`, or pairs of names and values. `undefined` and `null` as a value mean that the header is not given. */
export type HeadersLike =
  | Readonly<Record<string, string | null | undefined>>
  | Iterable<readonly [name: string, value: string | null | undefined]>;

/**
 * Lists the names and values of headers in any form. It checks the form only.
 *
 * @throws TypeError for a form whose headers would be lost.
 */
export function headerEntries(headers: HeadersLike | null | undefined): [name: string, value: string][] {
  if (headers === undefined || headers === null) return [];
  const isIterable = typeof headers === 'object' && Symbol.iterator in headers;
  if (!isIterable && !isPlainObject(headers)) throw new TypeError(`\`headers\` cannot be ${kindOf(headers)}.`);
  const entries: unknown[] = isIterable ? [...headers] : Object.entries(headers);
  return entries.filter((entry): entry is [string, string] => {
    if (!Array.isArray(entry) || entry.length !== 2)
      throw new TypeError('`headers` must consist of pairs of a name and a value.');
    return entry[1] !== undefined && entry[1] !== null;
  });
}
