import { operationsOf, resolve, type Document, type Parameter, type RequestBody, type Schema } from './document.ts';

/** The keywords that say what a value must be. Documented values may be followed by others, so they are not among them. */
const CHECKED = [
  'type',
  'enum',
  'const',
  'pattern',
  'format',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'minItems',
  'maxItems',
  'required',
];

/** A schema without its documentation. `ref` is the name of a model. */
type Rules = Record<string, unknown>;

/** `request-schemas.ts`: what the spec says about requests, for the fake API. A twentieth of the spec in bytes, because responses and texts are not needed. */
export function requestSchemasOf(document: Document): string {
  const models: Record<string, Rules> = {};
  const rulesOf = (schema: Schema & Record<string, unknown>): Rules => {
    if (schema.$ref) return { ref: addModel(schema.$ref.split('/').at(-1)!) };
    const rules: Rules = {};
    for (const key of CHECKED) if (schema[key] !== undefined) rules[key] = schema[key];
    if (schema.properties) rules['properties'] = mapValues(schema.properties, rulesOf);
    if (schema.items) rules['items'] = rulesOf(schema.items as typeof schema);
    if (schema['x-free-form'] || schema['additionalProperties']) rules['isOpen'] = true;
    for (const key of ['allOf', 'oneOf', 'anyOf'])
      if (Array.isArray(schema[key])) rules[key === 'allOf' ? 'allOf' : 'anyOf'] = schema[key].map(rulesOf);
    return rules;
  };
  const addModel = (name: string): string => {
    if (!(name in models)) {
      models[name] = {};
      models[name] = rulesOf(document.components.schemas[name] as Schema & Record<string, unknown>);
    }
    return name;
  };
  const requests = [...operationsOf(document)].map(({ item, operation }) => {
    const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])].map((one) =>
      resolve<Parameter>(document, one),
    );
    const path = parameters.filter((one) => one.in === 'path' && (one.schema.enum || one.schema.type === 'integer'));
    const query = parameters.filter((one) => one.in === 'query').map(({ name }) => name);
    const body = operation.requestBody && resolve<RequestBody>(document, operation.requestBody);
    const schema = body?.content['application/json']?.schema;
    const rules = {
      ...(path.length > 0 && { path: Object.fromEntries(path.map((one) => [one.name, rulesOf(one.schema as never)])) }),
      ...(query.length > 0 && { query: query.map(encodeURIComponent).join(' ') }),
      ...(schema && { body: rulesOf(schema as never) }),
      ...(body?.required && { isBodyRequired: true }),
    };
    return [operation.operationId, rules] as const;
  });
  const fields = Object.values(document.components.schemas).flatMap(fieldsIn);
  return `/** What a value must be. */
export interface ValueSchema {
  /** The name of a model, whose schema applies. */
  readonly ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly pattern?: string;
  readonly format?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, ValueSchema>>;
  readonly items?: ValueSchema;
  /** Whether an object may have any other field. */
  readonly isOpen?: true;
  readonly allOf?: readonly ValueSchema[];
  /** At least one of these applies. */
  readonly anyOf?: readonly ValueSchema[];
}

/** What the requests of an operation must be. */
export interface RequestSchema {
  /** The path parameters that are not just any string. */
  readonly path?: Readonly<Record<string, ValueSchema>>;
  /** The names of the query parameters, percent-encoded, with spaces between them. */
  readonly query?: string;
  /** The JSON body. */
  readonly body?: ValueSchema;
  readonly isBodyRequired?: true;
}

/** By the id of the operation. */
export const requestSchemas: Readonly<Record<string, RequestSchema>> = ${JSON.stringify(Object.fromEntries(requests.filter(([, rules]) => Object.keys(rules).length > 0)))};

/** By the name of the model. */
export const valueSchemas: Readonly<Record<string, ValueSchema>> = ${JSON.stringify(models)};

/** The names of all fields of all models, also of responses. */
export const fieldNames: ReadonlySet<string> = new Set(
  ${listOf([...new Set(fields)].sort())},
);
`;
}

const mapValues = <Value>(record: Readonly<Record<string, Value>>, map: (value: never) => unknown): Rules =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value as never)]));

/** The names of the fields of a schema, at any depth. */
function fieldsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const { properties } = value as { properties?: unknown };
  const own = typeof properties === 'object' && properties !== null ? Object.keys(properties) : [];
  return [...own, ...Object.values(value).flatMap(fieldsIn)];
}

/** A list in code: as one text if no name has a space or a sign, which takes less room in a bundle. */
const listOf = (names: readonly string[]): string =>
  names.every((name) => /^[\w.-]+$/.test(name)) ? `'${names.join(' ')}'.split(' ')` : JSON.stringify(names);
