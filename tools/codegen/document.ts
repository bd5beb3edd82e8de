import { METHODS, type Method } from '../spec-tools/shared/http-methods.ts';

/** The parts of an OpenAPI 3.1 document that generation looks at. */
export interface Document {
  openapi: string;
  info: { title: string; version: string };
  servers: readonly { url: string; description?: string }[];
  tags: readonly Tag[];
  paths: Record<string, PathItem>;
  components: {
    schemas: Record<string, Schema>;
    parameters?: Record<string, Parameter>;
    examples?: Record<string, Example>;
    responses?: Record<string, Response>;
    requestBodies?: Record<string, RequestBody>;
    securitySchemes?: Record<string, unknown>;
  };
}

export interface Tag {
  name: string;
  description?: string;
  /** Missing for tags without operations that can be called. */
  'x-namespace'?: string;
}

export { METHODS, type Method };

export type PathItem = { parameters?: (Parameter | Reference)[] } & { [method in Method]?: Operation };

export interface Operation {
  operationId: string;
  tags: [string];
  summary: string;
  description: string;
  deprecated?: boolean;
  parameters?: (Parameter | Reference)[];
  requestBody?: RequestBody | Reference;
  responses: Record<string, Response | Reference>;
  'x-repeat-safe': boolean;
  'x-paging'?: 'list';
  'x-blocking'?: boolean | Record<string, readonly string[]>;
  'x-source'?: 'sdk';
  'x-since'?: string;
}

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  description?: string;
  schema: Schema;
  example?: unknown;
}

export interface RequestBody {
  description?: string;
  required?: boolean;
  content: Record<string, Media>;
}

export interface Response {
  description: string;
  content?: Record<string, Media>;
}

export interface Media {
  schema?: Schema | Reference;
  examples?: Record<string, Example | Reference>;
}

export interface Example {
  summary?: string;
  value: unknown;
}

export interface Reference {
  $ref: string;
}

export interface Schema {
  $ref?: string;
  type?: string | readonly string[];
  format?: string;
  enum?: readonly unknown[];
  description?: string;
  items?: Schema;
  properties?: Record<string, Schema>;
  readOnly?: boolean;
  writeOnly?: boolean;
  'x-extensible-enum'?: readonly (string | number)[];
  'x-money'?: 'minor-units';
  'x-since'?: string;
}

/** What a local `$ref` points to, or the value itself. */
export function resolve<T>(document: Document, value: T | Reference): T {
  if (typeof value !== 'object' || value === null || !('$ref' in value)) return value as T;
  let target: unknown = document;
  for (const key of (value as Reference).$ref.replace(/^#\//, '').split('/')) {
    target = (target as Record<string, unknown>)[decodeURIComponent(key).replace(/~1/g, '/').replace(/~0/g, '~')];
  }
  return resolve(document, target as T);
}

/** Every operation of the document with the place it stands at, in the order of the document. */
export function* operationsOf(
  document: Document,
): Generator<{ path: string; method: Method; item: PathItem; operation: Operation }> {
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of METHODS) {
      const operation = item[method];
      if (operation) yield { path, method, item, operation };
    }
  }
}

/** The names of the parameters in a path, in order. */
export const parameterNames = (path: string): string[] => [...path.matchAll(/{(\w+)}/g)].map(([, name]) => name!);
