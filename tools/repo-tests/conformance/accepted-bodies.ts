import { accepted } from './construct.ts';
import type { SpecParts } from './document.ts';

const body = (...types: string[]): SpecParts => ({
  body: ['required: true', 'content:', ...types.map((type) => `  ${type}`)].join('\n'),
});
const success = (content: string, status = '200'): SpecParts => ({
  successes: `'${status}': { description: Fine, content: { ${content} } }`,
});
const blob = { body: new Blob(['bytes'], { type: 'image/png' }) };
const fields =
  '{ type: object, required: [name], properties: { name: { type: string }, sizes: { type: array, items: { type: integer } } } }';
const file = '{ type: string, format: binary }';
const item = "{ schema: { $ref: '#/components/schemas/Item' } }";
const form = 'application/x-www-form-urlencoded';

/** Request bodies and responses. */
export const acceptedBodies = accepted([
  ['JSON', body(`application/json: ${item}`), { body: { name: 'Lamp' } }],
  ['a type of JSON', body(`application/merge-patch+json: ${item}`), { body: { name: 'Lamp' } }],
  ['a list as JSON', body('application/json: { schema: { type: array, items: { type: string } } }'), { body: ['a'] }],
  ['a string as JSON', body('application/json: { schema: { type: string } }'), { body: 'a' }],
  ['an optional body', { body: `required: false\ncontent: { application/json: ${item} }` }, {}],
  ['no body', { body: '' }, {}],
  [
    'a body of the components',
    {
      body: "$ref: '#/components/requestBodies/Item'",
      components: `requestBodies: { Item: { required: true, content: { application/json: ${item} } } }`,
    },
    { body: { name: 'Lamp' } },
  ],
  ['a urlencoded form', body(`${form}: { schema: ${fields} }`), { body: { name: 'a b', sizes: [1, 2] } }],
  [
    'a urlencoded form without a value',
    body(`${form}: { schema: { type: object, properties: { name: { type: string } } } }`),
    { body: {} },
  ],
  [
    'a multipart form of text',
    body(`multipart/form-data: { schema: ${fields} }`),
    { body: { name: 'a', sizes: [1, 2] } },
  ],
  [
    'a multipart form with a file',
    body(
      `multipart/form-data: { schema: { type: object, required: [file], properties: { name: { type: string }, file: ${file} } } }`,
    ),
    { body: { name: 'a', file: blob.body } },
  ],
  [
    'a multipart form with several files',
    body(`multipart/form-data: { schema: { type: object, properties: { files: { type: array, items: ${file} } } } }`),
    { body: { files: [blob.body, blob.body] } },
  ],
  [
    'a multipart form with a file in the way of JSON Schema',
    body(
      'multipart/form-data: { schema: { type: object, properties: { file: { type: string, contentMediaType: image/png } } } }',
    ),
    { body: { file: blob.body } },
  ],
  [
    'a multipart form from a model',
    {
      ...body("multipart/form-data: { schema: { $ref: '#/components/schemas/Upload' } }"),
      models: `Upload: { type: object, properties: { file: ${file} } }`,
    },
    { body: { file: blob.body } },
  ],
  [
    'a closed form',
    body(`${form}: { schema: { type: object, properties: { name: { type: string } }, additionalProperties: false } }`),
    { body: { name: 'a' } },
  ],
  [
    'JSON or a form',
    body(
      `application/json: ${item}`,
      `multipart/form-data: { schema: { type: object, properties: { file: ${file} } } }`,
    ),
    { body: { file: blob.body } },
  ],
  ['JSON or bytes', body(`application/json: ${item}`, 'image/png: {}'), blob],
  ['JSON or text', body(`application/json: ${item}`, 'text/plain: {}'), { body: 'a' }],
  ['text or bytes', body('text/csv: {}', 'application/pdf: {}'), { body: 'a;b' }],
  ['text', body('text/plain: { schema: { type: string } }'), { body: 'a' }],
  ['text without a schema', body('text/csv: {}'), { body: 'a;b' }],
  [
    'text with a description',
    body('text/plain: { schema: { type: string, description: A note, example: a } }'),
    { body: 'a' },
  ],
  ['bytes', body(`application/octet-stream: { schema: ${file} }`), blob],
  ['bytes without a schema', body('application/pdf: {}'), blob],
  ['bytes with an empty schema', body('image/png: { schema: {} }'), blob],
  ['bytes in the way of JSON Schema', body('image/png: { schema: { contentMediaType: image/png } }'), blob],
  ['bytes of a vendor', body('application/vnd.shop.label: {}'), blob],
  ['a result of the components', {}],
  ['no result', { successes: "'204': { description: Gone }" }],
  ['nothing to read yet', { successes: "'202': { description: Later }" }],
  ['a result with the class 2XX', success(`application/json: ${item}`, '2XX')],
  ['a new thing', success(`application/json: ${item}`, '201')],
  [
    'two successes with one model',
    {
      successes: `'200': { $ref: '#/components/responses/Item' }\n'201': { description: New, content: { application/json: ${item} } }`,
    },
  ],
  ['two successes without a result', { successes: "'202': { description: Later }\n'204': { description: Gone }" }],
  ['a result of any JSON', success('application/json: { schema: {} }')],
  ['a result as a type of JSON', success(`application/hal+json: ${item}`)],
  [
    'a list as the result',
    success("application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Item' } } }"),
  ],
  ['text as the result', success('text/csv: { schema: { type: string } }')],
  ['text as the result, without a schema', success('text/plain: {}')],
  ['bytes as the result', success(`application/octet-stream: { schema: ${file} }`)],
  ['bytes as the result, without a schema', success('application/pdf: {}')],
  [
    'bytes as the result, in the way of JSON Schema',
    success('image/png: { schema: { type: string, contentMediaType: image/png } }'),
  ],
  ['errors of a class', { errors: "'4XX': { description: No }\n'5XX': { description: Broken }" }],
  ['a default for errors', { errors: 'default: { description: Any other }' }],
  [
    'an error as a type of JSON',
    { errors: "'409': { description: No, content: { application/problem+json: { schema: { type: object } } } }" },
  ],
]);
