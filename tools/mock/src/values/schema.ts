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

/** Merges `allOf` and the target of a reference. What stands beside a reference limits in addition to its target. */
export function flattenSchema(schema: Schema, follow: Resolve): FlatSchema {
  const { $ref, allOf = [], oneOf, anyOf, ...own } = schema;
  const targets = $ref === undefined ? [] : [follow({ $ref })];
  const parts = [...allOf, ...targets].map((part) => flattenSchema(part, follow));
  return {
    own: parts.reduce<Schema>((sum, part) => merge(sum, part.own), own),
    unions: [oneOf, anyOf, ...parts.flatMap((part) => part.unions)].filter((union) => union !== undefined),
    references: [...($ref === undefined ? [] : [$ref]), ...parts.flatMap((part) => part.references)],
  };
}

/** A schema that allows what both allow. Of two annotations, the first one counts. */
function merge(a: Schema, b: Schema): Schema {
  const merged: Record<string, unknown> = { ...b, ...a };
  for (const [name, combine] of Object.entries(COMBINE)) {
    const [one, other] = [a[name as keyof Schema], b[name as keyof Schema]];
    if (one !== undefined && other !== undefined) merged[name] = combine(one as never, other as never);
  }
  return merged as Schema;
}

const least = (a: number, b: number): number => Math.min(a, b);
const most = (a: number, b: number): number => Math.max(a, b);
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
const both = <Item>(a: readonly Item[], b: readonly Item[]): Item[] =>
  a.filter((one) => b.some((other) => same(one, other)));
const together = (a: Schema, b: Schema): Schema => (same(a, b) ? a : { allOf: [a, b] });

/** The types in both lists. An integer is a number too. */
const typesOfBoth = (a: readonly string[], b: readonly string[]): string[] => {
  const within = (one: string, others: readonly string[]): boolean =>
    others.includes(one) || (one === 'integer' && others.includes('number'));
  return [...new Set([...a.filter((one) => within(one, b)), ...b.filter((one) => within(one, a))])];
};

/** How two values of a keyword become one. */
const COMBINE: { readonly [Name in keyof Schema]?: (a: never, b: never) => unknown } = {
  properties: (a: Record<string, Schema>, b: Record<string, Schema>) => {
    const shared = Object.keys(a).filter((name) => name in b);
    return { ...b, ...a, ...Object.fromEntries(shared.map((name) => [name, together(a[name]!, b[name]!)])) };
  },
  required: (a: string[], b: string[]) => [...new Set([...a, ...b])],
  items: together,
  enum: both,
  type: (a: string | string[], b: string | string[]) => typesOfBoth([a].flat(), [b].flat()),
  minLength: most,
  maxLength: least,
  minimum: most,
  maximum: least,
  minItems: most,
  maxItems: least,
};

/** The JSON types that a schema names itself. A schema with properties and no type is an object. */
export function typesOf({ type, properties, additionalProperties }: Schema): readonly string[] {
  if (type !== undefined) return typeof type === 'string' ? [type] : type;
  return properties || typeof additionalProperties === 'object' ? ['object'] : [];
}
