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
  /** Undefined when the answer has no body. */
  readonly media: string | undefined;
  readonly schema: Schema | undefined;
  readonly examples: readonly Example[];
}

/** An operation as the document describes it, with every reference outside of schemas followed. */
export interface DocumentedOperation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  /** Whether sending it twice has the effect of sending it once. */
  readonly repeatSafe: boolean;
  /** Path parameters in the order of the path. */
  readonly pathParameters: readonly Parameter[];
  readonly queryParameters: readonly Parameter[];
  readonly body:
    { readonly schema: Schema; readonly required: boolean; readonly examples: readonly Example[] } | undefined;
  /** The schema of the multipart form that it takes as well. */
  readonly form: Schema | undefined;
  readonly answers: readonly DocumentedResponse[];
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

/**
 * The operations of the document, or those that `CONTRACT_OPERATIONS` names (ids with commas between them).
 *
 * @throws Error for an id that the document does not have: a run of nothing would seem to be a success.
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

/** The success that Prism answers with when nothing else is asked for. */
export function firstSuccess({ id, answers }: DocumentedOperation): DocumentedResponse {
  const [first] = answers.filter(isSuccess).sort((a, b) => Number(a.status) - Number(b.status));
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
    repeatSafe: operation['x-repeat-safe'] ?? method === 'get',
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
    answers: Object.entries(operation['responses'] as Json).map(([status, answer]) => {
      const [media, content] = Object.entries((resolve(answer)['content'] ?? {}) as Json)[0] ?? [];
      return { status, media, schema: content?.['schema'], examples: examplesOf(content) };
    }),
  };
}

const parameterOf = ({ name, in: place, schema, required, example }: Json): Parameter => ({
  name,
  in: place,
  schema,
  required: required === true,
  example,
});

const examplesOf = (content: Json | undefined): Example[] =>
  Object.entries((content?.['examples'] ?? {}) as Json).map(([name, example]) => ({
    name,
    value: resolve(example)['value'],
  }));
