import { shapeOf, typesOf, type Schema } from '../document/schema.ts';

/** A place in a body: names with slashes between them, `[]` for the items of a list, `*` for names that are not fixed. */
export type Place = string;

export interface Field {
  readonly place: Place;
  readonly name: string;
  readonly schema: Schema;
  readonly required: boolean;
}

const join = (place: Place, step: string): Place => (place === '' ? step : `${place}/${step}`);

/** The fields on the first level of a schema, those of all branches of its unions among them. */
export function fieldsAt(schema: Schema, place: Place = ''): Field[] {
  const { own, unions } = shapeOf(schema);
  const fields = Object.entries(own.properties ?? {}).map(([name, field]) => ({
    place: join(place, name),
    name,
    schema: field,
    required: own.required?.includes(name) ?? false,
  }));
  return [...fields, ...unions.flat().flatMap((branch) => fieldsAt(branch, place))];
}

/** Every place in a body, through lists and all branches of unions; what contains itself is walked through once. */
export function allFields(schema: Schema, place: Place = '', trail: readonly string[] = []): Field[] {
  const { own, unions, references } = shapeOf(schema);
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
export const placesOf = (schema: Schema): Place[] => [...new Set(allFields(schema).map(({ place }) => place))];

export interface Sighting {
  readonly documented: Place[];
  /** Fields that a value has and no schema knows. */
  readonly undocumented: Place[];
}

/** Which places of its schema a value shows, and what it has beyond them. */
export function sightings(schema: Schema, value: unknown, place: Place = ''): Sighting {
  const found: Sighting = { documented: [], undocumented: [] };
  const walk = (schemas: readonly Schema[], inner: unknown, at: Place): void => {
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
  const { own, unions } = shapeOf(schema);
  const branches = unions.flat().flatMap(parts);
  return branches.length && typesOf(own).length === 0 ? branches : [own, ...branches];
}

/** Whether a schema leaves the names of its fields to whoever sends it. */
function isOpen(schema: Schema): boolean {
  if (schema.additionalProperties !== undefined) return schema.additionalProperties !== false;
  const types = typesOf(schema);
  return !schema.properties && (types.length === 0 || types.includes('object'));
}
