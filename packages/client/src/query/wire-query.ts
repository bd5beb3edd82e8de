import { assertQuery } from '@secuconnect/api';
import { isSearchQuery } from './query.ts';

/** The parameters of a list query that have a typed form besides the one that is sent. */
interface TypedParameters {
  readonly q?: string | { toString(): string } | undefined;
  readonly fields?: string | readonly string[] | undefined;
  readonly sort?: string | readonly string[] | undefined;
  readonly count?: number | string | undefined;
  readonly offset?: number | string | undefined;
}

/**
 * Turns a list query into what is sent. The query itself stays unchanged.
 * - Queries become strings, and arrays strings with commas.
 * - `count` and `offset` become numbers if they are strings or bigints, for example from the query of a web page: paging computes with them.
 *
 * @throws TypeError for any other value of these: as a string it would search for something else.
 */
export function wireQuery<Wire>(query?: TypedParameters | null): Wire {
  assertQuery(query);
  const { q, fields, sort, count, offset } = query ?? {};
  return {
    ...query,
    q: toParameter('q', q),
    fields: toParameter('fields', fields),
    sort: toParameter('sort', sort),
    count: toNumber(count),
    offset: toNumber(offset),
  } as Wire;
}

/** `String` joins an array with commas. */
function toParameter(name: string, value: unknown): string | null | undefined {
  if (value === undefined || value === null) return value;
  const strings: readonly unknown[] = Array.isArray(value) ? value : [isSearchQuery(value) ? String(value) : value];
  if (!strings.every((one) => typeof one === 'string'))
    throw new TypeError(`The query parameter ${name} must be a string, a query of \`q\`, or an array of strings.`);
  return String(strings);
}

/** Anything but digits gives a number that is rejected before it is sent. An empty string is no number to send. */
function toNumber(value: unknown): unknown {
  if (typeof value === 'string' && !value.trim()) return undefined;
  return typeof value === 'string' || typeof value === 'bigint' ? Number(value) : value;
}
