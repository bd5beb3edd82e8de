import type { SpecParts } from './document.ts';
import { rejected } from './construct.ts';

const field = (...lines: string[]): SpecParts => ({ fields: `size:\n  ${lines.join('\n  ')}` });
const models = (...lines: string[]): SpecParts => ({
  models: lines.join('\n'),
  fields: "part: { $ref: '#/components/schemas/Part' }",
});
const part = '#/components/schemas/Part';

/** Discriminators. */
export const rejectedDiscriminators = rejected([
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
    'The model does not require the field kind with a constant, which should tell it from the others',
    'Add it to required, and to properties with const',
  ],
  [
    'a discriminator without a mapping of a constant',
    {
      ...models('Part: { type: object, required: [kind], properties: { kind: { const: a } } }'),
      ...field('oneOf:', `  - $ref: '${part}'`, 'discriminator: { propertyName: kind } # here'),
    },
    'The types take the name of the model for a, for which the discriminator has no mapping',
    'Add it to mapping',
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
    'a discriminator whose constants are numbers',
    {
      ...models('Part: { type: object, required: [kind], properties: { kind: { const: 1 } } }'),
      ...field(
        'oneOf:',
        `  - $ref: '${part}' # here`,
        'discriminator:',
        '  propertyName: kind',
        '  mapping:',
        `    '1': '${part}'`,
      ),
    },
    'The discriminator compares texts, and the constant 1 of this model is not a text',
    'Write a string, or remove the discriminator: the constants tell the models apart',
  ],
]);
