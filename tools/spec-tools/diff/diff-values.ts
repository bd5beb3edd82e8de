import { inDirection, type Changes, type Direction } from './changes.ts';
import { differences } from './diff-sets.ts';
import type { Values } from './schema-shape.ts';

/** Compares listed values. A closed enum is a promise in both directions; an open one only helps the editor. */
export function compareValues(
  changes: Changes,
  direction: Direction,
  where: string,
  before: Values,
  after: Values,
): void {
  const { removed, added } = differences(before.list, after.list);
  const place = inDirection(where, direction);
  if (before.mode === 'closed' && after.mode === 'closed') {
    if (removed.length > 0) changes.dropped(direction, where, `no longer has the values ${removed.join(', ')}`);
    // Code that handles every value of a response does not handle the new one.
    if (added.length > 0) changes.widened(direction, where, `has the new values ${added.join(', ')}`);
  } else if (before.mode === 'closed') changes.widened(direction, where, 'may have values that are not listed');
  else if (after.mode === 'closed') changes.narrowed(direction, where, `only has the values ${after.list.join(', ')}`);
  else {
    if (added.length > 0) changes.additive(place, `has the new values ${added.join(', ')}`);
    if (removed.length > 0) changes.cosmetic(place, `no longer lists the values ${removed.join(', ')}`);
  }
}
