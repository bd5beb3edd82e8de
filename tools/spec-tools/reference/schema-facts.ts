import { deref, isNode, listOf, nodeOf, textsOf, type Node } from '../shared/json.ts';

/** Deep enough for every composition in use, and an end for schemas that contain themselves. */
const DEEPEST = 8;
const COMPOSITIONS = ['allOf', 'oneOf', 'anyOf'] as const;

function partsOf(schema: Node, depth: number): { part: unknown; of: (typeof COMPOSITIONS)[number] }[] {
  if (depth >= DEEPEST) return [];
  return COMPOSITIONS.flatMap((of) => listOf(schema[of]).map((part) => ({ part, of })));
}

/** All fields of a schema and which of them are required, through references and compositions. */
export function fieldsOf(document: unknown, value: unknown, depth = 0): { fields: Node; required: Set<string> } {
  const schema = deref(document, value);
  const fields: Node = { ...nodeOf(schema['properties']) };
  const required = new Set(textsOf(schema['required']));
  for (const { part, of } of partsOf(schema, depth)) {
    const inner = fieldsOf(document, part, depth + 1);
    for (const [name, field] of Object.entries(inner.fields)) fields[name] ??= field;
    if (of === 'allOf') for (const name of inner.required) required.add(name);
  }
  return { fields, required };
}

/** Every JSON type that a schema lets through in one of its parts. */
export function typesOf(document: unknown, value: unknown, depth = 0): Set<string> {
  const schema = deref(document, value);
  const types = new Set(typeof schema['type'] === 'string' ? [schema['type']] : textsOf(schema['type']));
  if (schema['nullable']) types.add('null');
  if (holds(schema['properties']) || holds(schema['additionalProperties'])) types.add('object');
  for (const { part } of partsOf(schema, depth)) for (const type of typesOf(document, part, depth + 1)) types.add(type);
  if ('const' in schema) types.add(typeOfConstant(schema['const']));
  return types;
}

/** Every value that a schema names, closed or open, as text. */
export function valuesOf(document: unknown, value: unknown, depth = 0): Set<string> {
  const schema = deref(document, value);
  const values = new Set([
    ...textsOf(schema['enum']),
    ...textsOf(schema['x-extensible-enum']),
    ...Object.keys(nodeOf(schema['x-enum-descriptions'])),
  ]);
  if ('const' in schema) values.add(String(schema['const']));
  for (const { part } of partsOf(schema, depth)) for (const one of valuesOf(document, part, depth + 1)) values.add(one);
  if (holds(schema['items']) && depth < DEEPEST)
    for (const one of valuesOf(document, schema['items'], depth + 1)) values.add(one);
  return values;
}

const holds = (value: unknown): boolean => (isNode(value) ? Object.keys(value).length > 0 : Boolean(value));

function typeOfConstant(value: unknown): string {
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return value === null ? 'null' : typeof value;
}
