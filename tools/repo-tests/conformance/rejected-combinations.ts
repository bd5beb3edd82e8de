import type { SpecParts } from './document.ts';
import { rejected } from './construct.ts';

const field = (...lines: string[]): SpecParts => ({ fields: `size:\n  ${lines.join('\n  ')}` });
const models = (...lines: string[]): SpecParts => ({
  models: lines.join('\n'),
  fields: "part: { $ref: '#/components/schemas/Part' }",
});

const compose = 'Write allOf: [{ $ref: … }, { … }]';
const ownFile = 'Move the part to a file of its own, and refer to that';
const partOf = (ref: string): string =>
  `The reference ${ref} leads to a part of a file, which becomes a model with the name of the part`;
const closed = [
  'A part of allOf limits additionalProperties, which excludes the fields of the other parts',
  'Write one object with all fields, or remove the limit',
] as const;
const part = '#/components/schemas/Part';
const fits = 'Remove it, or correct the type';
const notOneType = 'Write values of one type, and null in type';
const onlyOneNull = ['Only one of enum and type allows null', 'Write null in both or in neither'] as const;
const beside = (keyword: string): string => `Types and mock drop ${keyword} next to a $ref`;

/** Keywords that are right by themselves, and not together. */
export const rejectedCombinations = rejected([
  ...['enum: [a]', 'maxLength: 3', 'x-extensible-enum: [a]', 'type: string'].map(
    (keyword) =>
      [
        `${keyword.split(':')[0]} next to a reference`,
        { ...models('Part: { type: string }'), ...field(`$ref: '${part}'`, `${keyword} # here`) },
        beside(keyword.split(':')[0]!),
        compose,
      ] as const,
  ),
  [
    'fields next to a reference',
    { ...models('Part: { type: object }'), ...field(`$ref: '${part}'`, 'properties: { a: { type: string } } # here') },
    beside('properties'),
    compose,
  ],
  [
    'a reference into a model',
    field("$ref: '#/components/schemas/Item/properties/name' # here"),
    partOf('#/components/schemas/Item/properties/name'),
    ownFile,
  ],
  [
    'a reference into a file',
    field('$ref: Part.yaml#/properties/n # here'),
    partOf('Part.yaml#/properties/n'),
    ownFile,
    { 'Part.yaml': 'type: object\nproperties:\n  n: { type: string }\n' },
  ],
  [
    'anyOf with conditions',
    { item: 'anyOf:\n  - required: [name] # here\n  - type: object' },
    'The type of a member of anyOf with nothing but required is unknown',
    'Write the properties of each case, or describe the condition',
  ],
  [
    'oneOf with conditions',
    { item: 'oneOf:\n  - required: [name] # here\n  - type: object' },
    'The type of a member of oneOf with nothing but required is unknown',
    'Write the properties of each case, or describe the condition',
  ],
  [
    'a discriminator with anyOf',
    {
      ...models('Part: { type: object, required: [kind], properties: { kind: { const: a } } }'),
      ...field('anyOf:', `  - $ref: '${part}'`, 'discriminator: { propertyName: kind } # here'),
    },
    'The discriminator has no oneOf next to it',
    'Write oneOf, or remove it',
  ],
  [
    'a discriminator without a name',
    {
      ...models('Part: { type: object, required: [kind], properties: { kind: { const: a } } }'),
      ...field('oneOf:', `  - $ref: '${part}'`, 'discriminator: {} # here'),
    },
    'The field propertyName is missing on a discriminator',
    'Add propertyName',
  ],
  [
    'a discriminator that members do not require',
    {
      ...models('Part: { type: object, properties: { kind: { const: a } } }'),
      ...field('oneOf:', `  - $ref: '${part}' # here`, 'discriminator: { propertyName: kind }'),
    },
    'The model does not require the field kind, which should tell it from the others',
    'Add it to properties and required',
  ],
  [
    'a discriminator with a member without a name',
    field(
      'oneOf:',
      '  - { type: object, required: [kind], properties: { kind: { const: a } } } # here',
      'discriminator: { propertyName: kind }',
    ),
    'The discriminator does not know a member without a name',
    'Make it a model, and refer to it',
  ],
  [
    'a mapping to another model',
    {
      ...models('Part: { type: object, required: [kind], properties: { kind: { const: a } } }'),
      ...field(
        'oneOf:',
        `  - $ref: '${part}'`,
        'discriminator:',
        '  propertyName: kind',
        '  mapping:',
        "    a: '#/components/schemas/Item' # here",
      ),
    },
    'The mapping of a does not lead to a member of oneOf',
    'Write the reference of a member, as in its $ref',
  ],
  [
    'a mapping to a name',
    {
      ...models('Part: { type: object, required: [kind], properties: { kind: { const: a } } }'),
      ...field(
        'oneOf:',
        `  - $ref: '${part}'`,
        'discriminator:',
        '  propertyName: kind',
        '  mapping:',
        '    a: Part # here',
      ),
    },
    'The mapping of a does not lead to a member of oneOf',
    'Write the reference of a member, as in its $ref',
  ],
  [
    'allOf with a closed model',
    {
      ...models('Part: { type: object, properties: { a: { type: string } }, additionalProperties: false }'),
      ...field('allOf:', `  - $ref: '${part}' # here`, '  - { type: object, properties: { b: { type: string } } }'),
    },
    ...closed,
  ],
  [
    'allOf with a closed part',
    field('allOf:', '  - { type: object, additionalProperties: false } # here', '  - { type: object }'),
    ...closed,
  ],
  [
    'allOf that is closed',
    field('allOf: [{ type: object }]', 'type: object', 'additionalProperties: false # here'),
    ...closed,
  ],
  [
    'allOf with further fields of one type',
    field('allOf:', '  - { type: object, additionalProperties: { type: string } } # here'),
    ...closed,
  ],
  [
    'further fields of another type',
    field('type: object', 'properties: { a: { type: integer } }', 'additionalProperties: { type: string } # here'),
    'The type of additionalProperties does not allow the properties next to it',
    'Write additionalProperties: true, or move them to a field',
  ],
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
    'The types cannot document numbers that are negative or have decimals',
    'Describe them instead',
  ],
  [
    'documented values of two types',
    field('type: [string, integer]', 'x-extensible-enum: [a, 1] # here'),
    'The documented values are not all strings or all numbers',
    notOneType,
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
    'The contract tests cannot make values with a format and a pattern',
    'Keep one of them',
  ],
  [
    'a required field that does not exist',
    { item: 'required: [nmae] # here' },
    'The schema requires nmae, which is not among its properties',
    'Add the properties, or remove the names',
  ],
  [
    'a model that is itself',
    { ...models(`Part: { $ref: '${part}' } # here`) },
    'The model refers to itself without anything in between',
    'Write what it is',
  ],
  [
    'a model that is itself or null',
    { ...models(`Part: { oneOf: [{ $ref: '${part}' }, { type: 'null' }] } # here`) },
    'The model refers to itself without anything in between',
    'Write what it is',
  ],
  [
    'a model that requires itself',
    { ...models(`Part: { type: object, required: [next], properties: { next: { $ref: '${part}' } } } # here`) },
    'No value of the model can end, because it requires itself',
    'Make a field optional, or allow null',
  ],
  [
    'a list that requires itself',
    { ...models(`Part: { type: array, minItems: 1, items: { $ref: '${part}' } } # here`) },
    'No value of the model can end, because it requires itself',
    'Make a field optional, or allow null',
  ],
]);
