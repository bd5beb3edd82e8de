import { isDeepStrictEqual } from 'node:util';
import { inDirection, type Changes, type Direction } from './changes.ts';
import type { Shape } from './schema-shape.ts';

type CompareField = (name: string, before: unknown, after: unknown) => void;

/**
 * Compares additional properties. A schema or `true` is an index signature in the type; `false` is not in the type, where fields without a name
 * are an error anyway, but the API rejects them.
 */
export function compareExtra(
  changes: Changes,
  direction: Direction,
  where: string,
  before: unknown,
  after: unknown,
  compare: CompareField,
): void {
  const place = inDirection(where, direction);
  if (isTyped(before) && isTyped(after)) compare('*', before, after);
  else if (isTyped(after)) changes.additive(place, 'may have further fields');
  else if (isTyped(before)) {
    const breaks = direction === 'request' && after === undefined ? 'types' : 'types, wire';
    changes.breaking(breaks, place, 'has no further fields any more');
  } else if (before !== after && before === false) changes.additive(place, 'may have fields that are not listed');
  else if (before !== after && direction === 'request')
    changes.breaking('wire', place, 'must not have fields that are not listed');
  else if (before !== after) changes.additive(place, 'has no fields that are not listed');
}

/** Compares the fields whose names match a pattern. The type has one index signature for all of them and for additional properties. */
export function comparePatterns(
  changes: Changes,
  direction: Direction,
  where: string,
  before: Shape,
  after: Shape,
  compare: CompareField,
): void {
  const [old, now] = [before.patterns, after.patterns];
  if (isDeepStrictEqual(old, now)) return;
  const hasIndex = isTyped(before.extra) || Object.keys(old).length > 0;
  for (const [pattern, schema] of Object.entries(now)) {
    if (pattern in old) compare(`/${pattern}/`, old[pattern], schema);
    else if (hasIndex) changes.widened(direction, where, `may have fields that match ${pattern}`);
    else changes.additive(inDirection(where, direction), `may have fields that match ${pattern}`);
  }
  for (const pattern of Object.keys(old))
    if (!(pattern in now))
      changes.breaking('types, wire', inDirection(where, direction), `no longer has fields that match ${pattern}`);
}

const isTyped = (extra: unknown): boolean => extra !== undefined && extra !== false;
