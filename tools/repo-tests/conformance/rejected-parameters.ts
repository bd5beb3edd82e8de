import type { SpecParts } from './document.ts';
import { rejected } from './construct.ts';

const parameter = (...fields: string[]): SpecParts => ({ parameters: `- ${fields.join('\n  ')}` });
const inQuery = (schema: string, ...fields: string[]): SpecParts =>
  parameter('name: find', 'in: query', `schema: ${schema}`, ...fields);
const mustBe = (location: string, style: string, shapes: string): string =>
  `The schema of a ${location} parameter in the style ${style} must be ${shapes}`;
const scalars = 'a scalar or an array of scalars';
const plain = 'Write such a schema, without null';
const forForm = `${plain}, or use the style pipeDelimited for an array of scalars, or use the style deepObject for an object of scalars`;
const forPipes = `${plain}, or use the style form for ${scalars}, or use the style deepObject for an object of scalars`;
const forDeep = `${plain}, or use the style form for ${scalars}, or use the style pipeDelimited for an array of scalars`;
const queryStyles = 'Write form, or pipeDelimited, or deepObject';
const strings = '{ type: array, items: { type: string } }';

export const rejectedParameters = rejected([
  [
    'a constant number in the query',
    inQuery('{ const: 0 } # here'),
    'The mock cannot tell by the schema which texts are no strings',
    'Write type',
  ],
  [
    'one of two types in the query',
    inQuery('{ oneOf: [{ type: integer }, { type: string }] } # here'),
    'The mock cannot tell by the schema which texts are no strings',
    'Write type',
  ],
  [
    'values with commas in a list with commas',
    inQuery("{ type: array, items: { type: string, enum: ['a,b'] } } # here", 'explode: false'),
    'The value a,b has the sign that is between the values of the list',
    'Use the style form with explode: true in the query, or other values',
  ],
  [
    'values with pipes in a list with pipes',
    inQuery("{ type: array, items: { type: string, enum: ['a|b'] } } # here", 'style: pipeDelimited'),
    'The value a|b has the sign that is between the values of the list',
    'Use the style form with explode: true in the query, or other values',
  ],
  [
    'brackets in a deepObject',
    inQuery("{ type: object, properties: { 'a[b]': { type: string } } } # here", 'style: deepObject', 'explode: true'),
    'The field a[b] of a deepObject has brackets of its own',
    'Use another name',
  ],
  [
    'a parameter with the name of a field of a deepObject',
    {
      pathParameters: '# here\n- { name: itemId, in: path, required: true, schema: { type: string } }',
      parameters:
        "- { name: find, in: query, style: deepObject, explode: true, schema: { type: object, properties: { a: { type: string } } } }\n- { name: 'find[a]', in: query, schema: { type: string } }",
    },
    'The query parameter find[a] looks like a field of the deepObject',
    'Give one of them another name',
  ],
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
]);
