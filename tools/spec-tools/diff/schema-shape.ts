import { deref, listOf, nodeOf, stringsOf, type Node } from '../shared/json.ts';
import type { Direction } from './changes.ts';

const ANY = ['string', 'number', 'boolean', 'object', 'array'];
const MODEL = '#/components/schemas/';

/** A schema as its generated type shows it, with resolved references and merged `allOf`. */
export interface Shape {
  /** The JSON types without null. Integers are numbers, as in TypeScript. */
  types: Set<string>;
  isNullable: boolean;
  fields: Map<string, Field>;
  items: unknown;
  /** The schema of additional properties: `true` for any, `undefined` if the type has none. */
  extra: unknown;
  values: Values;
  isFile: boolean;
  /** The alternatives of each `oneOf` and `anyOf`. */
  unions: unknown[][];
}

export interface Field {
  schema: unknown;
  isRequired: boolean;
  /** The model that declares the field, if it is another one. */
  owner: string | undefined;
}

export interface Values {
  /** `closed`: only the listed values. `open`: also unlisted values. `free`: no listed values. */
  mode: 'closed' | 'open' | 'free';
  list: string[];
}

export const modelName = (schema: unknown): string | undefined => {
  const ref = nodeOf(schema)['$ref'];
  return typeof ref === 'string' && ref.startsWith(MODEL) ? ref.slice(MODEL.length) : undefined;
};

export function shapeOf(document: unknown, schema: unknown, direction: Direction): Shape {
  const parts = partsOf(document, schema);
  const typed = parts.filter(({ node }) => typesIn(node));
  const types = new Set(typed.flatMap(({ node }) => typesIn(node) ?? []));
  const required = new Set(parts.flatMap(({ node }) => stringsOf(node['required'])));
  const hidden = direction === 'request' ? 'readOnly' : 'writeOnly';
  const fields = new Map<string, Field>();
  for (const { node, owner } of parts)
    for (const [name, field] of Object.entries(nodeOf(node['properties'])))
      if (!nodeOf(field)[hidden]) fields.set(name, { schema: field, isRequired: required.has(name), owner });
  const first = (keyword: string): unknown =>
    parts.map(({ node }) => node[keyword]).find((value) => value !== undefined && value !== false);
  return {
    types: typed.length > 0 ? new Set([...types].filter((type) => type !== 'null')) : new Set(ANY),
    isNullable: typed.length > 0 ? types.has('null') : true,
    fields,
    items: first('items'),
    extra: first('additionalProperties'),
    values: valuesIn(parts.map(({ node }) => node)),
    isFile: first('format') === 'binary',
    unions: parts
      .flatMap(({ node }) => [listOf(node['oneOf']), listOf(node['anyOf'])])
      .filter((list) => list.length > 0),
  };
}

interface Part {
  node: Node;
  owner: string | undefined;
}

/** The schema and all its parts, through `$ref` and `allOf`. */
function partsOf(document: unknown, schema: unknown): Part[] {
  const parts: Part[] = [];
  const seen = new Set<Node>();
  const collect = (value: unknown, owner: string | undefined): void => {
    const node = nodeOf(value);
    if (seen.has(node)) return;
    seen.add(node);
    parts.push({ node, owner });
    if ('$ref' in node) collect(deref(document, node), modelName(node));
    for (const part of listOf(node['allOf'])) collect(part, owner);
  };
  collect(schema, undefined);
  return parts;
}

function typesIn(node: Node): string[] | undefined {
  const type = node['type'];
  if (type !== undefined) return [type].flat().map((one) => (one === 'integer' ? 'number' : String(one)));
  const values = 'const' in node ? [node['const']] : listOf(node['enum']);
  if (values.length > 0) return values.map((value) => (value === null ? 'null' : typeof value));
  if ('properties' in node || 'additionalProperties' in node) return ['object'];
  return 'items' in node ? ['array'] : undefined;
}

function valuesIn(nodes: Node[]): Values {
  for (const node of nodes) {
    const closed = 'const' in node ? [node['const']] : listOf(node['enum']);
    if (closed.length > 0) return { mode: 'closed', list: closed.filter((value) => value !== null).map(String) };
  }
  const open = nodes.flatMap((node) => stringsOf(node['x-extensible-enum']));
  return open.length > 0 ? { mode: 'open', list: open } : { mode: 'free', list: [] };
}
