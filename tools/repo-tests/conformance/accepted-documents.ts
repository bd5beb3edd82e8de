import { accepted } from './construct.ts';

const page =
  "{ type: object, properties: { count: { type: integer }, data: { type: array, items: { $ref: '#/components/schemas/Item' } } } }";

/** Everything above the operations, and what operations say about themselves. */
export const acceptedDocuments = accepted([
  ['a later patch of OpenAPI 3.1', { openapi: '3.1.1' }],
  ['the dialect of JSON Schema', { root: 'jsonSchemaDialect: https://json-schema.org/draft/2020-12/schema' }],
  [
    'who is responsible',
    {
      info: 'summary: Things\ndescription: For sale.\ntermsOfService: https://example.org/terms\ncontact: { name: Shop, url: https://example.org, email: shop@example.org }',
    },
  ],
  ['a described server', { server: 'description: Production' }],
  ['a described tag', { tag: 'description: Things for sale.' }],
  ['a described scheme', { securityScheme: '{ type: http, scheme: bearer, description: A token }' }],
  ['no security requirement', { security: '' }],
  ['a deprecated operation', { operation: 'deprecated: true' }],
  ['PUT', { http: 'put' }],
  ['PATCH', { http: 'patch' }],
  ['DELETE', { http: 'delete', body: '' }, {}],
  ['GET', { http: 'get', body: '' }, {}],
  ['an operation that waits for a terminal', { operation: 'x-waits-for-terminal: true' }],
  [
    'an operation that waits for a terminal for some items',
    { operation: 'x-waits-for-terminal: { itemId: [a, b c] }' },
  ],
  [
    'a list',
    {
      http: 'get',
      body: '',
      operation: 'x-paging: list',
      successes: `'200': { description: A page, content: { application/json: { schema: ${page} } } }`,
    },
    {},
  ],
  [
    'a path in a file',
    { paths: '/Shop/Items:\n  $ref: items.yaml' },
    undefined,
    {
      'items.yaml':
        "get:\n  operationId: shop.items.all\n  tags: [Items]\n  x-safe: true\n  responses: { '204': { description: None } }\n",
    },
  ],
  [
    'a literal next to a parameter',
    {
      paths:
        "/Shop/Items/me:\n  get:\n    operationId: shop.items.mine\n    tags: [Items]\n    responses: { '204': { description: None } }",
    },
  ],
  ['examples with a summary', { components: 'examples: { lamp: { summary: A lamp, value: { name: Lamp } } }' }],
  [
    'a webhook',
    {
      root: "webhooks:\n  changed:\n    post:\n      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Item' } } } }\n      responses: { '200': { description: Received } }",
    },
  ],
  ['a method with a reserved word', { method: 'delete' }],
]);
