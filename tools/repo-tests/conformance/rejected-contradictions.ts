import type { SpecParts } from './document.ts';
import { rejected } from './construct.ts';

const field = (...lines: string[]): SpecParts => ({ fields: `size:\n  ${lines.join('\n  ')}` });
const part = '#/components/schemas/Part';
const other = '#/components/schemas/Other';
/** Two models, and a union of them, whose second member has the finding. */
const union = (one: string, two: string): SpecParts => ({
  models: `Part: ${one}\nOther: ${two}`,
  fields: `size:\n  oneOf:\n    - { $ref: '${part}' }\n    - { $ref: '${other}' } # here`,
});

const noValue = 'No value is valid for this part of allOf and for the others';
const noFieldValue = 'No value of the field a is valid for this part of allOf and for the others';
const correctOne = 'Correct one of them';
const noMember = 'No value is valid for this member of oneOf and for the schema around it';
const ambiguous =
  'A value may be valid for this member of oneOf and for another: then the mock rejects it, and the types do not';
const distinguish = 'Use anyOf, or require a field with a const of its own in each member';
const limits = (value: string, keyword: string): string =>
  `The limits of the schema exclude the value ${value} of ${keyword}`;
const invalid = (label: string, problem: string): string => `The ${label} is not valid for its schema: ${problem}`;
const correctSample = 'Correct the value or the schema';

/** Schemas that exclude what they seem to allow, and samples that are not valid. */
export const rejectedContradictions = rejected([
  [
    'allOf of a string and an integer',
    field('allOf:', '  - type: string', '  - type: integer # here'),
    noValue,
    'Correct one of them, or use oneOf',
  ],
  [
    'allOf of values without a common one',
    field('allOf:', '  - enum: [a, b]', '  - enum: [c] # here'),
    noValue,
    'Correct one of them, or use oneOf',
  ],
  [
    'allOf next to another type',
    field('type: string', 'allOf:', '  - type: integer # here'),
    noValue,
    'Correct one of them, or use oneOf',
  ],
  [
    'allOf with two types of a field',
    field(
      'allOf:',
      '  - { type: object, properties: { a: { type: string } } }',
      '  - { type: object, properties: { a: { type: boolean } } } # here',
    ),
    noFieldValue,
    correctOne,
  ],
  [
    'allOf with two constants of a field',
    field(
      'allOf:',
      '  - { type: object, required: [b], properties: { a: { const: x }, b: { type: string } } }',
      '  - { type: object, properties: { a: { const: y } } } # here',
    ),
    noFieldValue,
    correctOne,
  ],
  [
    'oneOf next to another type',
    field('type: string', 'oneOf:', '  - enum: [a]', '  - type: integer # here'),
    noMember,
    'Remove the member, or correct what is next to the union',
  ],
  [
    'oneOf of integers and numbers',
    field('oneOf:', '  - type: integer', '  - type: number # here'),
    ambiguous,
    distinguish,
  ],
  [
    'oneOf of values with a common one',
    field('oneOf:', '  - enum: [a, b]', '  - enum: [b, c] # here'),
    ambiguous,
    distinguish,
  ],
  [
    'oneOf of objects that nothing tells apart',
    union(
      '{ type: object, properties: { a: { type: string } } }',
      '{ type: object, properties: { b: { type: string } } }',
    ),
    ambiguous,
    distinguish,
  ],
  [
    'oneOf of objects with a constant that is optional',
    union(
      '{ type: object, properties: { kind: { const: a } } }',
      '{ type: object, required: [kind], properties: { kind: { const: b } } }',
    ),
    ambiguous,
    distinguish,
  ],
  [
    'oneOf of objects with the same constant',
    union(
      '{ type: object, required: [kind], properties: { kind: { const: a } } }',
      '{ type: object, required: [kind], properties: { kind: { const: a } } }',
    ),
    ambiguous,
    distinguish,
  ],
  [
    'oneOf of objects with constants that may both be null',
    field(
      'oneOf:',
      "  - { type: [object, 'null'], required: [kind], properties: { kind: { const: a } } }",
      "  - { type: [object, 'null'], required: [kind], properties: { kind: { const: b } } } # here",
    ),
    ambiguous,
    distinguish,
  ],
  [
    'an enum with a value that is too long',
    field('type: string', 'maxLength: 2', 'enum: [ab, abc] # here'),
    limits('abc', 'enum'),
    correctOne,
  ],
  [
    'an enum with a value that the pattern excludes',
    field('type: string', "pattern: '^[a-z]+$'", 'enum: [ab, AB] # here'),
    limits('AB', 'enum'),
    correctOne,
  ],
  [
    'an enum with a value that is too small',
    field('type: integer', 'minimum: 2', 'enum: [1, 2] # here'),
    limits('1', 'enum'),
    correctOne,
  ],
  [
    'a constant that is too large',
    field('type: integer', 'maximum: 2', 'const: 3 # here'),
    limits('3', 'const'),
    correctOne,
  ],
  [
    'a documented value that is too long',
    field('type: string', 'maxLength: 1', 'x-extensible-enum: [a, bc] # here'),
    limits('bc', 'x-extensible-enum'),
    correctOne,
  ],
  [
    'a default of another type',
    field('type: integer', 'default: many # here'),
    invalid('default', 'must be integer'),
    correctSample,
  ],
  [
    'a default that is too large',
    field('type: integer', 'maximum: 5', 'default: 6 # here'),
    invalid('default', 'must be <= 5'),
    correctSample,
  ],
  [
    'a default that is not among the values',
    field('type: string', 'enum: [a]', 'default: b # here'),
    invalid('default', 'must be equal to one of the allowed values'),
    correctSample,
  ],
  [
    'an example of another type',
    field('type: integer', 'example: many # here'),
    invalid('example', 'must be integer'),
    correctSample,
  ],
  [
    'one of several examples of another type',
    field('type: integer', 'examples: [1, many] # here'),
    invalid('example', 'must be integer'),
    correctSample,
  ],
  [
    'an example of something else than a date',
    field('type: string', 'format: date', 'example: yesterday # here'),
    invalid('example', 'must match format "date"'),
    correctSample,
  ],
  [
    'an example of a parameter of another type',
    { parameters: '- { name: size, in: query, schema: { type: integer }, example: many } # here' },
    invalid('example', 'must be integer'),
    correctSample,
  ],
  [
    'an example of a body with a wrong field',
    {
      body: [
        'required: true',
        'content:',
        '  application/json:',
        "    schema: { $ref: '#/components/schemas/Item' }",
        '    examples:',
        '      lamp: { value: { name: 7 } } # here',
      ].join('\n'),
    },
    invalid('example lamp', 'name must be string'),
    correctSample,
  ],
]);
