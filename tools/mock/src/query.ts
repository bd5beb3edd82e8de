import { judge, SchemaError, type Bundle, type Context, type Diagnostic } from './judge.ts';
import { splitList, type Query } from './query-texts.ts';
import { flattenSchema, typesOf, type Schema } from './values/schema.ts';

/** A parameter of the query, as Prism describes it. */
export interface QueryParameter {
  readonly name: string;
  readonly style?: string;
  readonly explode?: boolean;
  readonly required?: boolean;
  readonly schema?: Schema;
}

/** A number as JSON writes it, unlike `0x10`, ` 7` and an empty text. */
const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

const parameterSchemas = new WeakMap<readonly QueryParameter[], Schema>();

/** The schema of a whole query. */
export function querySchema(parameters: readonly QueryParameter[]): Schema {
  const known = parameterSchemas.get(parameters);
  if (known) return known;
  for (const parameter of parameters) assertReadable(parameter);
  const made: Schema = {
    type: 'object',
    properties: Object.fromEntries(parameters.map(({ name, schema = {} }) => [name, schema])),
    required: parameters.filter(({ required }) => required).map(({ name }) => name),
  };
  parameterSchemas.set(parameters, made);
  return made;
}

/**
 * Judges a query. Prism 5.16.0 would drop empty values before it judges (`?count=` would pass for an integer, and miss if required), ignore
 * names that the document does not have, compare names without case, and drop unknown keys of a deepObject.
 */
export function judgeQuery(
  query: Query,
  parameters: readonly QueryParameter[],
  context: Context,
  bundle: Bundle,
): Diagnostic[] {
  const schema = querySchema(parameters);
  const read = new Set<string>();
  const values: Record<string, unknown> = {};
  for (const parameter of parameters) {
    const keys = Object.keys(query).filter((key) => key === parameter.name || isPart(key, parameter));
    for (const key of keys) read.add(key);
    if (keys.length) values[parameter.name] = valueOf(parameter, keys, query);
  }
  const unknown = Object.keys(query).filter((key) => !read.has(key));
  return [...unknown.map(unknownParameter), ...judge(values, schema, false, context, 'query', bundle)];
}

const unknownParameter = (name: string): Diagnostic => ({
  path: ['query', name],
  code: 'unknown parameter',
  message: `Request query parameter ${name} is not in the document`,
  severity: 0,
});

const isDeep = ({ style }: QueryParameter): boolean => style === 'deepObject';

/** Whether `aggregate[min]` belongs to the parameter `aggregate`. */
const isPart = (key: string, parameter: QueryParameter): boolean =>
  isDeep(parameter) && key.startsWith(`${parameter.name}[`) && /^\[[^[\]]+\]$/.test(key.slice(parameter.name.length));

function valueOf(parameter: QueryParameter, keys: readonly string[], query: Query): unknown {
  const { name, schema = {} } = parameter;
  const text = query[name]!;
  const separator = separatorOf(parameter);
  if (separator) {
    const lists = splitList(query, name, separator);
    // A list in one text occurs once; its schema rejects a list of lists.
    return lists.length === 1 ? typed(lists[0]!, schema) : lists;
  }
  // A deepObject without brackets is a text, which its schema rejects.
  if (!isDeep(parameter) || keys.includes(name)) return typed(text, schema);
  const entries = keys.map((key) => {
    const part = key.slice(name.length + 1, -1);
    return [part, typed(query[key]!, schema.properties?.[part] ?? {})] as const;
  });
  return Object.fromEntries(entries);
}

/** What is between the values of a list that is written in one. Without it, a list has one text for each value. */
function separatorOf({ style, explode, schema = {} }: QueryParameter): string | undefined {
  if (!typesOf(schema).includes('array')) return undefined;
  if (style === 'pipeDelimited') return '|';
  return style === 'form' && explode === false ? ',' : undefined;
}

/** The value that a text stands for by its schema: the query itself has no types. */
function typed(text: string | string[], schema: Schema): unknown {
  const { own } = flattenSchema(schema, () => ({}));
  const types = typesOf(own);
  if (types.includes('array')) return [text].flat().map((one) => typed(one, own.items ?? {}));
  if (typeof text !== 'string') return text;
  if ((types.includes('integer') || types.includes('number')) && NUMBER.test(text)) return Number(text);
  if (types.includes('boolean') && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}

/** Whether one text cannot stand for a value of these types. */
export const isContainer = (types: readonly string[]): boolean => types.includes('object') || types.includes('array');

/** Rejects what this module cannot read. A guess would judge values that the client has not sent. */
function assertReadable(parameter: QueryParameter): void {
  const { name, style = 'form', schema } = parameter;
  const types = typesOf(schema ?? {});
  const isFlat = Object.values(schema?.properties ?? {}).every((part) => !isContainer(typesOf(part)));
  const readable = isDeep(parameter)
    ? isFlat
    : ['form', 'pipeDelimited', 'unspecified'].includes(style) && !types.includes('object');
  if (!schema || !readable)
    throw new SchemaError(
      `The mock cannot read the query parameter ${name}. It reads texts, numbers, booleans and lists of them (\`?a=1&a=2\`, \`?a=1,2\` and \`?a=1|2\`), and a deepObject of one level.`,
    );
}
