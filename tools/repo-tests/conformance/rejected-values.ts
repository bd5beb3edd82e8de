import type { SpecParts } from './document.ts';
import { rejected } from './construct.ts';

const field = (...lines: string[]): SpecParts => ({ fields: `size:\n  ${lines.join('\n  ')}` });
const fits = 'Remove it, or correct the type';
const notOneType = 'Write values of one type, and null in type';
const onlyOneNull = ['Only one of enum and type allows null', 'Write null in both or in neither'] as const;

/** Keywords that do not fit together. */
export const rejectedValues = rejected([
  ['null in enum only', field('type: string', 'enum: [a, null] # here'), ...onlyOneNull],
  ['null in type only', field("type: [string, 'null']", 'enum: [a] # here'), ...onlyOneNull],
  [
    'an enum of another type',
    field('type: string', 'enum: [a, 1] # here'),
    'The type does not allow the value 1 of enum',
    'Correct the type or the value',
  ],
  [
    'a constant of another type',
    field('type: string', 'const: 1 # here'),
    'The type does not allow the value 1 of const',
    'Correct the type or the value',
  ],
  [
    'documented values that are negative',
    field('type: integer', 'x-extensible-enum: [-1, 1] # here'),
    'The types cannot document numbers that are negative, large or have decimals',
    'Describe them instead',
  ],
  [
    'documented values of two types',
    field('type: [string, integer]', 'x-extensible-enum: [a, 1] # here'),
    'The documented values are not all strings or all numbers',
    notOneType,
  ],
  [
    'documented values of a text or a list',
    field('type: [string, array]', 'items: { type: integer }', 'x-extensible-enum: [a] # here'),
    'The types document values of strings and numbers only',
    'Write such a type, with null if needed',
  ],
  [
    'a documented null',
    field("type: [string, 'null']", 'x-extensible-enum: [a, null] # here'),
    'The documented values are not all strings or all numbers',
    notOneType,
  ],
  [
    'documented numbers without a type',
    field('x-extensible-enum: [1] # here'),
    'The documented values have no type',
    'Write type: integer',
  ],
  [
    'documented and closed values',
    field('type: string', 'enum: [a]', 'x-extensible-enum: [a, b] # here'),
    'The values are documented and closed at once',
    'Keep enum or x-extensible-enum',
  ],
  [
    'a pattern on a number',
    field('type: integer', "pattern: '^1' # here"),
    'The keyword pattern says nothing about the type integer',
    fits,
  ],
  [
    'a minimum on a string',
    field('type: string', 'minimum: 1 # here'),
    'The keyword minimum says nothing about the type string',
    fits,
  ],
  [
    'fields of an array',
    field('type: array', 'properties: {} # here'),
    'The keyword properties says nothing about the type array',
    fits,
  ],
  [
    'a length without a type',
    field('maxLength: 3 # here'),
    'The schema has maxLength, and no type',
    'Write type: string',
  ],
  [
    'fields without a type',
    field('properties: {} # here'),
    'The schema has properties, and no type',
    'Write type: object',
  ],
  [
    'a minimum above the maximum',
    field('type: integer', 'minimum: 2 # here', 'maximum: 1'),
    'minimum is more than maximum, so no value is valid',
    'Correct one of them',
  ],
  [
    'a pattern and a format',
    field('type: string', 'format: date', "pattern: '^2' # here"),
    'The contract tests cannot make values with a format and pattern',
    'Keep one of them',
  ],
  [
    'a length and a format',
    field('type: string', 'format: date', 'maxLength: 10 # here'),
    'The contract tests cannot make values with a format and maxLength',
    'Keep one of them',
  ],
]);
