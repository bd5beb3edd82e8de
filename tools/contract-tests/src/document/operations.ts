import { bodiesOf, type DocumentedBody } from './bodies.ts';
import { openApiDocument, resolve, type Json } from './document.ts';
import { parametersOf, type Parameters } from './parameters.ts';
import { responsesOf, type DocumentedResponse } from './responses.ts';

/** An operation of the document. References are resolved, except those in schemas. */
export interface DocumentedOperation extends Parameters {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  /** Whether a second call has no further effect. */
  readonly safe: boolean;
  /** The bodies that a request may have, one for each media type. */
  readonly bodies: readonly DocumentedBody[];
  readonly isBodyRequired: boolean;
  readonly responses: readonly DocumentedResponse[];
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

/**
 * The operations of the document, or those in `CONTRACT_OPERATIONS` (comma-separated ids).
 *
 * @throws Error for an unknown id, because a run without operations would look like a success.
 */
export function documentedOperations(only = process.env['CONTRACT_OPERATIONS']): DocumentedOperation[] {
  const all = operationsOf(openApiDocument());
  if (!only) return all;
  return only.split(',').map((wanted) => {
    const found = all.find(({ id }) => id === wanted.trim());
    if (!found) throw new Error(`The document has no operation ${wanted.trim()}.`);
    return found;
  });
}

/** All operations of a document. */
export const operationsOf = (document: Json): DocumentedOperation[] =>
  Object.entries(document['paths'] as Json).flatMap(([path, item]) =>
    METHODS.flatMap((method) => (item[method] ? [describe(path, method, item, item[method])] : [])),
  );

function describe(path: string, method: string, item: Json, operation: Json): DocumentedOperation {
  const id = operation['operationId'] as string;
  const parameters = [...(item['parameters'] ?? []), ...(operation['parameters'] ?? [])].map((one) => resolve(one));
  const body = resolve(operation['requestBody']);
  return {
    id,
    method: method.toUpperCase(),
    path,
    safe: operation['x-safe'] ?? method === 'get',
    ...parametersOf(id, path, parameters),
    bodies: bodiesOf(body?.['content']),
    isBodyRequired: body?.['required'] === true,
    responses: responsesOf(operation['responses']),
  };
}
