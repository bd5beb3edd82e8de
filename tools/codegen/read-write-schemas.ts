import type { Document, Schema } from './document.ts';
import { UserError } from './user-error.ts';

const PREFIX = '#/components/schemas/';
type Mark = 'readOnly' | 'writeOnly';

/**
 * Splits schemas that serve requests and responses. Fields that only the server sets are `readOnly`, fields that it never returns are
 * `writeOnly`; TypeScript has no such marks, so a model with either becomes two: `Contact` for responses and `ContactInput` for requests.
 * A model without marks, at any depth, stays one.
 */
export function splitReadWrite(document: Document): Document {
  const { schemas } = document.components;
  const readOnly = schemasWith(schemas, 'readOnly');
  const writeOnly = schemasWith(schemas, 'writeOnly');
  if (readOnly.size === 0 && writeOnly.size === 0) return document;

  const added: Record<string, Schema> = {};
  const inputName = (schema: string): string => `${schema}Input`;
  const toInput = (value: unknown): unknown =>
    map(value, 'readOnly', (schema) => (readOnly.has(schema) ? inputName(schema) : schema));
  for (const schema of readOnly) {
    if (schemas[inputName(schema)])
      throw new UserError(
        `${schema} has read-only fields, so its request model would be named ${inputName(schema)}, which is already in the spec. Rename one of them.`,
      );
    added[inputName(schema)] = toInput(schemas[schema]) as Schema;
  }
  const outputs = Object.fromEntries(
    Object.entries(schemas).map(([key, schema]) => [
      key,
      writeOnly.has(key) ? (map(schema, 'writeOnly', (one) => one) as Schema) : schema,
    ]),
  );
  const paths = mapOperations(document.paths, (operation) => ({
    ...operation,
    ...(operation['requestBody'] !== undefined && { requestBody: toInput(operation['requestBody']) }),
  }));
  return {
    ...document,
    paths: paths as Document['paths'],
    components: { ...document.components, schemas: { ...outputs, ...added } },
  };
}

/** Names of the schemas with a mark on one of their fields, or on a field of a schema that they refer to. */
function schemasWith(schemas: Record<string, Schema>, mark: Mark): Set<string> {
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

/** A copy without the fields that have the mark, and with the references renamed. */
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
