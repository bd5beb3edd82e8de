import { isDeepStrictEqual } from 'node:util';
import { inDirection, type Changes, type Direction } from './changes.ts';
import { differences } from './diff-sets.ts';
import type { Shape } from './schema-shape.ts';

/** Compares what a schema says next to its type: defaults, deprecation, free form, and required fields without a schema. */
export function compareNotes(changes: Changes, direction: Direction, where: string, before: Shape, after: Shape): void {
  const place = inDirection(where, direction);
  compareDefaults(changes, direction, place, before.default, after.default);
  if (before.isDeprecated !== after.isDeprecated)
    changes.additive(place, after.isDeprecated ? 'is deprecated' : 'is no longer deprecated');
  if (before.isFreeForm !== after.isFreeForm) compareFreeForm(changes, direction, place, after.isFreeForm);
  const { removed, added } = differences(before.requiredOnly, after.requiredOnly);
  for (const name of added)
    if (direction === 'request') changes.breaking('wire', place, `requires the field ${name}, which has no schema`);
    else changes.additive(place, `always has the field ${name}, which has no schema`);
  for (const name of removed)
    if (direction === 'request') changes.additive(place, `no longer requires the field ${name}, which has no schema`);
    else changes.unclear(place, `no longer promises the field ${name}, which has no schema`);
}

/** The API fills in a default of a request. In a response it only is a remark, because the value is there. */
function compareDefaults(changes: Changes, direction: Direction, place: string, old: unknown, now: unknown): void {
  if (isDeepStrictEqual(old, now)) return;
  const [was, is] = [JSON.stringify(old), JSON.stringify(now)];
  if (direction === 'response') changes.cosmetic(place, 'has another default');
  else if (old !== undefined && now !== undefined)
    changes.breaking(
      'wire',
      place,
      `has the default ${is} instead of ${was}: calls that leave it out behave differently`,
    );
  else
    changes.unclear(
      place,
      `${now === undefined ? `no longer has the default ${was}` : `has the new default ${is}`}: calls that leave it out may behave differently`,
    );
}

/** The fake API of `@secuconnect/client/testing` rejects fields that a request does not list, unless it has a free form. */
function compareFreeForm(changes: Changes, direction: Direction, place: string, isFreeForm: boolean): void {
  const what = isFreeForm ? 'has a free form now' : 'no longer has a free form';
  if (direction === 'response') changes.cosmetic(place, what);
  else if (isFreeForm) changes.additive(place, what);
  else changes.breaking('wire', place, `${what}: the fake API rejects fields that are not listed`);
}
