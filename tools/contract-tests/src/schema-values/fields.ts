import { flattenSchema, typesOf, type Schema } from '../document/schema.ts';

/** A path in a body: names separated by slashes, `[]` for the items of an array, `*` for arbitrary names. */
export type FieldPath = string;

export interface Field {
  readonly path: FieldPath;
  readonly name: string;
  readonly schema: Schema;
  readonly required: boolean;
}

const join = (path: FieldPath, step: string): FieldPath => (path === '' ? step : `${path}/${step}`);

/** The fields on the first level of a schema, including those of all branches of its unions. */
export function fieldsAt(schema: Schema, path: FieldPath = ''): Field[] {
  const { own, unions } = flattenSchema(schema);
  const fields = Object.entries(own.properties ?? {}).map(([name, field]) => ({
    path: join(path, name),
    name,
    schema: field,
    required: own.required?.includes(name) ?? false,
  }));
  return [...fields, ...unions.flat().flatMap((branch) => fieldsAt(branch, path))];
}

/** Every field of a body, in arrays and in all branches of unions. Recursive schemas are walked once. */
export function allFields(schema: Schema, path: FieldPath = '', trail: readonly string[] = []): Field[] {
  const { own, unions, references } = flattenSchema(schema);
  if (references.some((one) => trail.includes(one))) return [];
  const inside = [...trail, ...references];
  const fields = Object.entries(own.properties ?? {}).flatMap(([name, field]) => {
    const at = join(path, name);
    const required = own.required?.includes(name) ?? false;
    return [{ path: at, name, schema: field, required }, ...allFields(field, at, inside)];
  });
  const items = own.items ? allFields(own.items, join(path, '[]'), inside) : [];
  const branches = unions.flat().flatMap((branch) => allFields(branch, path, inside));
  return [...fields, ...items, ...branches];
}

/** The distinct paths of a schema. */
export const fieldPathsOf = (schema: Schema): FieldPath[] => [...new Set(allFields(schema).map(({ path }) => path))];

export interface SeenFields {
  readonly documented: FieldPath[];
  /** Fields of the value that the schema does not have. */
  readonly undocumented: FieldPath[];
}

/** The paths of its schema that a value contains, and its fields beyond the schema. */
export function seenFields(schema: Schema, value: unknown, path: FieldPath = ''): SeenFields {
  const found: SeenFields = { documented: [], undocumented: [] };
  const walk = (schemas: readonly Schema[], inner: unknown, at: FieldPath): void => {
    if (Array.isArray(inner)) {
      const items = schemas.flatMap(parts).flatMap(({ items: one }) => one ?? []);
      if (items.length) for (const item of inner) walk(items, item, join(at, '[]'));
      return;
    }
    if (typeof inner !== 'object' || inner === null) return;
    const shapes = schemas.flatMap(parts);
    const open = shapes.some(isOpen);
    for (const [name, child] of Object.entries(inner)) {
      const known = shapes.flatMap(({ properties }) => properties?.[name] ?? []);
      if (known.length) {
        found.documented.push(join(at, name));
        walk(known, child, join(at, name));
      } else if (!open) {
        found.undocumented.push(join(at, name));
      }
    }
  };
  walk([schema], value, path);
  return found;
}

/** A schema and the branches of its unions, each with its properties. */
export function parts(schema: Schema): Schema[] {
  const { own, unions } = flattenSchema(schema);
  const branches = unions.flat().flatMap(parts);
  return branches.length && typesOf(own).length === 0 ? branches : [own, ...branches];
}

/** Whether a schema allows arbitrary field names. */
function isOpen(schema: Schema): boolean {
  if (schema.additionalProperties !== undefined) return schema.additionalProperties !== false;
  const types = typesOf(schema);
  return !schema.properties && (types.length === 0 || types.includes('object'));
}
