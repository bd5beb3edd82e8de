import type { SpecParts } from './document.ts';
import { rejected } from './construct.ts';

const parameter = (...fields: string[]): SpecParts => ({ parameters: `- ${fields.join('\n  ')}` });
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
const strings = '{ type: array, items: { type: string } }';

/** Parameters in the path, in headers and in cookies. */
export const rejectedLocations = rejected([
  [
    'no value in the path',
    inPath('required: true', "schema: { type: string, enum: ['', a] } # here"),
    'No segment of a path can be ""',
    'Remove the value',
  ],
  [
    'dots in the path',
    inPath('required: true', 'schema: { type: string, x-extensible-enum: [..] } # here'),
    'No segment of a path can be ".."',
    'Remove the value',
  ],
  [
    'a composition in the path',
    inPath('required: true', 'schema: { allOf: [{ type: string, enum: [a] }] } # here'),
    mustBe('path', 'simple', 'a string or an integer'),
    plain,
  ],
  [
    'values with commas in a header',
    of('header', "{ type: array, items: { type: string, enum: ['a,b'] } } # here"),
    'The value a,b has the sign that is between the values of the list',
    'Use the style form with explode: true in the query, or other values',
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
    'constructor in the query',
    parameter('name: constructor # here', 'in: query', 'schema: { type: string }'),
    'No field or parameter can be called constructor, which the mock finds in every object',
    'Use another name',
  ],
  [
    '__proto__ in the query',
    parameter('name: __proto__ # here', 'in: query', 'schema: { type: string }'),
    'No field or parameter can be called __proto__, which the mock finds in every object',
    'Use another name',
  ],
]);
