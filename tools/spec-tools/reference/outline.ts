import { deref, isNode, listOf, nodeOf, type Node } from '../shared/json.ts';
import { typesOf } from './schema-facts.ts';

/**
 * A schema for a sample of which only the top level is known.
 * - It validates only the type of the fields in `collapsed`, and nothing of the fields in `ignored`.
 * - `oneOf` becomes `anyOf`, because alternatives can differ in collapsed fields only.
 * - References become absolute, to the document that Ajv knows as `id`.
 */
export function outlineOf(
  document: unknown,
  id: string,
  schema: unknown,
  { collapsed, ignored }: { collapsed: ReadonlySet<string>; ignored: ReadonlySet<string> },
): Node {
  const field = (name: string, value: unknown): unknown => {
    if (ignored.has(name)) return {};
    return collapsed.has(name) ? typesOnly(document, value) : absolute(id, value);
  };
  const outline = (value: unknown): Node => {
    const { $ref, properties, allOf, oneOf, anyOf, ...rest } = nodeOf(value);
    const parts = listOf(allOf).map(outline);
    if (typeof $ref === 'string') parts.push(outline(deref(document, { $ref })));
    for (const alternatives of [oneOf, anyOf])
      if (Array.isArray(alternatives)) parts.push({ anyOf: alternatives.map(outline) });
    const fields = Object.entries(nodeOf(properties)).map(([name, one]) => [name, field(name, one)]);
    return {
      ...(absolute(id, rest) as Node),
      ...(fields.length > 0 && { properties: Object.fromEntries(fields) }),
      ...(parts.length > 0 && { allOf: parts }),
    };
  };
  return outline(schema);
}

export function typesOnly(document: unknown, schema: unknown): Node {
  const types = [...typesOf(document, schema)];
  return types.length > 0 ? { type: types } : {};
}

function absolute(id: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => absolute(id, item));
  if (!isNode(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      key === '$ref' && typeof item === 'string' ? `${id}${item}` : absolute(id, item),
    ]),
  );
}
