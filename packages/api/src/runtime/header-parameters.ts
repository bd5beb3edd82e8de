import { isPlainObject, kindOf } from './plain-values.ts';
import { scalarText } from './url.ts';

/**
 * Serialises the header parameters of an operation: an array with commas, dates as ISO 8601, nothing for `null` and `undefined`.
 *
 * @throws TypeError that names the parameter, for a value without a format.
 */
export function headerParameters(values: object | null | undefined): Record<string, string> {
  return Object.fromEntries(
    entriesOf(values, 'headers').map(([name, value]) => {
      const what = `The header parameter ${name}`;
      return [
        name,
        [value]
          .flat()
          .map((one) => itemText(one, what, Array.isArray(value)))
          .join(','),
      ];
    }),
  );
}

/** The text of a value; a comma in a list would make two values of one. */
function itemText(value: unknown, what: string, isItem: boolean): string {
  const text = scalarText(value, what);
  if (isItem && text.includes(',')) throw new TypeError(`${what} cannot have a comma in a value of its list.`);
  return text;
}

/**
 * Serialises the cookies of an operation into the header of that name.
 *
 * @returns No header if there are no values.
 * @throws TypeError in browsers, which drop the cookies of a program without a word, and for a value without a format.
 */
export function cookieHeader(values: object | null | undefined): { cookie?: string } {
  const pairs = entriesOf(values, 'cookies').map(
    ([name, value]) => `${name}=${encodeURIComponent(scalarText(value, `The cookie ${name}`))}`,
  );
  if (pairs.length === 0) return {};
  if ('document' in globalThis) throw new TypeError('Browsers do not send the cookies of a program.');
  return { cookie: pairs.join('; ') };
}

function entriesOf(values: object | null | undefined, argument: string): [name: string, value: unknown][] {
  if (values === undefined || values === null) return [];
  if (!isPlainObject(values)) throw new TypeError(`\`${argument}\` must be a plain object, not ${kindOf(values)}.`);
  return Object.entries(values).filter(([, value]) => value !== undefined && value !== null);
}
