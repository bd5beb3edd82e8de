import { isDeepStrictEqual } from 'node:util';
import { inDirection, type Changes, type Direction } from './changes.ts';

/** Limits that no type expresses. How two values of one compare, and which of several in an `allOf` counts. */
interface Limit {
  isTighter: (before: unknown, after: unknown) => boolean;
  strictest?: (values: number[]) => number;
}

const upper: Limit = {
  isTighter: (before, after) => Number(after) < Number(before),
  strictest: (values) => Math.min(...values),
};
const lower: Limit = {
  isTighter: (before, after) => Number(after) > Number(before),
  strictest: (values) => Math.max(...values),
};
const divisor: Limit = { isTighter: (before, after) => Number.isInteger(Number(after) / Number(before)) };
/** Of two patterns or conditions, neither is known to be the stricter one. */
const condition: Limit = { isTighter: () => false };

const named = (limit: Limit, names: string): [string, Limit][] => names.split(' ').map((name) => [name, limit]);

export const LIMITS: ReadonlyMap<string, Limit> = new Map([
  ...named(upper, 'maxLength maximum exclusiveMaximum maxItems maxProperties maxContains'),
  ...named(lower, 'minLength minimum exclusiveMinimum minItems minProperties minContains'),
  ...named(divisor, 'multipleOf'),
  ...named(condition, 'pattern format contentEncoding contentMediaType uniqueItems'),
  ...named(condition, 'not if then else dependentRequired dependentSchemas propertyNames contains'),
  ...named(condition, 'unevaluatedProperties unevaluatedItems'),
]);

/** The limits of a schema with these parts, the strictest of each. */
export function limitsIn(nodes: readonly Record<string, unknown>[]): Map<string, unknown> {
  const limits = new Map<string, unknown>();
  for (const [keyword, { strictest }] of LIMITS) {
    const values = nodes
      .map((node) => node[keyword])
      .filter((value) => value !== undefined && !isNoLimit(keyword, value));
    if (values.length === 1) limits.set(keyword, values[0]);
    else if (values.length > 1) limits.set(keyword, strictest ? strictest(values.map(Number)) : values);
  }
  return limits;
}

/** What applies anyway, and a file, which is a type of its own. */
const isNoLimit = (keyword: string, value: unknown): boolean =>
  (keyword === 'uniqueItems' && value === false) ||
  (keyword.startsWith('unevaluated') && value === true) ||
  (keyword === 'format' && value === 'binary');

/**
 * A tighter limit rejects what was accepted, which breaks requests; a looser one accepts more. A looser limit of a response is unclear: the new
 * values compile, but a column of a database or a field of a form may be too short for them.
 */
export function compareLimits(
  changes: Changes,
  direction: Direction,
  where: string,
  before: ReadonlyMap<string, unknown>,
  after: ReadonlyMap<string, unknown>,
): void {
  const place = inDirection(where, direction);
  for (const [keyword, limit] of LIMITS) {
    const [old, now] = [before.get(keyword), after.get(keyword)];
    if (isDeepStrictEqual(old, now)) continue;
    const isTighter = old === undefined || (now !== undefined && limit.isTighter(old, now));
    const isLooser = now === undefined || (old !== undefined && limit.isTighter(now, old));
    const what = sentence(keyword, old, now);
    if (direction === 'request' && isLooser) changes.additive(place, what);
    else if (direction === 'request') changes.breaking('wire', place, what);
    else if (isTighter) changes.additive(place, what);
    else changes.unclear(place, what);
  }
}

function sentence(keyword: string, old: unknown, now: unknown): string {
  const shown = (value: unknown): string => (typeof value === 'object' ? '' : ` ${String(value)}`);
  if (old === undefined) return `has the new limit ${keyword}${shown(now)}`;
  if (now === undefined) return `no longer has the limit ${keyword}${shown(old)}`;
  return shown(now) ? `has the limit ${keyword}${shown(now)} instead of${shown(old)}` : `has another limit ${keyword}`;
}
