import type { Values } from '../calls/call.ts';
import type { Parameter } from '../document/parameters.ts';

/** How often a parameter was written, and the values of each time: `a=1&a=2` is `[['1'], ['2']]`, `a=1,2` is `[['1', '2']]`. */
export type SentValues = Readonly<Record<string, readonly (readonly string[])[]>>;

const DELIMITERS: Readonly<Record<string, string>> = { form: ',', pipeDelimited: '|', spaceDelimited: '%20' };

/** The query that the document describes for these values. */
export function expectedQuery(parameters: readonly Parameter[], values: Values = {}): SentValues {
  return grouped(
    Object.entries(values).flatMap(([name, value]): Written[] => {
      const { style = 'form', explode = true } = parameters.find((one) => one.name === name) ?? {};
      if (value === undefined || value === null) return [];
      if (Array.isArray(value)) {
        if (explode) return value.map((one) => [name, [String(one)]]);
        return value.length ? [[name, value.map(String)]] : [];
      }
      if (typeof value !== 'object') return [[name, [String(value)]]];
      const fields = Object.entries(value).map(([key, one]) => [key, String(one)] as const);
      if (style === 'deepObject') return fields.map(([key, one]) => [`${name}[${key}]`, [one]]);
      return explode ? fields.map(([key, one]) => [key, [one]]) : [[name, fields.flat()]];
    }),
  );
}

/** The same query as text. */
export const queryText = (parameters: readonly Parameter[], values: Values = {}): string =>
  Object.entries(expectedQuery(parameters, values))
    .flatMap(([name, times]) => {
      const { style = '' } = parameters.find((one) => one.name === name) ?? {};
      return times.map((parts) => `${name}=${parts.map(encodeURIComponent).join(DELIMITERS[style] ?? ',')}`);
    })
    .join('&');

/** The query that arrived. Values are decoded after they are split, because an encoded comma belongs to its value. */
export function sentQuery(parameters: readonly Parameter[], query: string): SentValues {
  return grouped(
    query
      .split('&')
      .filter(Boolean)
      .map((pair): Written => {
        const [rawName = '', ...rest] = pair.split('=');
        const name = decode(rawName);
        const { style = '', explode = true } = parameters.find((one) => one.name === name) ?? {};
        const delimiter = explode ? undefined : DELIMITERS[style];
        const raw = rest.join('=');
        return [name, (delimiter ? raw.split(delimiter) : [raw]).map(decode)];
      }),
  );
}

/** The cookies that arrived. */
export const sentCookies = (header = ''): Record<string, string> =>
  Object.fromEntries(
    header
      .split('; ')
      .filter(Boolean)
      .map((pair) => [pair.slice(0, pair.indexOf('=')), decodeURIComponent(pair.slice(pair.indexOf('=') + 1))]),
  );

/** The headers or cookies that the document describes for these values, by name; an array is written with commas. */
export const expectedTexts = (values: Values = {}): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => value !== undefined && value !== null)
      .map(([name, value]) => [name, String(value)]),
  );

type Written = readonly [name: string, values: readonly string[]];

function grouped(all: readonly Written[]): SentValues {
  const found: Record<string, (readonly string[])[]> = {};
  for (const [name, values] of all) (found[name] ??= []).push(values);
  return found;
}

const decode = (text: string): string => decodeURIComponent(text.replaceAll('+', '%20'));
