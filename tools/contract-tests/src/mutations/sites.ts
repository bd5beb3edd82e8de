import { resolve, openApiDocument, type Json } from '../document/document.ts';
import { documentedOperations } from '../document/operations.ts';
import { modelsOf } from '../type-statements/model-statements.ts';

/** A place in the document, and the operations that use it. */
export interface Site {
  /** The keys that lead to it from the root of the document. */
  readonly pointer: readonly string[];
  readonly node: Json;
  readonly operations: readonly string[];
}

/** Every schema that a request or a response of an operation uses. Schemas of push notifications only are not included. */
export function schemaSites(): Site[] {
  const document = openApiDocument();
  const users = new Map<string, string[]>();
  for (const operation of documentedOperations())
    for (const name of modelsOf(operation)) users.set(name, [...(users.get(name) ?? []), operation.id]);
  const models = [...users].flatMap(([name, operations]) =>
    below(['components', 'schemas', name], document['components']['schemas'][name], operations),
  );
  const parameters = parameterSites().flatMap(({ pointer, node, operations }) =>
    below([...pointer, 'schema'], node['schema'], operations),
  );
  return [...models, ...parameters].filter(({ operations }) => operations.length > 0);
}

/** A place where a shared parameter is described. */
export interface ParameterSite extends Site {
  readonly reference: string;
}

/** Every parameter that operations share. */
export const parameterSites = (): ParameterSite[] =>
  Object.entries(openApiDocument()['components']['parameters'] as Json)
    .map(([name, node]) => {
      const reference = `#/components/parameters/${name}`;
      return { pointer: ['components', 'parameters', name], node, operations: usersOf(reference), reference };
    })
    .filter(({ operations }) => operations.length > 0);

/** Every operation of the document. */
export function operationSites(): Site[] {
  return operationNodes().map(({ path, method, operation }) => ({
    pointer: ['paths', path, method],
    node: operation,
    operations: [operation['operationId'] as string],
  }));
}

function below(pointer: readonly string[], node: Json, operations: readonly string[]): Site[] {
  if (typeof node !== 'object' || node === null || '$ref' in node) return [];
  const inner = [
    ...Object.entries((node['properties'] ?? {}) as Json).map(([name, one]) => [['properties', name], one] as const),
    ...['items', 'additionalProperties'].map((key) => [[key], node[key]] as const),
    ...['allOf', 'oneOf', 'anyOf'].flatMap((key) =>
      ((node[key] ?? []) as Json[]).map((one, at) => [[key, String(at)], one] as const),
    ),
  ];
  return [
    { pointer, node, operations },
    ...inner.flatMap(([steps, one]) => below([...pointer, ...steps], one, operations)),
  ];
}

function usersOf(reference: string): string[] {
  return operationNodes().flatMap(({ item, operation }) => {
    const all: Json[] = [...(item['parameters'] ?? []), ...(operation['parameters'] ?? [])];
    return all.some((one) => one['$ref'] === reference) ? [operation['operationId'] as string] : [];
  });
}

function operationNodes(): { path: string; method: string; item: Json; operation: Json }[] {
  return Object.entries(openApiDocument()['paths'] as Json).flatMap(([path, item]) =>
    Object.entries(item as Json).flatMap(([method, operation]) =>
      resolve(operation)?.['operationId'] ? [{ path, method, item, operation }] : [],
    ),
  );
}
