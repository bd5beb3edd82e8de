import type { SpecParts } from './document.ts';
import { rejected } from './construct.ts';

const body = (...types: string[]): SpecParts => ({ body: ['content:', ...types].join('\n') });
/** A body of one type, with a finding at its schema. */
const withSchema = (type: string, schema: string): SpecParts => body(`  ${type}:`, `    schema: ${schema} # here`);
const notOf = (type: string, carrier: string): string => `The schema of ${type} is not one that ${carrier} can have`;
const bytes = 'Write type: string with format: binary, or no schema';
const text = 'Write type: string without limits, which no tool checks, or no schema';
const urlencoded = 'Write an object that lists its fields, which are scalars or arrays of scalars';
const multipart =
  'Write an object that lists its fields, which are scalars, files with format: binary, or arrays of them';
const form = 'application/x-www-form-urlencoded';

const picture = "{ $ref: '#/components/schemas/Picture' }";
const modelOf = (schema: string): SpecParts => ({ models: `Picture: ${schema}` });

/** Schemas that the media type cannot have. */
export const rejectedBodySchemas = rejected([
  [
    'a model of bytes without a format',
    { ...withSchema('image/png', picture), ...modelOf('{ type: string, contentMediaType: image/png }') },
    notOf('image/png', 'bytes'),
    bytes,
  ],
  [
    'a model of anything as bytes',
    { ...withSchema('image/png', picture), ...modelOf('{}') },
    notOf('image/png', 'bytes'),
    bytes,
  ],
  [
    'a form that is a model with a file without a format',
    {
      ...withSchema('multipart/form-data', picture),
      ...modelOf('{ type: object, properties: { a: { type: string, contentMediaType: image/png } } }'),
    },
    notOf('multipart/form-data', 'a multipart form'),
    multipart,
  ],
  [
    'a file without a format in a part of a form',
    withSchema(
      'multipart/form-data',
      '{ allOf: [{ type: object, properties: { a: { type: string, contentMediaType: image/png } } }] }',
    ),
    notOf('multipart/form-data', 'a multipart form'),
    multipart,
  ],
  [
    'null as a body in JSON',
    body('  application/json: # here', "    schema: { type: [object, 'null'] }"),
    'The mock takes a body that is null, false or 0 for no body',
    'Write an object that has the value',
  ],
  [
    'a number as a body in JSON',
    body('  application/json: # here', '    schema: { type: integer }'),
    'The mock takes a body that is null, false or 0 for no body',
    'Write an object that has the value',
  ],
  [
    'a constant number in a form',
    withSchema(form, '{ type: object, properties: { a: { const: 1 } } }'),
    'The mock cannot tell by the schema which texts are no strings',
    'Write type',
  ],
  ['JSON without a schema', body('  application/json: {} # here'), notOf('application/json', 'JSON'), 'Write a schema'],
  ['text with a limit', withSchema('text/plain', '{ type: string, maxLength: 9 }'), notOf('text/plain', 'text'), text],
  ['text that is a number', withSchema('text/plain', '{ type: integer }'), notOf('text/plain', 'text'), text],
  ['an object as bytes', withSchema('image/png', '{ type: object }'), notOf('image/png', 'bytes'), bytes],
  [
    'text as bytes',
    withSchema('application/octet-stream', '{ type: string }'),
    notOf('application/octet-stream', 'bytes'),
    bytes,
  ],
  [
    'base64 as bytes',
    withSchema('application/pdf', '{ type: string, contentEncoding: base64 }'),
    notOf('application/pdf', 'bytes'),
    bytes,
  ],
  [
    'a file or null as the body',
    withSchema('application/pdf', "{ type: [string, 'null'], format: binary }"),
    notOf('application/pdf', 'bytes'),
    bytes,
  ],
  [
    'a file or null in a form',
    withSchema(
      'multipart/form-data',
      "{ type: object, properties: { a: { type: [string, 'null'], format: binary } } }",
    ),
    notOf('multipart/form-data', 'a multipart form'),
    multipart,
  ],
  [
    'an object in a urlencoded form',
    withSchema(form, '{ type: object, properties: { a: { type: object } } }'),
    notOf(form, 'a urlencoded form'),
    urlencoded,
  ],
  [
    'a file in a urlencoded form',
    withSchema(form, '{ type: object, properties: { a: { type: string, format: binary } } }'),
    notOf(form, 'a urlencoded form'),
    urlencoded,
  ],
  [
    'a list as a urlencoded form',
    withSchema(form, '{ type: array, items: { type: string } }'),
    notOf(form, 'a urlencoded form'),
    urlencoded,
  ],
  [
    'a form with any fields',
    withSchema(form, '{ type: object, additionalProperties: { type: string } }'),
    notOf(form, 'a urlencoded form'),
    urlencoded,
  ],
  [
    'an object in a multipart form',
    withSchema('multipart/form-data', '{ type: object, properties: { a: { type: object } } }'),
    notOf('multipart/form-data', 'a multipart form'),
    multipart,
  ],
  [
    'JSON in a part of a form',
    withSchema(
      'multipart/form-data',
      '{ type: object, properties: { a: { type: string, contentMediaType: application/json } } }',
    ),
    notOf('multipart/form-data', 'a multipart form'),
    multipart,
  ],
  [
    'a form of alternatives',
    withSchema('multipart/form-data', '{ oneOf: [{ type: object, properties: { a: { type: string } } }] }'),
    notOf('multipart/form-data', 'a multipart form'),
    multipart,
  ],
  [
    'a file in JSON',
    { fields: 'picture:\n  type: string\n  format: binary # here' },
    'JSON cannot contain bytes',
    'Write contentEncoding: base64 for text, or send the file as a form or as the whole body',
  ],
  [
    'bytes in JSON in the way of JSON Schema',
    { fields: 'picture:\n  type: string\n  contentMediaType: image/png # here' },
    'JSON cannot contain bytes',
    'Write contentEncoding: base64 for text, or send the file as a form or as the whole body',
  ],
]);
