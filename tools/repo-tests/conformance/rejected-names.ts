import type { SpecParts } from './document.ts';
import { rejected } from './construct.ts';

const rename = 'Give the model another name';
const model = (name: string): SpecParts => ({
  models: `${name}: { type: string } # here`,
  fields: `part: { $ref: '#/components/schemas/${name}' }`,
});

/** An operation of the same resource with this method. */
const method = (name: string, ...more: string[]): SpecParts => ({
  paths: [
    '/Shop/Items/{itemId}/more:',
    '  parameters: [{ name: itemId, in: path, required: true, schema: { type: string } }]',
    '  post:',
    `    operationId: shop.items.${name} # here`,
    '    tags: [Items]',
    "    responses: { '202': { description: Fine } }",
    ...more.map((line) => `    ${line}`),
  ].join('\n'),
});

const members = 'then catch finally constructor prototype toJSON toString valueOf hasOwnProperty isPrototypeOf'.split(
  ' ',
);
const modelNames: Readonly<Record<string, string>> = {
  Call: 'something in generated code',
  Wire: 'something in generated code',
  components: 'something in generated code',
  operations: 'something in generated code',
  Blob: 'a type of TypeScript',
  Promise: 'a type of TypeScript',
  ApiCall: 'an export of the packages',
  RequestOptions: 'an export of the packages',
  Page: 'an export of the packages',
  ShopItems: 'the resource shop.items',
  ShopItemsClass: 'the resource shop.items',
  ShopGroup: 'the group of shop.items',
  UpdateParams: 'the arguments of shop.items.update',
};

export const rejectedNames = rejected([
  [
    'a field with a percent sign',
    { fields: "'a%d': { type: string } # here" },
    'The types cannot refer to the field a%d, because % begins an escape in a reference',
    'Use another name',
  ],
  ...members.map(
    (name) =>
      [
        `the method ${name}`,
        method(name),
        `No method can be called ${name}, which means something to JavaScript`,
        'Give the method another name',
      ] as const,
  ),
  [
    'a long method',
    method('a'.repeat(61)),
    'The method name has 61 letters, more than 60',
    'Give the method another name',
  ],
  ...Object.entries({
    'then.items': 'then',
    'shop.constructor': 'constructor',
    'api.items': 'api',
    'request.items': 'request',
  }).map(
    ([namespace, name]) =>
      [
        `the resource ${namespace}`,
        { namespace, tag: '# here' },
        `No resource can be called ${name}, which the client or JavaScript has`,
        'Give the resource another name',
      ] as const,
  ),
  [
    'two resources with one class',
    { tags: '- name: More\n  x-namespace: shopI.tems # here' },
    'The namespaces shop.items and shopI.tems become the same class',
    'Give the resource another name',
  ],
  [
    'two types of arguments with one name',
    {
      pathParameters:
        '- { name: itemId, in: path, required: true, schema: { type: string } }\n- { name: params, in: path, required: true, schema: { type: string, x-extensible-enum: [a] } }',
      path: '/Shop/Items/{itemId}/to/{params}',
      method: 'update # here',
    },
    'The arguments of shop.items.update and shop.items.update have types with the same name UpdateParams',
    'Give the method or the path parameter another name',
  ],
  ...Object.entries(modelNames).map(
    ([name, owner]) => [`the model ${name}`, model(name), `The name ${name} is that of ${owner}`, rename] as const,
  ),
  [
    'a model with a dot',
    model('Part.Extra'),
    'The model Part.Extra cannot have a type of this name',
    'Use letters and digits',
  ],
  [
    'a model with a hyphen',
    model('Part-Extra'),
    'The model Part-Extra cannot have a type of this name',
    'Use letters and digits',
  ],
  [
    'two models with one name but for capital letters',
    { models: 'ITEM: { type: string } # here', fields: "part: { $ref: '#/components/schemas/ITEM' }" },
    'The model ITEM has the name of another one in spec/openapi.yaml',
    'Give one of them another name',
  ],
  [
    'two files with one name',
    { fields: 'one: { $ref: one/Part.yaml }\ntwo: { $ref: two/Part.yaml }' },
    'The model Part has the name of another one in spec/one/Part.yaml',
    'Give one of them another name',
    { 'one/Part.yaml': 'type: string\n', 'two/Part.yaml': 'type: integer # here\n' },
  ],
  ...['constructor', 'toString', 'hasOwnProperty'].map(
    (name) =>
      [
        `a field ${name}`,
        { fields: `${name}: { type: string } # here`, example: `{ ${name}: a }` },
        `No field or parameter can be called ${name}, which the mock finds in every object`,
        'Use another name',
      ] as const,
  ),
  [
    'a field $ref',
    { fields: '$ref: { type: string } # here' },
    'Tools take the field $ref for a reference',
    'Use another name',
  ],
  [
    'a field __proto__',
    { fields: '__proto__: { type: string } # here' },
    'No field or parameter can be called __proto__, which the mock finds in every object',
    'Use another name',
  ],
]);
