import type { Document, Schema } from './document.ts';
import { Stop } from './stop.ts';

const PREFIX = '#/components/schemas/';
type Mark = 'readOnly' | 'writeOnly';

/**
 * One schema may serve both directions: fields that only the server sets are `readOnly`, fields that it never shows are `writeOnly`.
 * Types have no such marks, so a model that needs it gets two: `Contact` as it is answered, and `ContactForSending`. Models without
 * marks, also deep inside, stay one.
 */
export function byDirection(document: Document): Document {
  const { schemas } = document.components;
  const readOnly = holding(schemas, 'readOnly');
  const writeOnly = holding(schemas, 'writeOnly');
  if (readOnly.size === 0 && writeOnly.size === 0) return document;

  const added: Record<string, Schema> = {};
  const name = (schema: string): string => `${schema}ForSending`;
  const toSend = (value: unknown): unknown =>
    map(value, 'readOnly', (schema) => (readOnly.has(schema) ? name(schema) : schema));
  for (const schema of readOnly) {
    if (schemas[name(schema)])
      throw new Stop(
        `The model ${name(schema)} is made from ${schema} for requests, and is in the spec as well: rename one of them.`,
      );
    added[name(schema)] = toSend(schemas[schema]) as Schema;
  }
  const shown = Object.fromEntries(
    Object.entries(schemas).map(([key, schema]) => [
      key,
      writeOnly.has(key) ? (map(schema, 'writeOnly', (one) => one) as Schema) : schema,
    ]),
  );
  const paths = mapOperations(document.paths, (operation) => ({
    ...operation,
    ...(operation['requestBody'] !== undefined && { requestBody: toSend(operation['requestBody']) }),
  }));
  return {
    ...document,
    paths: paths as Document['paths'],
    components: { ...document.components, schemas: { ...shown, ...added } },
  };
}

/** Names of the schemas with a mark on one of their fields, or on one of a schema they refer to. */
function holding(schemas: Record<string, Schema>, mark: Mark): Set<string> {
  const found = new Set(
    Object.keys(schemas).filter((name) => JSON.stringify(schemas[name]).includes(`"${mark}":true`)),
  );
  for (let before = -1; before !== found.size;) {
    before = found.size;
    for (const [name, schema] of Object.entries(schemas)) {
      if (
        [...JSON.stringify(schema).matchAll(/"#\/components\/schemas\/(\w+)"/g)].some(([, target]) =>
          found.has(target!),
        )
      )
        found.add(name);
    }
  }
  return found;
}

/** A copy without the fields that carry the mark, and with other names for the schemas it refers to. */
function map(value: unknown, mark: Mark, rename: (schema: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => map(item, mark, rename));
  if (value === null || typeof value !== 'object') return value;
  const copy: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    if (key === '$ref' && typeof item === 'string' && item.startsWith(PREFIX))
      copy[key] = PREFIX + rename(item.slice(PREFIX.length));
    else if (key === 'properties')
      copy[key] = Object.fromEntries(
        Object.entries(item as Record<string, Schema>)
          .filter(([, field]) => !field[mark])
          .map(([field, schema]) => [field, map(schema, mark, rename)]),
      );
    else copy[key] = map(item, mark, rename);
  }
  return copy;
}

function mapOperations(paths: Document['paths'], change: (operation: Record<string, unknown>) => unknown): unknown {
  const isOperation = (value: unknown): value is Record<string, unknown> =>
    typeof value === 'object' && value !== null && 'operationId' in value;
  return Object.fromEntries(
    Object.entries(paths).map(([path, item]) => [
      path,
      Object.fromEntries(Object.entries(item).map(([key, value]) => [key, isOperation(value) ? change(value) : value])),
    ]),
  );
}
