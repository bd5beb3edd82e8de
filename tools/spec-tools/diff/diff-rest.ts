import { isDeepStrictEqual } from 'node:util';
import { isNode } from '../shared/json.ts';
import type { Changes } from './changes.ts';
import { partsOf } from './document-parts.ts';
import { JUDGED, NAMED, NESTED, TEXTS, UNORDERED } from './keywords.ts';

/**
 * Accounts for every difference that is left. Texts are cosmetic. A keyword that the comparison does not know is unclear, and so is a part that
 * differs although no change was found in it: there the comparison has a gap, and only a reader can tell.
 */
export function compareRest(before: unknown, after: unknown, changes: Changes): void {
  const found = changes.list().map(({ where }) => where);
  const [old, now] = [partsOf(before), partsOf(after)];
  for (const name of new Set([...old.keys(), ...now.keys()])) {
    const isInBoth = old.has(name) && now.has(name);
    if (!isInBoth && name.startsWith('tag ')) changes.cosmetic(name, `is ${now.has(name) ? 'new' : 'removed'}`);
    if (!isInBoth && !ALWAYS.test(name)) continue;
    const keywords = [...differing(old.get(name) ?? {}, now.get(name) ?? {})].sort();
    const texts = keywords.filter((one) => TEXTS.has(one));
    const unknown = keywords.filter((one) => !TEXTS.has(one) && !JUDGED.has(one));
    const judged = keywords.filter((one) => JUDGED.has(one));
    if (texts.length > 0) changes.cosmetic(name, `has another ${texts.join(', ')}`);
    if (unknown.length > 0)
      changes.unclear(name, `differs in ${unknown.join(', ')}, which the comparison does not know`);
    if (judged.length > 0 && !found.some((where) => isWithin(where, name)))
      changes.unclear(name, `is written in another way (${judged.join(', ')}), without an effect that is known`);
  }
  if (changes.list().length === 0 && JSON.stringify(before) !== JSON.stringify(after))
    changes.cosmetic('document', 'is in another order, or divided into other parts');
}

/** The parts that are compared with nothing if one document lacks them. The others are judged as a whole. */
const ALWAYS = /^(?:path|components) /;

/** Whether a change was found in a part: `Thing.name (request)` is within `Thing`. */
const isWithin = (where: string, part: string): boolean =>
  where.startsWith(part) && /^(?:$|\W)/.test(where.slice(part.length));

/** The keywords whose values differ, at any depth. What is below an unknown keyword is unknown too, and a default has no keywords. */
function differing(before: unknown, after: unknown, keyword = '', found = new Set<string>()): Set<string> {
  if (isSame(before, after, keyword)) return found;
  if (keyword !== '' && !NESTED.has(keyword)) return found.add(keyword);
  if (isNode(before) && isNode(after)) {
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)]))
      if (NAMED.has(keyword) && !(key in before && key in after)) found.add(keyword);
      else differing(before[key], after[key], NAMED.has(keyword) ? '' : key, found);
    return found;
  }
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length && before.some(isNode)) {
    for (const [index, one] of before.entries()) differing(one, after[index], '', found);
    return found;
  }
  return found.add(keyword);
}

/** Whether nothing but the order differs. */
function isSame(before: unknown, after: unknown, keyword: string): boolean {
  if (isDeepStrictEqual(before, after)) return true;
  if (!UNORDERED.has(keyword) || !Array.isArray(before) || !Array.isArray(after)) return false;
  return before.length === after.length && before.every((one) => after.some((other) => isDeepStrictEqual(one, other)));
}
