import openApiJson from '@secuconnect/api/openapi.json' with { type: 'json' };

export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly oneOf?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly 'x-id-prefix'?: string;
  readonly [keyword: string]: unknown;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  readonly required?: boolean;
  readonly schema?: JsonSchema;
}

interface Content {
  readonly schema?: JsonSchema;
  readonly examples?: Readonly<Record<string, { readonly $ref?: string; readonly value?: unknown }>>;
}

export interface Response {
  readonly content?: Readonly<Record<string, Content>>;
}

export type DocumentParameters = readonly (Parameter | { readonly $ref: string })[];

export interface DocumentOperation {
  readonly operationId: string;
  readonly parameters?: DocumentParameters;
  readonly requestBody?: { readonly required?: boolean; readonly content: Readonly<Record<string, Content>> };
  readonly responses: Readonly<Record<string, Response | { readonly $ref: string }>>;
  readonly 'x-safe'?: boolean;
  readonly 'x-paging'?: string;
  readonly 'x-waits-for-terminal'?: boolean | Readonly<Record<string, readonly string[]>>;
}

export interface OpenApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, DocumentOperation | DocumentParameters>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** The spec that the sandbox follows. */
export const document: OpenApiDocument = openApiJson;

/** The object that a reference of the document stands for, or the object itself. */
export function resolve<Value extends object>(value: Value | { readonly $ref: string }): Value {
  if (!('$ref' in value) || typeof value.$ref !== 'string') return value as Value;
  let node: unknown = document;
  for (const step of value.$ref.slice(2).split('/'))
    node = (node as Record<string, unknown>)[decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~')];
  return resolve(node as Value);
}
