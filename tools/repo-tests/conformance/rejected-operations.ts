import { rejected } from './construct.ts';

const another = "{ operationId: shop.items.other, tags: [Items], responses: { '204': { description: None } } }";
const describeEach = 'Describe each operation instead';
const segments = 'Write words of letters, digits, ".", "_", "~" and "-", or {name}, after single slashes';
const neither = (path: string): string => `The path ${path} has a segment that is neither a word nor one parameter`;
const token = [
  'The client sends its token with every operation',
  'Remove it, and call such an endpoint by hand',
] as const;

const ofMethod = (method: string): { pathItem: string } => ({
  pathItem: `${method}: # here\n  responses: { '200': { description: Fine } }`,
});

/** Path items and operations. */
export const rejectedInOperations = rejected([
  ['HEAD', ofMethod('head'), 'The client has no HEAD', 'Use get'],
  ['OPTIONS', ofMethod('options'), 'The client has no OPTIONS', 'Remove it'],
  ['TRACE', ofMethod('trace'), 'The client has no TRACE, which fetch does not send', 'Remove it'],
  ['QUERY', ofMethod('query'), 'The client has no QUERY', 'Use post with `x-safe: true`'],
  [
    'servers of a path item',
    { pathItem: 'servers: [] # here' },
    'All paths have the base URL of the client',
    'Remove it, or describe the host',
  ],
  [
    'the summary of a path item',
    { pathItem: 'summary: Items # here' },
    'Nothing shows the summary of a path item',
    describeEach,
  ],
  [
    'the description of a path item',
    { pathItem: 'description: Items # here' },
    'Nothing shows the description of a path item',
    describeEach,
  ],
  [
    'servers of an operation',
    { operation: 'servers: [{ url: https://example.org }] # here' },
    'All operations have the base URL of the client',
    'Remove it, or describe the host',
  ],
  ['an operation without security', { operation: 'security: [] # here' }, ...token],
  ['an operation with optional security', { operation: 'security: [{}] # here' }, ...token],
  ['an operation with another scheme', { operation: 'security: [{ key: [] }] # here' }, ...token],
  [
    'callbacks',
    { operation: 'callbacks: {} # here' },
    'Nothing reads callbacks',
    'Describe the request of the server as a webhook',
  ],
  [
    'GET with a body',
    {
      paths:
        "/Shop/Items:\n  get:\n    operationId: shop.items.find\n    tags: [Items]\n    requestBody: { content: { application/json: { schema: {} } } } # here\n    responses: { '202': { description: Fine } }",
    },
    'GET has a request body, which fetch does not send',
    'Use the query, or post with x-safe: true',
  ],
  [
    'a list without items',
    { operation: 'x-paging: list # here' },
    'The list has no field data that is an array of a model',
    'Write properties.data.items as a $ref, or remove x-paging',
  ],
  ['a path with a query', { paths: '/Shop/Items/all?deep=1: {} # here' }, neither('/Shop/Items/all?deep=1'), segments],
  ['a path with a space', { paths: '/Shop/Old Items: {} # here' }, neither('/Shop/Old Items'), segments],
  ['a path with an empty segment', { paths: '/Shop//Items: {} # here' }, neither('/Shop//Items'), segments],
  [
    'a segment with a parameter inside',
    { paths: '/Shop/Items/{id}.pdf: {} # here' },
    neither('/Shop/Items/{id}.pdf'),
    segments,
  ],
  ['a segment with two parameters', { paths: '/Shop/{a}{b}: {} # here' }, neither('/Shop/{a}{b}'), segments],
  [
    'a path with the same parameter twice',
    { paths: '/Shop/{id}/Items/{id}: {} # here' },
    'The path /Shop/{id}/Items/{id} has the same parameter twice',
    'Give each one a name of its own',
  ],
  [
    'a resource at two base paths',
    {
      paths:
        "/Market/Items:\n  post: # here\n    operationId: shop.items.move\n    tags: [Items]\n    responses: { '202': { description: Fine } }",
    },
    'The path /Market/Items does not start with /Shop/Items, as the other operations of shop.items do',
    'Give its resource a tag and a namespace of its own',
  ],
  [
    'two path parameters that decide whether a terminal is used',
    { operation: 'x-waits-for-terminal: { itemId: [a], other: [b] } # here' },
    'The operation does not wait for a terminal by the value of one of its path parameters',
    'Name one path parameter, or write true',
  ],
  [
    'no value that decides whether a terminal is used',
    { operation: 'x-waits-for-terminal: { itemId: [] } # here' },
    'x-waits-for-terminal has an invalid value',
    'Write true, or values for a path parameter',
  ],
  ['a path with dots', { paths: `/Shop/Items/../x: # here\n  get: ${another}` }, neither('/Shop/Items/../x'), segments],
  [
    'the same path with another parameter',
    {
      paths: `/Shop/Items/{other}: # here\n  parameters: [{ name: other, in: path, required: true, schema: { type: string } }]\n  get: ${another}`,
    },
    'The paths /Shop/Items/{itemId} and /Shop/Items/{other} are the same URLs',
    'Write their operations under one path',
  ],
  [
    'a terminal by a parameter that the path does not have',
    { operation: 'x-waits-for-terminal: { other: [b] } # here' },
    'The operation does not wait for a terminal by the value of one of its path parameters',
    'Name one path parameter, or write true',
  ],
]);
