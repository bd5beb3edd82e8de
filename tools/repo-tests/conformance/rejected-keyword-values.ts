import type { SpecParts } from './document.ts';
import { rejected } from './construct.ts';

/** A field of the model, with a finding at its last keyword. */
const field = (...keywords: string[]): SpecParts => ({ fields: `size:\n  ${keywords.join('\n  ')} # here` });
const formats = 'Use date, date-time, uri, binary, or a pattern, minimum and maximum, or say it in the description';

/** Keywords with a value that the pipeline does not understand. */
export const rejectedKeywordValues = rejected([
  ...['email', 'uuid', 'time', 'hostname', 'password', 'byte', 'constructor'].map(
    (format) =>
      [
        `the format ${format}`,
        field('type: string', `format: ${format}`),
        `The contract tests cannot make values of the format ${format}`,
        formats,
      ] as const,
  ),
  [
    'base64url',
    field('type: string', 'contentEncoding: base64url'),
    'The value of contentEncoding on a schema is not supported',
    'Write base64',
  ],
  [
    'const: null',
    field('const: null'),
    'const: null has the type unknown',
    'Write a string, a number or a boolean, or use type: null',
  ],
  [
    'a constant object',
    field('const: { a: 1 }'),
    'A constant that is an object or an array has no type',
    'Write a string, a number or a boolean, or use type: null',
  ],
  [
    'an enum of objects',
    field('enum: [{ a: 1 }]'),
    'The value of enum on a schema is not supported',
    'Write a list of strings, numbers that JavaScript can hold, booleans or null',
  ],
  [
    'an empty enum',
    field('enum: []'),
    'The value of enum on a schema is not supported',
    'Write a list of strings, numbers that JavaScript can hold, booleans or null',
  ],
  [
    'a type that does not exist',
    field('type: date'),
    'The value of type on a schema is not supported',
    "Write one of string, number, integer, boolean, object, array, null, or a list of them, with 'null' in quotes",
  ],
  [
    'null without quotes',
    field('type: [string, null]'),
    'The value of type on a schema is not supported',
    "Write one of string, number, integer, boolean, object, array, null, or a list of them, with 'null' in quotes",
  ],
  [
    'no types',
    field('type: []'),
    'The value of type on a schema is not supported',
    "Write one of string, number, integer, boolean, object, array, null, or a list of them, with 'null' in quotes",
  ],
  [
    'a pattern that does not compile',
    field('type: string', "pattern: '^[a-z'"),
    'The pattern is not a regular expression with the flag u',
    'Write a pattern without them that compiles in JavaScript',
  ],
  [
    'a pattern that compiles only without the flag u',
    field('type: string', "pattern: '^\\-$'"),
    'The pattern is not a regular expression with the flag u',
    'Write a pattern without them that compiles in JavaScript',
  ],
  [
    'a lookahead',
    field('type: string', "pattern: '^(?=a).*$'"),
    'The contract tests cannot make strings with lookarounds, \\b or references to a group',
    'Write a pattern without them that compiles in JavaScript',
  ],
  [
    'a large number in enum',
    field('type: integer', 'enum: [9007199254740993]'),
    'The value of enum on a schema is not supported',
    'Write a list of strings, numbers that JavaScript can hold, booleans or null',
  ],
  [
    'an infinite number in enum',
    field('type: number', 'enum: [.inf]'),
    'The value of enum on a schema is not supported',
    'Write a list of strings, numbers that JavaScript can hold, booleans or null',
  ],
  [
    'a large constant',
    field('const: 9007199254740993'),
    'JavaScript cannot hold the number 9007199254740992',
    'Write a string, a number or a boolean, or use type: null',
  ],
  [
    'a large limit',
    field('type: integer', 'maximum: 9223372036854775807'),
    'The value of maximum on a schema is not supported',
    'Write a number that JavaScript can hold',
  ],
  [
    'the same required field twice',
    { item: 'required: [name, name] # here' },
    'The value of required on a schema is not supported',
    'Write a list of names, each once',
  ],
  [
    'half a length',
    field('type: string', 'maxLength: 1.5'),
    'The value of maxLength on a schema is not supported',
    'Write an integer from 0',
  ],
  [
    'allOf without members',
    field('allOf: []'),
    'The value of allOf on a schema is not supported',
    'Write at least one schema',
  ],
]);
