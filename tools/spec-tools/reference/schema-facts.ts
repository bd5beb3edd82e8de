import { deref, isNode, listOf, nodeOf, stringsOf, type Node } from '../shared/json.ts';

/** More than the depth of any composition in use, and an end for recursive schemas. */
const MAX_DEPTH = 8;
const COMPOSITIONS = ['allOf', 'oneOf', 'anyOf'] as const;

function partsOf(schema: Node, depth: number): { part: unknown; of: (typeof COMPOSITIONS)[number] }[] {
  if (depth >= MAX_DEPTH) return [];
  return COMPOSITIONS.flatMap((of) => listOf(schema[of]).map((part) => ({ part, of })));
}

/** All fields of a schema and the names of the required ones, through references and compositions. */
export function fieldsOf(document: unknown, value: unknown, depth = 0): { fields: Node; required: Set<string> } {
  const schema = deref(document, value);
  const fields: Node = { ...nodeOf(schema['properties']) };
  const required = new Set(stringsOf(schema['required']));
  for (const { part, of } of partsOf(schema, depth)) {
    const inner = fieldsOf(document, part, depth + 1);
    for (const [name, field] of Object.entries(inner.fields)) fields[name] ??= field;
    if (of === 'allOf') for (const name of inner.required) required.add(name);
  }
  return { fields, required };
}

/** Every JSON type that a part of a schema allows. */
export function typesOf(document: unknown, value: unknown, depth = 0): Set<string> {
  const schema = deref(document, value);
  const types = new Set(typeof schema['type'] === 'string' ? [schema['type']] : stringsOf(schema['type']));
  if (schema['nullable']) types.add('null');
  if (isPresent(schema['properties']) || isPresent(schema['additionalProperties'])) types.add('object');
  for (const { part } of partsOf(schema, depth)) for (const type of typesOf(document, part, depth + 1)) types.add(type);
  if ('const' in schema) types.add(typeOfConstant(schema['const']));
  return types;
}

/** Every value that a schema lists, in closed and open enums, as a string. */
export function valuesOf(document: unknown, value: unknown, depth = 0): Set<string> {
  const schema = deref(document, value);
  const values = new Set([
    ...stringsOf(schema['enum']),
    ...stringsOf(schema['x-extensible-enum']),
    ...Object.keys(nodeOf(schema['x-enum-descriptions'])),
  ]);
  if ('const' in schema) values.add(String(schema['const']));
  for (const { part } of partsOf(schema, depth)) for (const one of valuesOf(document, part, depth + 1)) values.add(one);
  if (isPresent(schema['items']) && depth < MAX_DEPTH)
    for (const one of valuesOf(document, schema['items'], depth + 1)) values.add(one);
  return values;
}

const isPresent = (value: unknown): boolean => (isNode(value) ? Object.keys(value).length > 0 : Boolean(value));

function typeOfConstant(value: unknown): string {
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return value === null ? 'null' : typeof value;
}
