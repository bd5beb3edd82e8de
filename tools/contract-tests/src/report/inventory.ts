import { documentedOperations, type DocumentedOperation } from '../document/operations.ts';
import { allParameters } from '../document/parameters.ts';
import { fieldPathsOf } from '../schema-values/fields.ts';
import type { Evidence } from '../checks/evidence.ts';

/** The kinds of items in the document that the suite must cover. */
export const KINDS = {
  operations: 'operations',
  statuses: 'documented statuses',
  parameters: 'parameters',
  fields: 'request body fields',
  requestExamples: 'request examples',
  responseExamples: 'response examples',
} as const;

export type Kind = keyof typeof KINDS;
export const kinds = Object.keys(KINDS) as Kind[];

/** Items of the document as `operation item`. */
export type Items = Record<Kind, Set<string>>;

const noItems = (): Items => Object.fromEntries(kinds.map((kind) => [kind, new Set<string>()])) as unknown as Items;

/** All items of the document. */
export function inventory(operations: readonly DocumentedOperation[] = documentedOperations()): Items {
  const items = noItems();
  for (const operation of operations) {
    const { id, responses, bodies } = operation;
    items.operations.add(id);
    for (const { status, examples } of responses) {
      items.statuses.add(`${id} ${status}`);
      for (const { name } of examples) items.responseExamples.add(`${id} ${status} ${name}`);
    }
    for (const { name, in: place } of allParameters(operation)) items.parameters.add(`${id} ${place} ${name}`);
    for (const { schema, examples } of bodies) {
      for (const path of fieldPathsOf(schema)) items.fields.add(`${id} ${path}`);
      for (const { name } of examples) items.requestExamples.add(`${id} ${name}`);
    }
  }
  return items;
}

/** The items that the checks have covered. */
export function covered(evidence: Iterable<Evidence>): Items {
  const items = noItems();
  for (const { operation, checked, ...found } of evidence) {
    if (checked) items.operations.add(operation);
    for (const kind of kinds)
      if (kind !== 'operations') for (const item of found[kind]) items[kind].add(`${operation} ${item}`);
  }
  return items;
}
