/** The subset of JSON Schema 2020-12 that the document uses. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
}

/** Resolves a reference. References of the document differ from those in Prism's schemas. */
export type Resolve = (schema: Schema) => Schema;

/** A schema with merged `allOf`: its own keywords, and its unions. One branch of each union must match. */
export interface FlatSchema {
  readonly own: Schema;
  readonly unions: readonly (readonly Schema[])[];
  /** The references that led here. They identify a recursive schema. */
  readonly references: readonly string[];
}

export function flattenSchema(schema: Schema, follow: Resolve): FlatSchema {
  const target = schema.$ref ? follow(schema) : schema;
  const { allOf = [], oneOf, anyOf, $ref: _ref, ...own } = target;
  const parts = allOf.map((part) => flattenSchema(part, follow));
  const merged = parts.reduce<Schema>((sum, part) => merge(sum, part.own), own);
  return {
    own: merged,
    unions: [oneOf, anyOf, ...parts.flatMap((part) => part.unions)].filter((union) => union !== undefined),
    references: [...(schema.$ref ? [schema.$ref] : []), ...parts.flatMap((part) => part.references)],
  };
}

function merge(a: Schema, b: Schema): Schema {
  const properties = { ...a.properties, ...b.properties };
  const required = [...new Set([...(a.required ?? []), ...(b.required ?? [])])];
  return {
    ...b,
    ...a,
    ...(Object.keys(properties).length && { properties }),
    ...(required.length && { required }),
  };
}

/** The JSON types that a schema names itself. A schema with properties and no type is an object. */
export function typesOf({ type, properties, additionalProperties }: Schema): readonly string[] {
  if (type !== undefined) return typeof type === 'string' ? [type] : type;
  return properties || typeof additionalProperties === 'object' ? ['object'] : [];
}
