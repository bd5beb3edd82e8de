import { deref, isNode, listOf, nodeOf } from '../shared/json.ts';
import { modelName, shapeOf, type Shape } from './schema-shape.ts';

export interface Alternatives {
  list: unknown[];
  isNullable: boolean;
  isUnion: boolean;
}

/** The non-null alternatives of a pure union. Any other schema is its only alternative. */
export function alternativesOf(document: unknown, schema: unknown, shape: Shape): Alternatives {
  const [union] = shape.unions;
  if (!union || shape.unions.length > 1 || shape.fields.size > 0)
    return { list: [schema], isNullable: shape.isNullable && shape.unions.length === 0, isUnion: false };
  const list = union.filter((one) => deref(document, one)['type'] !== 'null');
  const isNullable = list.length < union.length || list.some((one) => shapeOf(document, one, 'response').isNullable);
  return { list, isNullable, isUnion: true };
}

/** Matches old and new alternatives: by model, by equal JSON, by label, and finally by order. */
export function pairUp(before: readonly unknown[], after: readonly unknown[]) {
  const pairs: [unknown, unknown][] = [];
  let [removed, added] = [[...before], [...after]];
  for (const sameness of [modelName, (one: unknown) => JSON.stringify(one), labelOf]) {
    for (const one of removed.slice()) {
      const key = sameness(one);
      const other = key === undefined ? undefined : added.find((candidate) => sameness(candidate) === key);
      if (other === undefined) continue;
      pairs.push([one, other]);
      removed = removed.filter((rest) => rest !== one);
      added = added.filter((rest) => rest !== other);
    }
  }
  if (removed.length === added.length) {
    pairs.push(...removed.map((one, index): [unknown, unknown] => [one, added[index]]));
    [removed, added] = [[], []];
  }
  return { pairs, removed, added };
}

/** A label of an alternative: its model or title, its constants, or its type. */
export function labelOf(schema: unknown): string {
  const node = nodeOf(schema);
  const constants = Object.values(nodeOf(node['properties'])).flatMap((field) =>
    isNode(field) && 'const' in field ? [String(field['const'])] : [],
  );
  const name = modelName(node) ?? node['title'] ?? (constants.length > 0 ? constants.join(', ') : undefined);
  return String(name ?? listOf([node['type'] ?? 'something else'].flat()).join(' or '));
}
