import type { SpecParts } from './document.ts';
import { rejected } from './construct.ts';

const success = (...lines: string[]): SpecParts => ({
  successes: ["'200':", '  description: Fine.', ...lines.map((line) => `  ${line}`)].join('\n'),
});
const statuses = 'Use a status of 2xx, 4xx or 5xx, 2XX, 4XX, 5XX or default';
const fine = "'200': { $ref: '#/components/responses/Item' }";
const sameResult = 'Give both the same media type and the same model, or no content';

export const rejectedResponses = rejected([
  [
    'only an error',
    { successes: '# here' },
    'The operation has no response for a success',
    'Add a status from 200 to 299, or 2XX',
  ],
  [
    'only a default',
    { successes: '# here\ndefault: { description: Any }' },
    'The operation has no response for a success',
    'Add a status from 200 to 299, or 2XX',
  ],
  [
    'a redirect',
    { errors: "'302': { description: Elsewhere } # here" },
    'The client does not follow a response 302',
    statuses,
  ],
  [
    'not modified',
    { errors: "'304': { description: As before } # here" },
    'The client does not follow a response 304',
    statuses,
  ],
  [
    'early hints',
    { errors: "'103': { description: Soon } # here" },
    'The client does not follow a response 103',
    statuses,
  ],
  [
    'a class in lower case',
    { errors: "'4xx': { description: No } # here" },
    'The status 4xx is not one that a client can expect',
    statuses,
  ],
  [
    'a status with two digits',
    { errors: "'40': { description: No } # here" },
    'The status 40 is not one that a client can expect',
    statuses,
  ],
  [
    'two models',
    {
      successes: `${fine}\n'202': # here\n  description: Later.\n  content: { application/json: { schema: { type: object } } }`,
    },
    'The responses 200 and 202 have different results, and a method has one',
    sameResult,
  ],
  [
    'a result or nothing',
    { successes: `${fine}\n'204': { description: Gone } # here` },
    'The responses 200 and 204 have different results, and a method has one',
    sameResult,
  ],
  [
    'the same model as another type',
    {
      successes: `${fine}\n'201': # here\n  description: New.\n  content: { application/hal+json: { schema: { $ref: '#/components/schemas/Item' } } }`,
    },
    'The responses 200 and 201 have different results, and a method has one',
    sameResult,
  ],
  [
    'a success with two types',
    success('content:', '  application/json: { schema: { type: object } }', '  text/csv: {} # here'),
    'A success has several media types, and a method has one result',
    'Keep one',
  ],
  [
    'a 204 with a body',
    { successes: "'204': # here\n  description: Gone.\n  content: { application/json: { schema: { type: object } } }" },
    'A response 204 has no body',
    'Remove content, or use 200',
  ],
  [
    'content without a type',
    success('content: {} # here'),
    'The response has content without a media type',
    'Add one, or remove content',
  ],
  [
    'a response as a form',
    success(
      'content:',
      '  multipart/form-data: { schema: { type: object, properties: { a: { type: string } } } } # here',
    ),
    'The client does not read a multipart form',
    'Use application/json',
  ],
  [
    'a response as XML',
    success('content:', '  application/xml: {} # here'),
    'The media type application/xml is XML, which the client neither writes nor reads',
    'Use JSON, or application/octet-stream for a file',
  ],
  [
    'a response of any type',
    success('content:', "  '*/*': {} # here"),
    'The media type */* is a range, and a request names one type',
    'Name one type',
  ],
  [
    'bytes with the schema of an object',
    success('content:', '  application/pdf:', '    schema: { type: object } # here'),
    'The schema of application/pdf is not one that bytes can have',
    'Write type: string with format: binary, or no schema',
  ],
  [
    'JSON in a response, without a schema',
    success('content:', '  application/json: {} # here'),
    'The schema of application/json is not one that JSON can have',
    'Write a schema',
  ],
  [
    'an error as text',
    { errors: "'409':\n  description: No.\n  content:\n    text/plain: {} # here" },
    'The client reads errors as JSON, not as text/plain',
    'Use application/json',
  ],
  [
    'headers of a response',
    success('headers: { Rate: { schema: { type: integer } } } # here'),
    'The client returns no headers as part of a result',
    'Describe the header in the response',
  ],
  [
    'links of a response',
    success('links: {} # here'),
    'Nothing reads links',
    'Describe in the operation where the value comes from',
  ],
]);
