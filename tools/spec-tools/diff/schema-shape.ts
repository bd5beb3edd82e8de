import { deref, listOf, nodeOf, stringsOf, type Node } from '../shared/json.ts';
import type { Direction } from './changes.ts';
import { limitsIn } from './limits.ts';

/** The types of a schema that does not name any, without null. */
export const ANY = ['string', 'number', 'boolean', 'object', 'array'];
const MODEL = '#/components/schemas/';

/** A schema as its generated type and the API see it, with resolved references and merged `allOf`. */
export interface Shape {
  /** The JSON types without null. Integers are numbers, as in TypeScript. */
  types: Set<string>;
  /** Whether its numbers have no fractions. */
  isInteger: boolean;
  isNullable: boolean;
  fields: Map<string, Field>;
  /** Names of required fields that the schema does not describe. */
  requiredOnly: string[];
  items: unknown;
  /** The schemas of the first items of an array. */
  firstItems: unknown[] | undefined;
  /** The schema of additional properties, `true` for any, `false` for none. */
  extra: unknown;
  /** The schemas of fields whose names match a pattern. */
  patterns: Node;
  values: Values;
  isFile: boolean;
  limits: Map<string, unknown>;
  default: unknown;
  /** `x-free-form`: the API takes or returns data of no fixed shape. */
  isFreeForm: boolean;
  isDeprecated: boolean;
  /** The alternatives of each `oneOf` and `anyOf`. */
  unions: unknown[][];
  /** The models that the schema refers to, or is composed of. */
  models: string[];
}

export interface Field {
  schema: unknown;
  isRequired: boolean;
  isReadOnly: boolean;
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
  const nodes = parts.map(({ node }) => node);
  const typed = nodes.flatMap((node) => {
    const types = typesIn(node);
    return types ? [new Set(types)] : [];
  });
  const types =
    typed.length > 0
      ? typed.reduce((all, some) => new Set([...all].filter((type) => some.has(type))))
      : new Set([...ANY, 'null']);
  const required = new Set(nodes.flatMap((node) => stringsOf(node['required'])));
  const { fields, declared } = fieldsOf(parts, required, direction);
  const first = (keyword: string): unknown =>
    nodes.map((node) => node[keyword]).find((value) => value !== undefined && value !== false);
  const extras = nodes.map((node) => node['additionalProperties']).filter((extra) => extra !== undefined);
  return {
    types: new Set([...types].filter((type) => type !== 'null')),
    isInteger: nodes.some(
      (node) => [node['type']].flat().includes('integer') && ![node['type']].flat().includes('number'),
    ),
    isNullable: types.has('null'),
    fields,
    requiredOnly: [...required].filter((name) => !declared.has(name)).sort(),
    items: first('items'),
    firstItems: first('prefixItems') as unknown[] | undefined,
    extra: extras.includes(false) ? false : extras[0],
    patterns: Object.assign({}, ...nodes.map((node) => nodeOf(node['patternProperties']))) as Node,
    values: valuesIn(nodes),
    isFile: nodes.some((node) => node['format'] === 'binary'),
    limits: limitsIn(nodes),
    default: nodes.map((node) => node['default']).find((value) => value !== undefined),
    isFreeForm: first('x-free-form') !== undefined,
    isDeprecated: first('deprecated') === true,
    unions: nodes.flatMap((node) => [listOf(node['oneOf']), listOf(node['anyOf'])]).filter((list) => list.length > 0),
    models: parts.flatMap(({ owner }) => owner ?? []),
  };
}

/** The fields that a request or a response has, and the names of all that are declared. */
function fieldsOf(parts: readonly Part[], required: ReadonlySet<string>, direction: Direction) {
  const hidden = direction === 'request' ? 'readOnly' : 'writeOnly';
  const [fields, declared] = [new Map<string, Field>(), new Set<string>()];
  for (const { node, owner } of parts)
    for (const [name, schema] of Object.entries(nodeOf(node['properties']))) {
      declared.add(name);
      const isReadOnly = nodeOf(schema)['readOnly'] === true;
      if (!nodeOf(schema)[hidden]) fields.set(name, { schema, isRequired: required.has(name), isReadOnly, owner });
    }
  return { fields, declared };
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
