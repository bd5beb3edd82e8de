import { accepted, type Accepted } from './construct.ts';
import type { SpecParts } from './document.ts';

const field = (schema: string, more: SpecParts = {}): SpecParts => ({ fields: `size: ${schema}`, ...more });
const of = (size: unknown): Accepted['call'] => ({ body: { name: 'Lamp', size } });
const part = "{ $ref: '#/components/schemas/Part' }";
const models = { models: 'Part: { type: object, required: [a], properties: { a: { type: string } } }' };
const kinds = {
  models: [
    'Cat: { type: object, required: [kind], properties: { kind: { const: cat }, lives: { type: integer } } }',
    'Dog: { type: object, required: [kind], properties: { kind: { const: dog }, tricks: { type: integer } } }',
  ].join('\n'),
};
const either = "oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }]";

export const acceptedSchemas = accepted([
  ['a string or null', field("{ type: [string, 'null'] }"), of(null)],
  ['null', field("{ type: 'null' }"), of(null)],
  ['a string or an integer', field('{ type: [string, integer] }'), of(1)],
  ['an object or null', field("{ type: [object, 'null'], properties: { a: { type: string } } }"), of(null)],
  ['an object or a string', field('{ type: [object, string], properties: { a: { type: string } } }'), of('a')],
  ['a limited string', field('{ type: string, minLength: 1, maxLength: 3 }'), of('ab')],
  ['a pattern', field("{ type: string, pattern: '^[A-Z]{3}$' }"), of('EUR')],
  ['a pattern of Unicode', field("{ type: string, pattern: '^\\p{L}+$' }"), of('Ä')],
  ['a limited integer', field('{ type: integer, minimum: 1, maximum: 3 }'), of(2)],
  ['a limited number', field('{ type: number, minimum: 0.5, maximum: 1.5 }'), of(1.25)],
  ['a limited array', field('{ type: array, items: { type: string }, minItems: 1, maxItems: 2 }'), of(['a'])],
  ['an array of anything', field('{ type: array }'), of([1, 'a'])],
  ['an array of arrays', field('{ type: array, items: { type: array, items: { type: integer } } }'), of([[1]])],
  ['a date', field('{ type: string, format: date }'), of('2026-02-01')],
  ['a time with an offset', field('{ type: string, format: date-time }'), of('2026-02-01T10:00:00+01:00')],
  ['a URI', field('{ type: string, format: uri }'), of('https://example.org/a')],
  ['base64', field('{ type: string, contentEncoding: base64 }'), of('aGk=')],
  ['base64 of an image', field('{ type: string, contentEncoding: base64, contentMediaType: image/png }'), of('aGk=')],
  [
    'a union with a part for all members next to it',
    {
      ...kinds,
      fields: `size: { ${either}, allOf: [{ type: object, required: [c], properties: { c: { type: string } } }] }`,
    },
    of({ kind: 'cat', lives: 7, c: 'x' }),
  ],
  [
    'a union whose members have a field with a sign in its name',
    {
      models: [
        'Cat: { type: object, required: [kind], properties: { kind: { const: cat }, a-b: { type: object, properties: { x: { type: string } } } } }',
        'Dog: { type: object, required: [kind], properties: { kind: { const: dog }, a-b: { type: object, properties: { y: { type: string } } } } }',
      ].join('\n'),
      fields: `size: { ${either} }`,
    },
    of({ kind: 'cat', 'a-b': { x: 'x' } }),
  ],
  [
    'a model of two models that have one field',
    {
      models: [
        'Root: { type: object, properties: { x: { type: string } } }',
        "One: { allOf: [{ $ref: '#/components/schemas/Root' }, { type: object, properties: { x: { enum: [a] } } }] }",
        "Two: { allOf: [{ $ref: '#/components/schemas/Root' }, { type: object, properties: { y: { type: string } } }] }",
        "Both: { allOf: [{ $ref: '#/components/schemas/One' }, { $ref: '#/components/schemas/Two' }] }",
      ].join('\n'),
      fields: "size: { $ref: '#/components/schemas/Both' }",
    },
    of({ x: 'a', y: 'b' }),
  ],
  ['documented texts that are numbers', field("{ type: string, x-extensible-enum: ['1', '-1', '1.5'] }"), of('-1')],
  [
    'a union that a constant number tells apart',
    {
      models: [
        'One: { type: object, required: [kind], properties: { kind: { const: 1 }, a: { type: string } } }',
        'Two: { type: object, required: [kind], properties: { kind: { const: 2 }, a: { type: string } } }',
      ].join('\n'),
      fields: "size: { oneOf: [{ $ref: '#/components/schemas/One' }, { $ref: '#/components/schemas/Two' }] }",
    },
    of({ kind: 2 }),
  ],
  ['a closed list of values', field('{ type: string, enum: [a, b] }'), of('a')],
  ['a closed list of numbers', field('{ type: integer, enum: [-1, 1] }'), of(-1)],
  ['a closed list without a type', field('{ enum: [a, 1, true] }'), of(true)],
  ['a closed list with null', field("{ type: [string, 'null'], enum: [a, null] }"), of(null)],
  ['a constant', field('{ const: a }'), of('a')],
  ['a constant number', field('{ type: integer, const: 1 }'), of(1)],
  ['a constant boolean', field('{ const: false }'), of(false)],
  ['documented values', field('{ type: string, x-extensible-enum: [a, b] }'), of('c')],
  ['documented values or null', field("{ type: [string, 'null'], x-extensible-enum: [a] }"), of(null)],
  ['documented numbers', field('{ type: integer, x-extensible-enum: [1, 2] }'), of(3)],
  [
    'annotations',
    field(
      '{ type: string, title: Size, description: How large, default: a, example: a, examples: [a], deprecated: true, $comment: For us }',
    ),
    of('a'),
  ],
  ['a required field', { item: 'required: [name]' }, { body: { name: 'Lamp' } }],
  [
    'a closed object',
    field('{ type: object, properties: { a: { type: string } }, additionalProperties: false }'),
    of({ a: 'x' }),
  ],
  [
    'an open object',
    field('{ type: object, properties: { a: { type: string } }, additionalProperties: true }'),
    of({ a: 'x', b: 1 }),
  ],
  ['a map', field('{ type: object, additionalProperties: { type: integer } }'), of({ any: 1 })],
  ['a map of models', field(`{ type: object, additionalProperties: ${part} }`, models), of({ any: { a: 'x' } })],
  [
    'further fields of the type of all',
    field('{ type: object, properties: { a: { type: string } }, additionalProperties: { type: string } }'),
    of({ a: 'x', b: 'y' }),
  ],
  ['any value', field('{}'), of({ any: [1] })],
  ['an object without fields', field('{ type: object }'), of({ any: 1 })],
  ['a reference', field(part, models), of({ a: 'x' })],
  [
    'a reference with annotations',
    field("{ $ref: '#/components/schemas/Part', description: A part, deprecated: true, x-since: 2.1.0 }", models),
    of({ a: 'x' }),
  ],
  ['a model in a file', field('{ $ref: Part.yaml }'), of('a'), { 'Part.yaml': 'type: string\n' }],
  [
    'allOf with a reference and fields',
    field(`{ allOf: [${part}, { type: object, properties: { b: { type: string } } }] }`, models),
    of({ a: 'x', b: 'y' }),
  ],
  [
    'allOf that limits a reference',
    field(`{ allOf: [{ $ref: '#/components/schemas/Code' }, { enum: [EUR] }] }`, {
      models: "Code: { type: string, pattern: '^[A-Z]{3}$' }",
    }),
    of('EUR'),
  ],
  [
    'allOf next to required fields of its parts',
    field(
      "{ allOf: [{ $ref: '#/components/schemas/Open' }, { type: object, properties: { b: { type: string } } }], required: [a, b] }",
      {
        models: 'Open: { type: object, properties: { a: { type: string } } }',
      },
    ),
    of({ a: 'x', b: 'y' }),
  ],
  [
    'allOf of anyOf and fields',
    field(
      '{ allOf: [{ anyOf: [{ type: object, properties: { a: { type: string } } }, { type: object, properties: { b: { type: string } } }] }, { type: object, required: [c], properties: { c: { type: string } } }] }',
    ),
    of({ b: 'x', c: 'y' }),
  ],
  [
    'allOf next to fields',
    field(`{ type: object, allOf: [${part}], properties: { b: { type: string } } }`, models),
    of({ a: 'x' }),
  ],
  ['oneOf', field(`{ ${either} }`, kinds), of({ kind: 'cat' })],
  ['oneOf with null', field(`{ oneOf: [${part}, { type: 'null' }] }`, models), of(null)],
  ['oneOf of scalars', field('{ oneOf: [{ type: string }, { type: integer }] }'), of(1)],
  ['anyOf', field(`{ anyOf: [${part}, { type: string }] }`, models), of('a')],
  [
    'anyOf of objects with required fields',
    field(
      '{ anyOf: [{ type: object, required: [a], properties: { a: { type: string } } }, { type: object, properties: { b: { type: string } } }] }',
    ),
    of({ b: 'x' }),
  ],
  [
    'a discriminator with the names of the models',
    field(`{ oneOf: [{ $ref: '#/components/schemas/Cat' }], discriminator: { propertyName: kind } }`, {
      models: 'Cat: { type: object, required: [kind], properties: { kind: { const: Cat }, lives: { type: integer } } }',
    }),
    of({ kind: 'Cat', lives: 7 }),
  ],
  [
    'a discriminator with a mapping',
    field(
      `{ ${either}, discriminator: { propertyName: kind, mapping: { cat: '#/components/schemas/Cat', dog: '#/components/schemas/Dog' } } }`,
      kinds,
    ),
    of({ kind: 'dog', tricks: 1 }),
  ],
  ['a tree', field('{ type: array, items: { $ref: "#/components/schemas/Item" } }'), of([{ name: 'Bulb' }])],
  ['a parent that may be missing', field('{ $ref: "#/components/schemas/Item" }'), of({ name: 'Bulb' })],
  [
    'a parent that may be null',
    field('{ oneOf: [{ $ref: "#/components/schemas/Item" }, { type: "null" }] }', {
      item: 'required: [size]',
      example: '{ name: Lamp, size: null }',
      successes: "'204': { description: Done }",
    }),
    of(null),
  ],
  [
    'names of fields that need quotes',
    {
      fields: "'a-b': { type: string }\n'1st': { type: string }\nclass: { type: string }\ndefault: { type: string }",
    },
    { body: { 'a-b': 'x', '1st': 'y', class: 'z', default: 'c' } },
  ],
]);
