import { flattenSchema, typesOf, type Schema } from '../document/schema.ts';

/** A place in a body: names with slashes between them, `[]` for the items of a list, `*` for names that are not fixed. */
export type FieldPath = string;

export interface Field {
  readonly place: FieldPath;
  readonly name: string;
  readonly schema: Schema;
  readonly required: boolean;
}

const join = (place: FieldPath, step: string): FieldPath => (place === '' ? step : `${place}/${step}`);

/** The fields on the first level of a schema, those of all branches of its unions among them. */
export function fieldsAt(schema: Schema, place: FieldPath = ''): Field[] {
  const { own, unions } = flattenSchema(schema);
  const fields = Object.entries(own.properties ?? {}).map(([name, field]) => ({
    place: join(place, name),
    name,
    schema: field,
    required: own.required?.includes(name) ?? false,
  }));
  return [...fields, ...unions.flat().flatMap((branch) => fieldsAt(branch, place))];
}

/** Every place in a body, through lists and all branches of unions; what contains itself is walked through once. */
export function allFields(schema: Schema, place: FieldPath = '', trail: readonly string[] = []): Field[] {
  const { own, unions, references } = flattenSchema(schema);
  if (references.some((one) => trail.includes(one))) return [];
  const inside = [...trail, ...references];
  const fields = Object.entries(own.properties ?? {}).flatMap(([name, field]) => {
    const at = join(place, name);
    const required = own.required?.includes(name) ?? false;
    return [{ place: at, name, schema: field, required }, ...allFields(field, at, inside)];
  });
  const items = own.items ? allFields(own.items, join(place, '[]'), inside) : [];
  const branches = unions.flat().flatMap((branch) => allFields(branch, place, inside));
  return [...fields, ...items, ...branches];
}

/** The places of a schema, each once. */
export const fieldPathsOf = (schema: Schema): FieldPath[] => [...new Set(allFields(schema).map(({ place }) => place))];

export interface SeenFields {
  readonly documented: FieldPath[];
  /** Fields that a value has and no schema knows. */
  readonly undocumented: FieldPath[];
}

/** Which places of its schema a value shows, and what it has beyond them. */
export function seenFields(schema: Schema, value: unknown, place: FieldPath = ''): SeenFields {
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
  walk([schema], value, place);
  return found;
}

/** A schema and the branches of its unions, each with its own properties. */
function parts(schema: Schema): Schema[] {
  const { own, unions } = flattenSchema(schema);
  const branches = unions.flat().flatMap(parts);
  return branches.length && typesOf(own).length === 0 ? branches : [own, ...branches];
}

/** Whether a schema leaves the names of its fields to whoever sends it. */
function isOpen(schema: Schema): boolean {
  if (schema.additionalProperties !== undefined) return schema.additionalProperties !== false;
  const types = typesOf(schema);
  return !schema.properties && (types.length === 0 || types.includes('object'));
}
