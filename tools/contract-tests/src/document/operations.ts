import { parameterNames } from '@secuconnect/api';
import { resolve, openApiDocument, type Json } from './document.ts';
import type { Schema } from './schema.ts';

export interface Example {
  readonly name: string;
  readonly value: unknown;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly schema: Schema;
  readonly required: boolean;
  readonly example: unknown;
}

export interface DocumentedResponse {
  /** `200`, `404` …, or `default`. */
  readonly status: string;
  /** Undefined if the response has no body. */
  readonly media: string | undefined;
  readonly schema: Schema | undefined;
  readonly examples: readonly Example[];
}

/** An operation of the document. References are resolved, except those in schemas. */
export interface DocumentedOperation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  /** Whether a second call has no further effect. */
  readonly safe: boolean;
  /** Path parameters in the order of the path. */
  readonly pathParameters: readonly Parameter[];
  readonly queryParameters: readonly Parameter[];
  readonly body:
    { readonly schema: Schema; readonly required: boolean; readonly examples: readonly Example[] } | undefined;
  /** The schema of the multipart form that the operation also accepts. */
  readonly form: Schema | undefined;
  readonly responses: readonly DocumentedResponse[];
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

/**
 * The operations of the document, or those in `CONTRACT_OPERATIONS` (comma-separated ids).
 *
 * @throws Error for an unknown id, because a run without operations would look like a success.
 */
export function documentedOperations(only = process.env['CONTRACT_OPERATIONS']): DocumentedOperation[] {
  const all = Object.entries(openApiDocument()['paths'] as Json).flatMap(([path, item]) =>
    METHODS.flatMap((method) => (item[method] ? [describe(path, method, item, item[method])] : [])),
  );
  if (!only) return all;
  return only.split(',').map((wanted) => {
    const found = all.find(({ id }) => id === wanted.trim());
    if (!found) throw new Error(`The document has no operation ${wanted.trim()}.`);
    return found;
  });
}

export const isSuccess = ({ status }: DocumentedResponse): boolean => status.startsWith('2');

/** The success that Prism returns by default. */
export function firstSuccess({ id, responses }: DocumentedOperation): DocumentedResponse {
  const [first] = responses.filter(isSuccess).sort((a, b) => Number(a.status) - Number(b.status));
  if (!first) throw new Error(`${id} documents no success.`);
  return first;
}

function describe(path: string, method: string, item: Json, operation: Json): DocumentedOperation {
  const parameters = [...(item['parameters'] ?? []), ...(operation['parameters'] ?? [])].map((one) => resolve(one));
  const body = resolve(operation['requestBody']);
  const json = body?.['content']?.['application/json'] as Json | undefined;
  return {
    id: operation['operationId'],
    method: method.toUpperCase(),
    path,
    safe: operation['x-safe'] ?? method === 'get',
    pathParameters: parameterNames(path).map((name) => {
      const found = parameters.find((one) => one['in'] === 'path' && one['name'] === name);
      if (!found) throw new Error(`${operation['operationId']} does not describe its path parameter ${name}.`);
      return parameterOf(found);
    }),
    queryParameters: parameters.filter((one) => one['in'] === 'query').map(parameterOf),
    body: json && {
      schema: json['schema'],
      required: body['required'] === true,
      examples: examplesOf(json),
    },
    form: body?.['content']?.['multipart/form-data']?.['schema'],
    responses: Object.entries(operation['responses'] as Json).map(([status, response]) => {
      const [media, content] = Object.entries((resolve(response)['content'] ?? {}) as Json)[0] ?? [];
      return { status, media, schema: content?.['schema'], examples: examplesOf(content) };
    }),
  };
}

const parameterOf = ({ name, in: location, schema, required, example }: Json): Parameter => ({
  name,
  in: location,
  schema,
  required: required === true,
  example,
});

const examplesOf = (content: Json | undefined): Example[] =>
  Object.entries((content?.['examples'] ?? {}) as Json).map(([name, example]) => ({
    name,
    value: resolve(example)['value'],
  }));
