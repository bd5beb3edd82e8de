import type { SpecParts } from './document.ts';
import { rejected } from './construct.ts';

const json = '  application/json: { schema: { type: object } }';
const body = (...types: string[]): SpecParts => ({ body: ['content:', ...types].join('\n') });
const only = (type: string): SpecParts => body(`  ${type}: { schema: { type: object } } # here`);
const form = 'application/x-www-form-urlencoded';
const keepOne = 'Keep one of the two';
const is = (type: string, problem: string): string => `The media type ${type} ${problem}`;
const xml = [
  'is XML, which the client neither writes nor reads',
  'Use JSON, or application/octet-stream for a file',
] as const;
const sequence = ['is a sequence, and the client reads one value', 'Use application/json with an array'] as const;
const range = ['is a range, and a request names one type', 'Name one type'] as const;

export const rejectedBodies = rejected([
  ['XML', only('application/xml'), is('application/xml', xml[0]), xml[1]],
  ['XML as text', only('text/xml'), is('text/xml', xml[0]), xml[1]],
  ['a type of XML', only('application/atom+xml'), is('application/atom+xml', xml[0]), xml[1]],
  ['any type', only("'*/*'"), is('*/*', range[0]), range[1]],
  ['any image', only("'image/*'"), is('image/*', range[0]), range[1]],
  [
    'a charset',
    only('application/json; charset=utf-8'),
    is('application/json; charset=utf-8', 'has parameters, which the client does not send'),
    'Write the type alone',
  ],
  ['upper case', only('Application/JSON'), is('Application/JSON', 'is not in lower case'), 'Write it in lower case'],
  ['lines of JSON', only('application/x-ndjson'), is('application/x-ndjson', sequence[0]), sequence[1]],
  ['a sequence of JSON', only('application/json-seq'), is('application/json-seq', sequence[0]), sequence[1]],
  [
    'a stream of events',
    only('text/event-stream'),
    is('text/event-stream', 'is a stream of events, and a call has one result'),
    'Use a list, or pushes',
  ],
  ['multipart/mixed', only('multipart/mixed'), is('multipart/mixed', 'is not a form'), 'Use multipart/form-data'],
  ['JSON as text', only('text/json'), is('text/json', 'is not the type of JSON'), 'Use application/json'],
  ['half a type', only('pdf'), is('pdf', 'is not a media type'), 'Write a type such as application/json'],
  ['no type', { body: 'content: {} # here' }, 'The request body has no media type', 'Add one, or remove the body'],
  ['no content', { body: '# here\nrequired: true' }, 'The field content is missing on a request body', 'Add content'],
  [
    'JSON or a urlencoded form',
    body(json, `  ${form}: { schema: { type: object, properties: { a: { type: string } } } } # here`),
    `The body can be application/json or ${form}, and both take an object`,
    keepOne,
  ],
  [
    'two kinds of form',
    body(
      '  multipart/form-data: { schema: { type: object, properties: { a: { type: string } } } }',
      `  ${form}: { schema: { type: object, properties: { a: { type: string } } } } # here`,
    ),
    `The body can be multipart/form-data or ${form}, and both take an object`,
    keepOne,
  ],
  [
    'a form or bytes',
    body(
      '  multipart/form-data: { schema: { type: object, properties: { a: { type: string } } } }',
      '  image/png: {} # here',
    ),
    'The body can be multipart/form-data or image/png, and both take a Blob',
    keepOne,
  ],
  [
    'two types of JSON',
    body(json, '  application/merge-patch+json: { schema: { type: object } } # here'),
    'The body can be application/json or application/merge-patch+json, and both are JSON',
    keepOne,
  ],
  [
    'two types of text',
    body('  text/plain: {}', '  text/csv: {} # here'),
    'The body can be text/plain or text/csv, and both are text',
    keepOne,
  ],
  [
    'two types of bytes',
    body('  image/png: {}', '  application/pdf: {} # here'),
    'The body can be image/png or application/pdf, and both are bytes',
    keepOne,
  ],
  [
    'text or a string in JSON',
    body('  application/json: { schema: { type: [object, string] } }', '  text/plain: {} # here'),
    'The body can be application/json or text/plain, and both take a string',
    keepOne,
  ],
  [
    'text or any JSON',
    body('  text/plain: {}', '  application/json: { schema: {} } # here'),
    'The body can be text/plain or application/json, and both take a string',
    keepOne,
  ],
  [
    'encoding',
    body(
      '  multipart/form-data:',
      '    schema: { type: object, properties: { a: { type: string } } }',
      '    encoding: { a: { contentType: text/csv } } # here',
    ),
    'The client encodes each part of a form by its type',
    'Remove it, and write the format as the schema of the part',
  ],
  [
    'an example without a name',
    body('  application/json:', '    schema: { type: object }', '    example: {} # here'),
    'The samples show only examples with a name',
    'Write it in examples, with a name',
  ],
]);
