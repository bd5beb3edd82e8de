import { resolve, type JsonSchema } from './document.ts';

/**
 * Keeps of a value what its schema has: an input often has fields that the API never returns. A text where the schema has a reference
 * becomes one.
 */
export function project(schema: JsonSchema, value: unknown): unknown {
  const whole = resolve<JsonSchema>(schema);
  if (Array.isArray(value)) {
    const { items } = { ...mergedParts(whole), ...whole };
    return items ? value.map((item) => project(items, item)) : value;
  }
  if (typeof value !== 'object' || value === null) return value;
  const { properties, additionalProperties } = mergedParts(whole);
  if (Object.keys(properties).length === 0) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) => {
      const field = Object.hasOwn(properties, name) ? properties[name] : undefined;
      if (field) return [[name, project(field, inner)]];
      return additionalProperties ? [[name, inner]] : [];
    }),
  );
}

interface Parts {
  readonly properties: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema | undefined;
  readonly additionalProperties: boolean;
}

const known = new WeakMap<JsonSchema, Parts>();

/** The properties of a schema and of all its parts: a union may return each of them. */
function mergedParts(schema: JsonSchema): Parts {
  const parts = known.get(schema) ?? mergeParts(schema);
  known.set(schema, parts);
  return parts;
}

function mergeParts(schema: JsonSchema): Parts {
  const parts = [...(schema.allOf ?? []), ...(schema.oneOf ?? []), ...(schema.anyOf ?? [])].map((part) =>
    mergedParts(resolve<JsonSchema>(part)),
  );
  return {
    properties: Object.assign(
      {},
      ...parts.map(({ properties }) => properties),
      schema.properties,
    ) as Parts['properties'],
    items: schema.items ?? parts.find(({ items }) => items)?.items,
    additionalProperties: Boolean(schema.additionalProperties) || parts.some((part) => part.additionalProperties),
  };
}

/** The properties of a schema, those of its parts included. */
export const propertiesOf = (schema: JsonSchema): Parts['properties'] =>
  mergedParts(resolve<JsonSchema>(schema)).properties;
