import { isDeepStrictEqual } from 'node:util';
import type { Changes } from './changes.ts';
import { isNode, nodeOf, type Node } from '../shared/json.ts';

/** Their keys are names of the author, not keywords. */
const NAMED = new Set(['properties', 'patternProperties', 'responses', 'content', 'paths', 'webhooks']);

/** Keywords for readers, or for validation by the server. The generated code does not depend on them. */
const TEXTS = new Set(
  [
    'description summary title tags info default example examples value',
    'x-since x-source x-enum-descriptions x-deprecated-values x-id-prefix x-push-target x-free-form',
    'format pattern minLength maxLength minimum maximum minItems maxItems uniqueItems',
  ].flatMap((line) => line.split(' ')),
);

/** Adds cosmetic changes: descriptions, examples, and limits that no type expresses. */
export function compareTexts(before: unknown, after: unknown, changes: Changes): void {
  const [old, now] = [partsOf(before), partsOf(after)];
  for (const [where, part] of now) {
    const other = old.get(where);
    const keywords = other === undefined ? [] : [...differing(other, part)].filter((keyword) => TEXTS.has(keyword));
    if (keywords.length > 0) changes.add('cosmetic', where, `has another ${keywords.sort().join(', ')}`);
  }
  if (changes.list().length > 0 || JSON.stringify(before) === JSON.stringify(after)) return;
  changes.add(
    'cosmetic',
    'document',
    isDeepStrictEqual(before, after) ? 'is in another order' : 'is written in another way',
  );
}

/** The named parts of the document. */
function partsOf(document: unknown): Map<string, unknown> {
  const { paths, webhooks, components, ...rest } = nodeOf(document);
  const parts = new Map<string, unknown>([['document', rest]]);
  for (const group of [paths, webhooks])
    for (const [path, item] of Object.entries(nodeOf(group)))
      for (const [method, operation] of Object.entries(nodeOf(item)))
        parts.set(String(nodeOf(operation)['operationId'] ?? `${path} ${method}`), operation);
  for (const [section, entries] of Object.entries(nodeOf(components)))
    for (const [name, entry] of Object.entries(nodeOf(entries)))
      parts.set(section === 'schemas' ? name : `${section} ${name}`, entry);
  return parts;
}

/** The keywords whose values differ, at any depth. */
function differing(before: unknown, after: unknown, keyword = '', found = new Set<string>()): Set<string> {
  if (isDeepStrictEqual(before, after)) return found;
  if (TEXTS.has(keyword)) return found.add(keyword);
  if (isNode(before) && isNode(after)) {
    for (const key of keysOf(before, after)) differing(before[key], after[key], NAMED.has(keyword) ? '' : key, found);
    return found;
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    for (let index = 0; index < Math.min(before.length, after.length); index++)
      differing(before[index], after[index], '', found);
    return found;
  }
  return found.add(keyword);
}

const keysOf = (...nodes: Node[]): Set<string> => new Set(nodes.flatMap((node) => Object.keys(node)));
