import { fieldNames, requestSchemas, valueSchemas, type ValueSchema } from '../generated/request-schemas.ts';
import { isRecord } from '../internal/json.ts';
import { closestName } from './closest-name.ts';
import type { FakeRequest } from './operations.ts';

/** The grants of the token endpoint, which the spec does not list. */
const GRANT_TYPES: ReadonlySet<unknown> = new Set(['client_credentials', 'refresh_token', 'device', 'appuser']);

/** Those that the spec uses in requests. */
const FORMATS: Readonly<Record<string, (value: string) => boolean>> = {
  date: (value) => /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value)),
  'date-time': (value) => /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d/i.test(value) && !Number.isNaN(Date.parse(value)),
  uri: (value) => URL.canParse(value),
};

/**
 * Lists what the spec does not allow in a request: wrong types, missing or unknown names, values outside a pattern, a range or a closed list.
 * - A field is unknown if no model of the spec has it, not even one of a response: programs send back what they have read.
 * - Lists of documented values are open: the API may accept more.
 */
export function problemsOf({ operation, path, query, body, headers }: FakeRequest): string[] {
  if (operation === 'oauth.token') {
    const grant = isRecord(body) ? body['grant_type'] : undefined;
    return GRANT_TYPES.has(grant) ? [] : [`grant_type cannot be ${shown(grant)}`];
  }
  const schema = requestSchemas[operation];
  if (!schema) return [];
  const parameters = schema.query?.split(' ').map(decodeURIComponent) ?? [];
  const isJson = headers['content-type']?.includes('json');
  return [
    ...Object.entries(schema.path ?? {}).flatMap(([name, rules]) =>
      problemsIn(rules, rules.type === 'integer' ? Number(path[name]) : path[name], name),
    ),
    ...Object.keys(query ?? {})
      .filter((name) => !parameters.includes(name))
      .map((name) => `the query has no parameter ${name}${suggestion(name, parameters)}`),
    ...(body === undefined && schema.isBodyRequired ? ['the body is missing'] : []),
    ...(isJson && schema.body ? problemsIn(schema.body, body, 'the body') : []),
  ];
}

/** What is wrong with a value, by the schema alone. */
export function problemsIn(schema: ValueSchema, value: unknown, field: string): string[] {
  if (schema.ref !== undefined) return problemsIn(valueSchemas[schema.ref]!, value, field);
  const problem = problemWith(schema, value);
  if (problem !== undefined) return [`${field} ${problem}, not ${shown(value)}`];
  const problems: string[] = [];
  const nested = (name: string | number): string => (field === 'the body' ? String(name) : `${field}.${name}`);
  if (Array.isArray(value)) {
    const { items } = schema;
    if (items) problems.push(...value.flatMap((one, index) => problemsIn(items, one, nested(index))));
  } else if (isRecord(value)) {
    const { properties, required = [], isOpen } = schema;
    problems.push(...required.filter((name) => value[name] === undefined).map((name) => `${nested(name)} is missing`));
    for (const [name, one] of Object.entries(value)) {
      if (properties && Object.hasOwn(properties, name))
        problems.push(...problemsIn(properties[name]!, one, nested(name)));
      else if (properties && !isOpen && !fieldNames.has(name))
        problems.push(`there is no field ${nested(name)}${suggestion(name, Object.keys(properties))}`);
    }
  }
  for (const part of schema.allOf ?? []) problems.push(...problemsIn(part, value, field));
  const alternatives = (schema.anyOf ?? []).map((one) => problemsIn(one, value, field));
  // Those of the alternative that fits best; none if one fits.
  const [fewest = []] = alternatives.sort((one, other) => one.length - other.length);
  return [...new Set([...problems, ...fewest])];
}

/** What a value must be and is not, apart from the values in it. */
function problemWith(schema: ValueSchema, value: unknown): string | undefined {
  const types = [schema.type ?? []].flat();
  if (types.length > 0 && !types.some((type) => isOfType(value, type))) return `must be of type ${types.join(' or ')}`;
  if (schema.enum?.includes(value) === false) return `must be one of ${schema.enum.map(shown).join(', ')}`;
  if ('const' in schema && schema.const !== value) return `must be ${shown(schema.const)}`;
  if (typeof value === 'string') {
    const { pattern, format = '', minLength = 0, maxLength = Infinity } = schema;
    const { length } = [...value];
    if (pattern !== undefined && !new RegExp(pattern, 'u').test(value)) return `must match ${pattern}`;
    if (FORMATS[format]?.(value) === false) return `must have the format ${format}`;
    if (length < minLength || length > maxLength) return `must have ${minLength} to ${maxLength} characters`;
  }
  if (typeof value === 'number') {
    const { minimum = -Infinity, maximum = Infinity } = schema;
    if (value < minimum || value > maximum) return `must be from ${minimum} to ${maximum}`;
  }
  if (Array.isArray(value)) {
    const { minItems = 0, maxItems = Infinity } = schema;
    if (value.length < minItems) return `must have ${minItems} or more items`;
    if (value.length > maxItems) return `must have ${maxItems} or fewer items`;
  }
  return undefined;
}

function isOfType(value: unknown, type: string): boolean {
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return isRecord(value);
  if (type === 'null') return value === null;
  return typeof value === type;
}

/** A value for a message, in one line. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return 'an array';
  if (isRecord(value)) return 'an object';
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

const suggestion = (name: string, names: readonly string[]): string => {
  const closest = closestName(name, names);
  return closest === undefined ? '' : `; did you mean ${closest}?`;
};
