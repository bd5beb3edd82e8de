import { UsageError } from '../cli-error.ts';
import type { OperationInput } from '../operations/check-request.ts';
import type { OperationTable, ParameterTable, ResourceTable } from '../operations/operation-table.ts';
import { checkedValue } from '../operations/parameters.ts';
import { parameterSchema, schemaOf, type JsonSchema } from './json-schema.ts';

export type Arguments = Readonly<Record<string, unknown>>;

/** What the arguments of a tool mean. */
export interface CallInput {
  readonly input: OperationInput;
  /** Paths to keep of the response. */
  readonly fields?: readonly string[];
  readonly idempotencyKey?: string;
}

const FIELDS: JsonSchema = {
  type: 'array',
  items: { type: 'string' },
  description: 'Paths to keep of the object, or of each item of a list, such as id, status or basket_info.sum.',
};
const IDEMPOTENCY_KEY: JsonSchema = {
  type: 'string',
  minLength: 1,
  description:
    'Only to send the same call again after an unknown outcome: the key of its result, within three minutes.',
};

/** The parameters of the API; `fields` is applied to the response here, because masking has to see the object as a whole. */
const parametersOf = ({ parameters }: OperationTable): ParameterTable[] =>
  parameters.filter(({ name }) => name !== 'fields');

/** The schema of the arguments of an operation. */
export function argumentsSchema(operation: OperationTable, { models }: ResourceTable, depth: number): JsonSchema {
  const parameters = parametersOf(operation);
  const required = parameters.filter(isRequired).map(({ name }) => name);
  if (operation.body?.required) required.push('body');
  return {
    type: 'object',
    properties: {
      ...Object.fromEntries(parameters.map((one) => [one.name, parameterSchema(one)])),
      ...(operation.body && { body: schemaOf(operation.body.schema, models, depth) }),
      fields: FIELDS,
      ...(!operation.isSafe && { idempotency_key: IDEMPOTENCY_KEY }),
    },
    ...(required.length > 0 && { required }),
    additionalProperties: false,
  };
}

const isRequired = ({ required, schema }: ParameterTable): boolean => required === true && schema.const === undefined;

/**
 * Reads the arguments of an operation.
 *
 * @throws UsageError that names the argument.
 */
export function readArguments(operation: OperationTable, given: Arguments): CallInput {
  const parameters = parametersOf(operation);
  const known = new Set([
    ...parameters.map(({ name }) => name),
    ...(operation.body ? ['body'] : []),
    'fields',
    ...(operation.isSafe ? [] : ['idempotency_key']),
  ]);
  for (const name of Object.keys(given))
    if (!known.has(name)) throw new UsageError(`There is no argument ${name}; there are ${[...known].join(', ')}.`);
  const missing = parameters.find((one) => isRequired(one) && given[one.name] === undefined);
  if (missing) throw new UsageError(`The argument ${missing.name} is missing.`);
  const { fields, idempotency_key: key } = given;
  if (key !== undefined && !(typeof key === 'string' && /^[\x21-\x7e]{1,200}$/.test(key)))
    throw new UsageError('idempotency_key must be a string of visible ASCII.');
  return {
    input: {
      path: parameters.filter((one) => one.in === 'path').map((one) => String(parameterValue(one, given[one.name]))),
      query: valuesIn('query', parameters, given),
      headers: valuesIn('header', parameters, given),
      ...(given['body'] !== undefined && { body: given['body'] }),
    },
    ...(fields !== undefined && { fields: readFields(fields) }),
    ...(key !== undefined && { idempotencyKey: key as string }),
  };
}

function valuesIn(place: string, parameters: readonly ParameterTable[], given: Arguments): object | undefined {
  const found = parameters.filter((one) => one.in === place && given[one.name] !== undefined);
  if (found.length === 0) return undefined;
  return Object.fromEntries(found.map((one) => [one.name, parameterValue(one, given[one.name])]));
}

function parameterValue(parameter: ParameterTable, value: unknown): unknown {
  const { name, isObject, schema } = parameter;
  if (isObject) {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
    throw new UsageError(`${name} must be an object, not ${JSON.stringify(value)}.`);
  }
  if (typeof value !== 'string' && typeof value !== 'number')
    throw new UsageError(`${name} must be of type ${String(schema.type)}, not ${JSON.stringify(value)}.`);
  return checkedValue(parameter, String(value), name);
}

/** Paths, as an array or separated by commas. */
function readFields(fields: unknown): string[] {
  const paths: unknown = typeof fields === 'string' ? fields.split(',') : fields;
  if (!Array.isArray(paths) || paths.length === 0 || !paths.every((path) => typeof path === 'string'))
    throw new UsageError('fields must be an array of paths.');
  return paths.map((path: string) => path.trim()).filter((path) => path !== '');
}
