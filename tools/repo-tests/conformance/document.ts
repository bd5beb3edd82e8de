/** The places of the base document that a construct changes. All are YAML, of one or more lines. */
export interface SpecParts {
  /** Instead of the version. */
  openapi?: string;
  /** Fields of these objects, in addition. */
  root?: string;
  info?: string;
  server?: string;
  tag?: string;
  /** Tags, in addition. */
  tags?: string;
  pathItem?: string;
  operation?: string;
  components?: string;
  /** Path items, in addition. */
  paths?: string;
  /** The path of the operation, and its parameters of the path. */
  path?: string;
  pathParameters?: string;
  /** Instead of the namespace and the method. */
  namespace?: string;
  method?: string;
  http?: string;
  /** Parameters, in addition. */
  parameters?: string;
  /** The request body; empty for none. */
  body?: string;
  /** The successes; empty for none. */
  successes?: string;
  /** Errors, in addition. */
  errors?: string;
  /** Fields of the model `Item`, in addition. */
  fields?: string;
  /** Keywords of the model `Item`, in addition. */
  item?: string;
  /** Instead of the example of `Item`. */
  example?: string;
  /** Models, in addition. */
  models?: string;
  security?: string;
  securityScheme?: string;
}

/** A small valid document with one operation: it has everything that a construct needs around it, and nothing else. */
export function specWith(parts: SpecParts): string {
  const {
    path = '/Shop/Items/{itemId}',
    namespace = 'shop.items',
    body = 'required: true\ncontent:\n  application/json:\n    schema: { $ref: "#/components/schemas/Item" }',
    successes = "'200': { $ref: '#/components/responses/Item' }",
    pathParameters = '- { name: itemId, in: path, required: true, schema: { type: string } }',
  } = parts;
  const block = (text: string | undefined, indent: number): string =>
    text ? `\n${text.replaceAll(/^/gm, ' '.repeat(indent))}` : '';
  return `openapi: ${parts.openapi ?? '3.1.0'}
info:
  title: Items
  version: 1.0.0
  license: { name: MIT, identifier: MIT }${block(parts.info, 2)}
servers:
  - url: https://shop.example.org/api${block(parts.server, 4)}
${parts.security ?? 'security: [{ token: [] }]'}
tags:
  - name: Items
    x-namespace: ${namespace}${block(parts.tag, 4)}${block(parts.tags, 2)}
paths:
  ${path}:${block(parts.pathItem, 4)}
    ${parts.http ?? 'post'}:
      operationId: ${namespace}.${parts.method ?? 'update'}
      tags: [Items]
      summary: Update an item
      description: Changes what the body contains.
      x-safe: false${block(parts.operation, 6)}
      parameters:${block(pathParameters, 8)}${block(parts.parameters, 8)}${body && `\n      requestBody:${block(body, 8)}`}
      responses:${block(successes, 8)}${block(parts.errors, 8)}
        '404':
          description: There is no such item.
          content: { application/json: { schema: { type: object, properties: { error: { type: string } } } } }${block(parts.paths, 2)}
components:${block(parts.components, 2)}
  securitySchemes:
    token: ${parts.securityScheme ?? '{ type: http, scheme: bearer }'}
  responses:
    Item:
      description: The item.
      content:
        application/json:
          schema: { $ref: '#/components/schemas/Item' }
          examples:
            lamp: { summary: A lamp, value: ${parts.example ?? '{ name: Lamp }'} }
  schemas:
    Item:
      type: object
      description: A thing for sale.${block(parts.item, 6)}
      properties:
        name: { type: string }${block(parts.fields, 8)}${block(parts.models, 4)}
${parts.root ?? ''}`;
}
