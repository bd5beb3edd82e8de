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
const beside = (keyword: string): string => `Types and mock drop ${keyword} next to a $ref`;
const noSuchField = 'Add the properties, or write required next to the allOf that has them';

/** References, unions, compositions and recursion. */
export const rejectedCompositions = rejected([
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
    field('anyOf:', '  - required: [name] # here', '  - type: object'),
    'The type of a member of anyOf with nothing but required is unknown',
    'Write the properties of each case, or describe the condition',
  ],
  [
    'oneOf with conditions',
    field('oneOf:', '  - required: [name] # here', '  - type: object'),
    'The type of a member of oneOf with nothing but required is unknown',
    'Write the properties of each case, or describe the condition',
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
    field(
      'allOf:',
      '  - { type: object, properties: { a: {} }, additionalProperties: false } # here',
      '  - { type: object }',
    ),
    ...closed,
  ],
  [
    'allOf that is closed',
    field('allOf: [{ type: object }]', 'type: object', 'properties: { a: {} }', 'additionalProperties: false # here'),
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
  [
    'further fields with a closed list of values',
    field(
      'type: object',
      'properties: { a: { type: string, enum: [x] } }',
      'additionalProperties: { type: string, enum: [y] } # here',
    ),
    'The type of additionalProperties does not allow the properties next to it',
    'Write additionalProperties: true, or move them to a field',
  ],
  [
    'a required field that does not exist',
    { item: 'required: [nmae] # here', example: '{ nmae: Lamp }' },
    'The schema requires nmae, which is not among its properties',
    noSuchField,
  ],
  [
    'a model that is itself',
    { ...models(`Part: { $ref: '${part}' } # here`) },
    'The model refers to itself without an object in between',
    'Write what it is',
  ],
  [
    'a model that is itself or null',
    { ...models(`Part: { oneOf: [{ $ref: '${part}' }, { type: 'null' }] } # here`) },
    'The model refers to itself without an object in between',
    'Write what it is',
  ],
  [
    'a list of itself',
    { ...models(`Part: { type: array, items: { $ref: '${part}' } } # here`) },
    'The model refers to itself without an object in between',
    'Write what it is',
  ],
  [
    'a text or a list of itself',
    { ...models(`Part: { oneOf: [{ type: string }, { type: array, items: { $ref: '${part}' } }] } # here`) },
    'The model refers to itself without an object in between',
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
    {
      ...models(
        `Part: { type: object, required: [a], properties: { a: { type: array, minItems: 1, items: { $ref: '${part}' } } } } # here`,
      ),
    },
    'No value of the model can end, because it requires itself',
    'Make a field optional, or allow null',
  ],
  [
    'a part of allOf that requires a field of another part',
    {
      ...models('Part: { type: object, properties: { a: { type: string } } }'),
      ...field('allOf:', `  - $ref: '${part}'`, '  - required: [a] # here'),
    },
    'The schema requires a, which is not among its properties',
    noSuchField,
  ],
  ...['type: object', 'allOf: [{ type: object }]', 'oneOf: [{ type: object }]', 'enum: [a]'].map(
    (keyword) =>
      [
        `anyOf next to ${keyword.split(':')[0]}`,
        field('anyOf: [{ type: object }, { type: string }]', `${keyword} # here`),
        `The types take ${keyword.split(':')[0]} for one more alternative of anyOf`,
        'Write allOf: [{ anyOf: … }, { … }]',
      ] as const,
  ),
  [
    'a mapping with another value than the constant',
    {
      ...models('Part: { type: object, required: [kind], properties: { kind: { const: a } } }'),
      ...field(
        'oneOf:',
        `  - $ref: '${part}'`,
        'discriminator:',
        '  propertyName: kind',
        '  mapping:',
        `    b: '${part}' # here`,
      ),
    },
    'The mapping of b leads to a model with another constant',
    'Write the constant of the model',
  ],
  [
    'a closed object without properties',
    field('type: object', 'additionalProperties: false # here'),
    'The type of an object that is closed and has no properties is open',
    'Write properties, or remove additionalProperties',
  ],
]);
