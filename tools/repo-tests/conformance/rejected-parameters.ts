import type { SpecParts } from './document.ts';
import { rejected } from './construct.ts';

const parameter = (...fields: string[]): SpecParts => ({ parameters: `- ${fields.join('\n  ')}` });
const inQuery = (schema: string, ...fields: string[]): SpecParts =>
  parameter('name: find', 'in: query', `schema: ${schema}`, ...fields);
const of = (location: string, schema: string, ...fields: string[]): SpecParts =>
  parameter('name: Find', `in: ${location}`, `schema: ${schema}`, ...fields);
const inPath = (...fields: string[]): SpecParts => ({
  path: '/Shop/Items/{itemId}/of/{kind}',
  parameters: `- name: kind\n  in: path\n  ${fields.join('\n  ')}`,
});

const mustBe = (location: string, style: string, shapes: string): string =>
  `The schema of a ${location} parameter in the style ${style} must be ${shapes}`;
const scalars = 'a scalar or an array of scalars';
const another = 'Use another name, or remove the parameter';
const plain = 'Write such a schema, without null';
const forForm = `${plain}, or use the style pipeDelimited for an array of scalars, or use the style deepObject for an object of scalars`;
const forPipes = `${plain}, or use the style form for ${scalars}, or use the style deepObject for an object of scalars`;
const forDeep = `${plain}, or use the style form for ${scalars}, or use the style pipeDelimited for an array of scalars`;
const queryStyles = 'Write form, or pipeDelimited, or deepObject';
const strings = '{ type: array, items: { type: string } }';

