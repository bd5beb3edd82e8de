import { METHODS, type Method } from '../spec-tools/shared/http-methods.ts';

/** The parts of an OpenAPI 3.1 document that code generation reads. */
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
  /** Absent for tags without operations. */
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
  'x-safe': boolean;
  'x-paging'?: 'list';
  'x-waits-for-terminal'?: boolean | Record<string, readonly string[]>;
  'x-settle'?: SpecSettle;
  'x-source'?: 'sdk';
  'x-since'?: string;
}

/** A rule as the spec writes it. */
export interface SpecSettleRule {
  description: string;
  read: string;
  with?: Record<string, string>;
  search?: Record<string, string>;
  [key: string]: unknown;
}

/** How `x-settle` says it of an operation: by rules, or in words why it cannot be found out. */
export type SpecSettle = SpecSettleRule | readonly SpecSettleRule[] | { cannot: string };

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header' | 'cookie';
  style?: string;
  explode?: boolean;
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
  contentMediaType?: string;
  contentEncoding?: string;
  enum?: readonly unknown[];
  description?: string;
  items?: Schema;
  properties?: Record<string, Schema>;
  readOnly?: boolean;
  writeOnly?: boolean;
  'x-extensible-enum'?: readonly (string | number)[];
  'x-enum-varnames'?: readonly string[];
  'x-enum-descriptions'?: Readonly<Record<string, string>>;
  'x-money'?: 'minor-units';
  'x-id-prefix'?: string;
  'x-since'?: string;
  'x-internal'?: true;
}

/** The target of a local `$ref`, or the value itself. */
export function resolve<T>(document: Document, value: T | Reference): T {
  if (typeof value !== 'object' || value === null || !('$ref' in value)) return value as T;
  let target: unknown = document;
  for (const key of (value as Reference).$ref.replace(/^#\//, '').split('/')) {
    target = (target as Record<string, unknown>)[decodeURIComponent(key).replace(/~1/g, '/').replace(/~0/g, '~')];
  }
  return resolve(document, target as T);
}

/** An operation and where it is in the document. */
export interface LocatedOperation {
  path: string;
  method: Method;
  item: PathItem;
  operation: Operation;
}

/** All operations of the document, in its order. */
export function* operationsOf(document: Document): Generator<LocatedOperation> {
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of METHODS) {
      const operation = item[method];
      if (operation) yield { path, method, item, operation };
    }
  }
}

/** Whether a schema is only a building block of others: see `x-internal` in `spec/README.md`. */
export const isInternal = (document: Document, model: string): boolean =>
  document.components.schemas[model]?.['x-internal'] === true;
