import { invalid } from '../engine/exception.ts';
import type { SortField } from './order.ts';
import { isObject } from './values.ts';

/** The query of a list, as it arrives: numbers may be strings. Objects may be given as such or as `sort[created]=asc`. */
export interface ListQuery {
  /** @default 20 */
  readonly count?: number | string | undefined;
  /** @default 0 */
  readonly offset?: number | string | undefined;
  readonly fields?: string | undefined;
  readonly q?: string | undefined;
  readonly sort?: string | Readonly<Record<string, string>> | undefined;
  readonly aggregate?: Readonly<Record<string, unknown>> | undefined;
  readonly meta?: string | undefined;
  readonly validate?: number | string | undefined;
  readonly scroll_expire?: string | undefined;
  readonly scroll_id?: string | undefined;
  /** `own` changes nothing, because the sandbox lists only what the caller may see. */
  readonly preset?: string | undefined;
  readonly expand?: string | boolean | undefined;
}

const DEFAULT_COUNT = 20;
/** The usual window of a search engine. The platform documents no limit. */
const MAX_COUNT = 10_000;
const MAX_SORT_FIELDS = 8;

export interface PagePosition {
  readonly count: number;
  readonly offset: number;
}

/** @throws ApiException (ProductFormatException) for anything but whole numbers, and for an offset in a scroll. */
export function positionOf(query: ListQuery): PagePosition {
  const position = {
    count: wholeNumber('count', query.count ?? DEFAULT_COUNT),
    offset: wholeNumber('offset', query.offset ?? 0),
  };
  if (position.count > MAX_COUNT) throw invalid(`count must be at most ${MAX_COUNT}`);
  if (query.offset !== undefined && query.scroll_expire !== undefined)
    throw invalid('offset cannot be combined with scroll_expire');
  return position;
}

/** @throws ApiException (ProductFormatException) for another direction than `asc` and `desc`, and for too many fields. */
export function sortOf(query: ListQuery): SortField[] {
  const { sort = nested(query, 'sort') ?? '' } = query;
  if (sort === '') return [];
  const pairs = isObject(sort) ? Object.entries(sort) : sort.split(',').map((pair) => pair.trim().split(':'));
  const fields = pairs.map(toSortField);
  if (fields.length > MAX_SORT_FIELDS) throw invalid(`sort has more than ${MAX_SORT_FIELDS} fields`);
  return fields;
}

function toSortField([field = '', direction = 'asc', ...more]: readonly string[]): SortField {
  const lower = direction.toLowerCase();
  if (field === '' || more.length || (lower !== 'asc' && lower !== 'desc'))
    throw invalid(`sort must be pairs such as created:desc, not "${[field, direction, ...more].join(':')}"`);
  return { field, descending: lower === 'desc' };
}

export const aggregateOf = (query: ListQuery): Readonly<Record<string, unknown>> | undefined =>
  query.aggregate ?? nested(query, 'aggregate');

/** The members of `name[member]=value`. */
function nested(query: ListQuery, name: string): Record<string, string> | undefined {
  const members = Object.entries(query)
    .filter(([key]) => key.startsWith(`${name}[`) && key.endsWith(']'))
    .map(([key, value]) => [key.slice(name.length + 1, -1), String(value)] as const);
  return members.length ? Object.fromEntries(members) : undefined;
}

function wholeNumber(name: string, value: number | string): number {
  const number = value === '' ? NaN : Number(value);
  if (!Number.isSafeInteger(number) || number < 0) throw invalid(`${name} must be a whole number, not "${value}"`);
  return number;
}