export const rejectedParameters = rejected([
  [
    'content of a parameter',
    parameter('name: find', 'in: query', 'content: { application/json: { schema: {} } } # here'),
    'The client does not encode a parameter as a media type',
    'Write a schema, with a style for arrays and objects',
  ],
  [
    'allowReserved',
    inQuery('{ type: string }', 'allowReserved: true # here'),
    'The client escapes every reserved character',
    'Remove it',
  ],
  [
    'several examples of a parameter',
    inQuery('{ type: string }', 'examples: { one: { value: a } } # here'),
    'The samples do not show several examples of a parameter',
    'Write one example',
  ],
  [
    'a parameter in the body of OpenAPI 2',
    parameter('name: find', 'in: body # here', 'schema: { type: string }'),
    'The value of in on a parameter is not supported',
    'Write path or query or header or cookie',
  ],
  [
    'a parameter without a schema',
    parameter('name: find # here', 'in: query'),
    'The field schema is missing on a parameter',
    'Add schema',
  ],
  [
    'an object in the query, in the default style',
    inQuery('{ type: object, properties: { a: { type: string } } } # here'),
    mustBe('query', 'form', scalars),
    forForm,
  ],
  [
    'an array of objects in the query',
    inQuery('{ type: array, items: { type: object } } # here'),
    mustBe('query', 'form', scalars),
    forForm,
  ],
  [
    'an array of arrays in the query',
    inQuery(`{ type: array, items: ${strings} } # here`),
    mustBe('query', 'form', scalars),
    forForm,
  ],
  ['null in the query', inQuery("{ type: [string, 'null'] } # here"), mustBe('query', 'form', scalars), forForm],
  [
    'a file in the query',
    inQuery('{ type: string, format: binary } # here'),
    mustBe('query', 'form', scalars),
    forForm,
  ],
  ['any value in the query', inQuery('{} # here'), mustBe('query', 'form', scalars), forForm],
  [
    'spaceDelimited',
    inQuery(strings, 'style: spaceDelimited # here', 'explode: false'),
    'The mock rejects every value in the style spaceDelimited',
    queryStyles,
  ],
  [
    'pipeDelimited with explode',
    inQuery(strings, 'style: pipeDelimited', 'explode: true # here'),
    'The style pipeDelimited is not defined for this explode',
    'Write explode: false',
  ],
  [
    'pipeDelimited for a scalar',
    inQuery('{ type: string } # here', 'style: pipeDelimited', 'explode: false'),
    mustBe('query', 'pipeDelimited', 'an array of scalars'),
    forPipes,
  ],
  [
    'deepObject without explode',
    inQuery('{ type: object, properties: { a: { type: string } } }', 'style: deepObject # here'),
    'The style deepObject is not defined for this explode',
    'Write explode: true',
  ],
  [
    'deepObject of objects',
    inQuery(
      '{ type: object, properties: { a: { type: object, properties: { b: { type: string } } } } } # here',
      'style: deepObject',
      'explode: true',
    ),
    mustBe('query', 'deepObject', 'an object of scalars'),
    forDeep,
  ],
  [
    'deepObject of arrays',
    inQuery(`{ type: object, properties: { a: ${strings} } } # here`, 'style: deepObject', 'explode: true'),
    mustBe('query', 'deepObject', 'an object of scalars'),
    forDeep,
  ],
  [
    'deepObject for an array',
    inQuery(`${strings} # here`, 'style: deepObject', 'explode: true'),
    mustBe('query', 'deepObject', 'an object of scalars'),
    forDeep,
  ],
  [
    'simple in the query',
    inQuery('{ type: string }', 'style: simple # here'),
    'The client does not send the style simple in a query parameter',
    queryStyles,
  ],
  [
    'a style that does not exist',
    inQuery('{ type: string }', 'style: tabs # here'),
    'The client does not send the style tabs in a query parameter',
    queryStyles,
  ],
  [
    'an empty number in the query',
    inQuery('{ type: integer }', 'allowEmptyValue: true # here'),
    'Only a string in the query can be empty',
    'Remove allowEmptyValue',
  ],
  [
    'matrix in the path',
    inPath('required: true', 'schema: { type: string }', 'style: matrix # here'),
    'The client does not send the style matrix in a path parameter',
    'Write simple',
  ],
  [
    'label in the path',
    inPath('required: true', 'schema: { type: string }', 'style: label # here'),
    'The client does not send the style label in a path parameter',
    'Write simple',
  ],
  [
    'an array in the path',
    inPath('required: true', `schema: ${strings} # here`),
    mustBe('path', 'simple', 'a string or an integer'),
    plain,
  ],
  [
    'a decimal number in the path',
    inPath('required: true', 'schema: { type: number } # here'),
    mustBe('path', 'simple', 'a string or an integer'),
    plain,
  ],
  [
    'an optional path parameter',
    inPath('required: false # here', 'schema: { type: string }'),
    'A path parameter is not required',
    'Write required: true',
  ],
  [
    'a deprecated path parameter',
    inPath('required: true', 'schema: { type: string }', 'deprecated: true # here'),
    'No call can omit a path parameter that is deprecated',
    'Deprecate the operation',
  ],
  [
    'an object in a header',
    of('header', '{ type: object, properties: { a: { type: string } } } # here'),
    mustBe('header', 'simple', scalars),
    plain,
  ],
  [
    'form in a header',
    of('header', '{ type: string }', 'style: form # here'),
    'The client does not send the style form in a header parameter',
    'Write simple',
  ],
  ...[
    'Authorization',
    'accept',
    'Accept-Language',
    'Content-Type',
    'Content-Length',
    'User-Agent',
    'Cookie',
    'Host',
    'X-Action',
    'Sec-Fetch-Mode',
    'Proxy-Authorization',
  ].map(
    (name) =>
      [
        `the header ${name}`,
        parameter(`name: ${name} # here`, 'in: header', 'schema: { type: string }'),
        `The header ${name} belongs to the client or to the connection`,
        another,
      ] as const,
  ),
  [
    'a header with a space',
    parameter('name: X Till # here', 'in: header', 'schema: { type: string }'),
    '"X Till" is not the name of a header',
    another,
  ],
  ['an array in a cookie', of('cookie', `${strings} # here`), mustBe('cookie', 'form', 'a scalar'), plain],
  [
    'a cookie with an equals sign',
    parameter('name: a=b # here', 'in: cookie', 'schema: { type: string }'),
    '"a=b" is not the name of a cookie',
    'Use letters, digits and hyphens',
  ],
  [
    '__proto__ in the query',
    parameter('name: __proto__ # here', 'in: query', 'schema: { type: string }'),
    'No object can have a field __proto__',
    'Use another name',
  ],
  [
    'the same parameter twice',
    {
      parameters:
        '- { name: find, in: query, schema: { type: string } }\n- { name: find, in: query, schema: { type: integer } } # here',
    },
    'The operation has the query parameter find twice',
    'Remove one, also when the path item has the other',
  ],
  [
    'a parameter of the path item and of the operation',
    {
      pathItem: 'parameters: [{ name: find, in: query, schema: { type: string } }]',
      parameters: '- { name: find, in: query, schema: { type: integer } } # here',
    },
    'The operation has the query parameter find twice',
    'Remove one, also when the path item has the other',
  ],
  [
    'the same header in two spellings',
    {
      parameters:
        '- { name: X-Till, in: header, schema: { type: string } }\n- { name: x-till, in: header, schema: { type: string } } # here',
    },
    'The operation has the header parameter x-till twice',
    'Remove one, also when the path item has the other',
  ],
  [
    'a path parameter that the path does not have',
    { parameters: '- { name: other, in: path, required: true, schema: { type: string } } # here' },
    'The path /Shop/Items/{itemId} has no {other}',
    'Remove the parameter, or fix its name',
  ],
  [
    'a path parameter without a declaration',
    {
      path: '/Shop/Items/{itemId}/of/{kind}',
      pathParameters: '# here\n- { name: itemId, in: path, required: true, schema: { type: string } }',
    },
    'The operation does not declare the path parameter kind',
    'Add it to parameters',
  ],
  [
    'a path parameter with a hyphen',
    {
      path: '/Shop/Items/{itemId}/of/{item-kind}',
      parameters: '- name: item-kind # here\n  in: path\n  required: true\n  schema: { type: string }',
    },
    'The path parameter item-kind cannot be the name of an argument',
    'Use letters, digits and underscores',
  ],
  [
    'two path parameters that become the same argument',
    {
      path: '/Shop/Items/{itemId}/of/{class}/{class_}',
      parameters:
        '- { name: class, in: path, required: true, schema: { type: string } }\n- { name: class_, in: path, required: true, schema: { type: string } } # here',
    },
    'The path parameters class and class_ can become the same argument',
    'Use names that differ in more than an underscore, which reserved words get',
  ],
]);
