import { listOf, nodeOf, type Node } from '../../../shared/json.ts';
import type { SpecFiles, SpecPlace } from '../../../spec-files/spec-files.ts';
import { inside, resolved } from '../../../spec-files/spec-view.ts';

/** Deeper compositions than a parameter or the part of a form has; recursive schemas have no end. */
const MAX_DEPTH = 8;

/** What a schema describes, as far as styles and forms have to know. */
export class Shapes {
  readonly #files: SpecFiles;

  constructor(files: SpecFiles) {
    this.#files = files;
  }

  /** The final target of the references of a schema. */
  of(schema: SpecPlace): SpecPlace {
    return resolved(this.#files, schema) ?? schema;
  }

  /** The types that the values of a schema may have; `undefined` for any. */
  types(schema: SpecPlace, depth = MAX_DEPTH): Set<string> | undefined {
    const place = this.of(schema);
    const own = typesOfValue(nodeOf(place.value));
    if (own || depth === 0) return own;
    for (const field of ['oneOf', 'anyOf', 'allOf']) {
      const members = membersOf(place, field).map((member) => this.types(member, depth - 1));
      const known = members.filter((types) => types !== undefined);
      if (field === 'allOf' ? known.length > 0 : known.length > 0 && known.length === members.length)
        return field === 'allOf' ? known[0] : new Set(known.flatMap((types) => [...types]));
    }
    return undefined;
  }

  isOf(schema: SpecPlace, allowed: readonly string[]): boolean {
    const types = this.types(schema);
    return types !== undefined && [...types].every((type) => allowed.includes(type)) && !this.isFile(schema);
  }

  isScalar(schema: SpecPlace): boolean {
    return this.isOf(schema, ['string', 'integer', 'number', 'boolean']);
  }

  isFile(schema: SpecPlace): boolean {
    return isBytes(nodeOf(this.of(schema).value));
  }

  /** Whether the schema is an array, and its items are as asked. */
  isArrayOf(schema: SpecPlace, accepts: (item: SpecPlace) => boolean): boolean {
    const place = this.of(schema);
    return this.isOf(place, ['array']) && nodeOf(place.value)['items'] !== undefined && accepts(inside(place, 'items'));
  }

  /** The properties of an object that lists all its fields; `undefined` for other schemas. */
  fields(schema: SpecPlace, depth = MAX_DEPTH): SpecPlace[] | undefined {
    const place = this.of(schema);
    const value = nodeOf(place.value);
    if (!this.isOf(place, ['object']) || depth === 0) return undefined;
    if ('oneOf' in value || 'anyOf' in value || (value['additionalProperties'] ?? false) !== false) return undefined;
    const own = Object.keys(nodeOf(value['properties'])).map((name) => inside(place, 'properties', name));
    const parts = membersOf(place, 'allOf').map((member) => this.fields(member, depth - 1));
    return parts.includes(undefined) ? undefined : [...own, ...parts.flatMap((part) => part ?? [])];
  }
}

export const membersOf = (place: SpecPlace, field: string): SpecPlace[] =>
  listOf(nodeOf(place.value)[field]).map((_, index) => inside(place, field, String(index)));

/** Whether the value is a file: in the way of OpenAPI 3.0, or of JSON Schema, where base64 makes text of bytes. */
export const isBytes = (schema: Node): boolean =>
  schema['format'] === 'binary' || ('contentMediaType' in schema && !('contentEncoding' in schema));

/** The types that a schema names itself, by its type or its values. */
function typesOfValue({ type, enum: values, const: value }: Node): Set<string> | undefined {
  if (type !== undefined) return new Set([type].flat().map(String));
  if (Array.isArray(values)) return new Set(values.map(typeOf));
  return value === undefined ? undefined : new Set([typeOf(value)]);
}

export function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Number.isInteger(value) ? 'integer' : Array.isArray(value) ? 'array' : typeof value;
}
