import { isObject } from './values.ts';

/** What `meta` tells about a field. How the platform writes it is unknown. */
export interface FieldDefinition {
  readonly type: string;
  readonly format?: string;
  readonly description?: string;
}

/** Deeper fields are skipped: models refer to each other without end. */
const MAX_DEPTH = 4;

/**
 * The definitions of all fields of a JSON schema, by their paths as in `q`: without the indexes of arrays.
 *
 * @param resolve The schema that a reference stands for, or the schema itself.
 */
export function fieldDefinitions(
  schema: object,
  resolve: (schema: object) => object = (whole) => whole,
): Record<string, FieldDefinition> {
  const definitions: Record<string, FieldDefinition> = {};
  const visit = (inner: unknown, path: readonly string[]): void => {
    if (!isObject(inner) || path.length > MAX_DEPTH) return;
    // What stands beside a reference says more than what it leads to.
    const { type, format, description, properties, items, allOf, oneOf, anyOf } = {
      ...(resolve(inner) as Record<string, unknown>),
      ...inner,
    };
    if (path.length && (type !== undefined || properties)) {
      const types = [type ?? 'object'].flat();
      definitions[path.join('.')] ??= {
        type: String(types.find((one) => one !== 'null')),
        ...(typeof format === 'string' && { format }),
        ...(typeof description === 'string' && { description }),
      };
    }
    if (isObject(properties))
      for (const [name, property] of Object.entries(properties)) visit(property, [...path, name]);
    visit(items, path);
    for (const part of [allOf, oneOf, anyOf].flat()) visit(part, path);
  };
  visit(schema, []);
  return definitions;
}
