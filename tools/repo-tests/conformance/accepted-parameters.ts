import { accepted, type Call } from './construct.ts';
import type { SpecParts } from './document.ts';

const parameter = (location: string, name: string, schema: string, more = ''): SpecParts => ({
  parameters: `- { name: ${name}, in: ${location}, schema: ${schema}${more && `, ${more}`} }`,
});
const query = (schema: string, more = ''): SpecParts => parameter('query', 'find', schema, more);
const body = { name: 'Lamp' };
const found = (find: unknown): Call => ({ body, query: { find } });
const strings = '{ type: array, items: { type: string } }';
const object = '{ type: object, properties: { from: { type: integer }, to: { type: integer } } }';

export const acceptedParameters = accepted([
  ['a string in the query', query('{ type: string }'), found('a b')],
  ['an integer in the query', query('{ type: integer, minimum: 0 }'), found(3)],
  ['a number in the query', query('{ type: number }'), found(1.5)],
  ['a boolean in the query', query('{ type: boolean }'), found(true)],
  ['a required query', query('{ type: string }', 'required: true'), found('a')],
  ['a query in form style, written out', query('{ type: string }', 'style: form, explode: true'), found('a')],
  ['a closed list of values in the query', query('{ type: string, enum: [new, used] }'), found('new')],
  ['documented values in the query', query('{ type: string, x-extensible-enum: [new, used] }'), found('new')],
  ['a date in the query', query('{ type: string, format: date }'), found('2026-02-01')],
  ['several types in the query', query('{ type: [string, integer] }'), found(1)],
  ['a union of constants in the query', query('{ oneOf: [{ const: a }, { const: b }] }'), found('a')],
  ['a deprecated query', query('{ type: string }', 'deprecated: true'), found('a')],
  ['an empty value in the query', query('{ type: string }', 'allowEmptyValue: true'), found('')],
  ['an array in the query', query(strings), found(['a', 'b'])],
  ['an array in the query without explode', query(strings, 'explode: false'), found(['a', 'b,c'])],
  [
    'an array of integers in the query without explode',
    query('{ type: array, items: { type: integer } }', 'explode: false'),
    found([1, 2]),
  ],
  [
    'a model that is an array, without explode',
    {
      ...query("{ $ref: '#/components/schemas/Ids' }", 'explode: false'),
      models: 'Ids: { type: array, items: { type: integer } }',
    },
    found([1, 2]),
  ],
  [
    'a model that is an array, with pipes',
    {
      ...query("{ $ref: '#/components/schemas/Ids' }", 'style: pipeDelimited'),
      models: 'Ids: { type: array, items: { type: string } }',
    },
    found(['a', 'b']),
  ],
  ['pipeDelimited in the query', query(strings, 'style: pipeDelimited, explode: false'), found(['a', 'b'])],
  ['pipeDelimited, which is never exploded', query(strings, 'style: pipeDelimited'), found(['a', 'b'])],
  ['deepObject in the query', query(object, 'style: deepObject, explode: true'), found({ from: 1, to: 2 })],
  [
    'deepObject of a model',
    {
      ...query("{ $ref: '#/components/schemas/Range' }", 'style: deepObject, explode: true'),
      models: `Range: ${object}`,
    },
    found({ from: 1 }),
  ],
  [
    'a name with brackets in the query',
    parameter('query', "'find[a]'", '{ type: string }'),
    { body, query: { 'find[a]': 'x' } },
  ],
  [
    'a parameter of the components',
    {
      parameters: "- { $ref: '#/components/parameters/Find' }",
      components: 'parameters: { Find: { name: find, in: query, schema: { type: string } } }',
    },
    found('a'),
  ],
  [
    'a parameter of the path item',
    { pathItem: 'parameters: [{ name: find, in: query, schema: { type: string } }]' },
    found('a'),
  ],
  [
    'the same name in query and header',
    {
      parameters:
        '- { name: find, in: query, schema: { type: string } }\n- { name: find, in: header, schema: { type: string } }',
    },
    { body, query: { find: 'a' }, headers: { find: 'b' } },
  ],
  ['a header', parameter('header', 'X-Till', '{ type: string }'), { body, headers: { 'X-Till': '7' } }],
  [
    'a required header',
    parameter('header', 'X-Till', '{ type: string }', 'required: true'),
    { body, headers: { 'X-Till': '7' } },
  ],
  ['an integer in a header', parameter('header', 'X-Till', '{ type: integer }'), { body, headers: { 'X-Till': 7 } }],
  [
    'an array in a header',
    parameter('header', 'X-Tills', strings, 'style: simple'),
    { body, headers: { 'X-Tills': ['1', '2'] } },
  ],
  [
    'a header for conditions',
    parameter('header', 'If-Match', '{ type: string }'),
    { body, headers: { 'If-Match': '"1"' } },
  ],
  ['a cookie', parameter('cookie', 'session', '{ type: string }'), { body, cookies: { session: 'abc' } }],
  [
    'a required cookie',
    parameter('cookie', 'session', '{ type: string }', 'required: true, style: form'),
    { body, cookies: { session: 'abc' } },
  ],
  [
    'an integer in the path',
    { pathParameters: '- { name: itemId, in: path, required: true, schema: { type: integer } }' },
    { body },
  ],
  [
    'a closed list of values in the path',
    { pathParameters: '- { name: itemId, in: path, required: true, schema: { type: string, enum: [first, last] } }' },
    { body },
  ],
  [
    'documented values in the path',
    {
      pathParameters:
        '- { name: itemId, in: path, required: true, style: simple, schema: { type: string, x-extensible-enum: [first, last] } }',
    },
    { body },
  ],
  [
    'a model with a closed list of values in the path',
    {
      pathParameters: "- { name: itemId, in: path, required: true, schema: { $ref: '#/components/schemas/Which' } }",
      models: 'Which: { type: string, enum: [first, last] }',
    },
    { body },
  ],
  [
    'a reserved word in the path',
    {
      path: '/Shop/Items/{class}',
      pathParameters: '- { name: class, in: path, required: true, schema: { type: string } }',
    },
    { body },
  ],
  [
    'the name of another argument in the path',
    {
      path: '/Shop/Items/{headers}',
      pathParameters: '- { name: headers, in: path, required: true, schema: { type: string } }',
    },
    { body },
  ],
]);
