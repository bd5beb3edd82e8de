import { documentedOperations } from '../document/operations.ts';
import { fieldPathsOf } from '../schema-values/fields.ts';
import type { Evidence } from '../checks/evidence.ts';

/** The kinds of items in the document that the suite must cover. */
export const KINDS = {
  operations: 'operations',
  statuses: 'documented statuses',
  parameters: 'path and query parameters',
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
export function inventory(): Items {
  const items = noItems();
  for (const { id, responses, pathParameters, queryParameters, body, form } of documentedOperations()) {
    items.operations.add(id);
    for (const { status, examples } of responses) {
      items.statuses.add(`${id} ${status}`);
      for (const { name } of examples) items.responseExamples.add(`${id} ${status} ${name}`);
    }
    for (const { name, in: location } of [...pathParameters, ...queryParameters])
      items.parameters.add(`${id} ${location} ${name}`);
    for (const schema of [body?.schema, form])
      if (schema) for (const path of fieldPathsOf(schema)) items.fields.add(`${id} ${path}`);
    for (const { name } of body?.examples ?? []) items.requestExamples.add(`${id} ${name}`);
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
