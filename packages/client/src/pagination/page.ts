import { PagingError } from './paging-errors.ts';
import type { PageRequestOptions } from './paging-options.ts';

/** One page of a list. */
export interface Page<Item> {
  /** Number of all matches of the query, not of the items on this page. Missing if the API does not return it. */
  readonly count: number;
  readonly data: Item[];
  /** Id of the open scroll, which fetches the next page. Missing unless the list is scrolled. */
  readonly scroll_id?: string | null | undefined;
}

/** The part of a list query that paging changes. */
export interface PagePosition {
  readonly count?: number | undefined;
  readonly offset?: number | undefined;
  readonly scroll_expire?: string | undefined;
  readonly scroll_id?: string | undefined;
}

/** Fetches one page: merges the position into the query of the list, and sends it with these options. */
export type FetchPage<Options = PageRequestOptions> = (position: PagePosition, options?: Options) => Promise<unknown>;

const DEFAULT_PAGE_SIZE = 100;

/** Page size of a loop: the API's default of 20 would take five times as many requests. */
export const pageSize = ({ count }: PagePosition): number => (count === 0 ? undefined : count) ?? DEFAULT_PAGE_SIZE;

/** A page as a loop can use it. Its total is unknown if the response has none, or none that is a number. */
export type CheckedPage<Item> = Omit<Page<Item>, 'count'> & { readonly count: number | undefined };

/**
 * Reads a response as a page of a list.
 * - Empty lists have many forms: `data` may be `null`, missing or an empty object, and the response too, or have no body. Whether the list ends there
 *   is for its total to say.
 * - A total may be a string of digits.
 * - Anything else is an error: treated as an empty page, it would end the loop as if nothing were left.
 *
 * @throws PagingError when the response is not a page.
 */
export function toPage<Item>(response: unknown): CheckedPage<Item> {
  const page = pageIn<Item>(response);
  if (!page) throw new PagingError('The response is not a page of a list.');
  return { ...page, count: toWholeNumber(page.count) };
}

/**
 * Reads the response to a list call: a page, or, with `aggregate`, `validate` or `meta`, another object, which stays as it is. So does a
 * total that is no number to compute with.
 *
 * @throws PagingError when it is not an object either.
 */
export const toPageOrObject = <Item>(response: unknown): Page<Item> =>
  (pageIn(response) ?? (isObject(response) ? response : toPage(response))) as Page<Item>;

function pageIn<Item>(response: unknown): CheckedPage<Item> | undefined {
  if (isEmpty(response)) return { count: undefined, data: [] };
  const { count, data, scroll_id } = response as { count?: unknown; data?: unknown; scroll_id?: string };
  const isPage = Array.isArray(data) || (isEmpty(data) && [data, count, scroll_id].some((one) => one !== undefined));
  if (!isObject(response) || !isPage) return undefined;
  return {
    ...response,
    count: toWholeNumber(count) ?? (count as undefined),
    data: isEmpty(data) ? [] : (data as Item[]),
  };
}

/** `undefined`, `null`, `''`, `{}`, `[]` and the like. */
const isEmpty = (value: unknown): boolean => !value || (typeof value === 'object' && !Object.keys(value).length);

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A non-negative whole number, also one that is written as a string; `undefined` for anything else. */
export function toWholeNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  return Number.isSafeInteger(number) && (number as number) >= 0 ? (number as number) : undefined;
}

/**
 * Checks the position in a query: paging computes with it.
 *
 * @throws TypeError that names the parameter.
 */
export function assertPosition(query: PagePosition = {}): void {
  for (const name of ['count', 'offset'] as const) {
    const value: unknown = query[name] ?? 0;
    if (typeof value !== 'number' || toWholeNumber(value) === undefined)
      throw new TypeError(`\`${name}\` must be a non-negative whole number; got ${String(value)}.`);
  }
}
