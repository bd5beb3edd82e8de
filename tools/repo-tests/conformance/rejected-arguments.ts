import { rejected } from './construct.ts';

/** Parameters that cannot become the arguments of a method. */
export const rejectedArguments = rejected([
  [
    'the same parameter twice',
    {
      parameters:
        '- { name: find, in: query, schema: { type: string } }\n- { name: find, in: query, schema: { type: integer } } # here',
    },
    'The operation has the query parameter find twice',
    'Remove one, also when the path item has the other',
  ],
  [
    'a parameter of the path item and of the operation',
    {
      pathItem: 'parameters: [{ name: find, in: query, schema: { type: string } }]',
      parameters: '- { name: find, in: query, schema: { type: integer } } # here',
    },
    'The operation has the query parameter find twice',
    'Remove one, also when the path item has the other',
  ],
  [
    'the same header in two spellings',
    {
      parameters:
        '- { name: X-Till, in: header, schema: { type: string } }\n- { name: x-till, in: header, schema: { type: string } } # here',
    },
    'The operation has the header parameter x-till twice',
    'Remove one, also when the path item has the other',
  ],
  [
    'a path parameter that the path does not have',
    { parameters: '- { name: other, in: path, required: true, schema: { type: string } } # here' },
    'The path /Shop/Items/{itemId} has no {other}',
    'Remove the parameter, or fix its name',
  ],
  [
    'a path parameter without a declaration',
    {
      path: '/Shop/Items/{itemId}/of/{kind}',
      pathParameters: '# here\n- { name: itemId, in: path, required: true, schema: { type: string } }',
    },
    'The operation does not declare the path parameter kind',
    'Add it to parameters',
  ],
  [
    'a path parameter with a hyphen',
    {
      path: '/Shop/Items/{itemId}/of/{item-kind}',
      parameters: '- name: item-kind # here\n  in: path\n  required: true\n  schema: { type: string }',
    },
    'The path parameter item-kind cannot be the name of an argument',
    'Use letters, digits and underscores',
  ],
  [
    'two path parameters that become the same argument',
    {
      path: '/Shop/Items/{itemId}/of/{class}/{class_}',
      parameters:
        '- { name: class, in: path, required: true, schema: { type: string } }\n- { name: class_, in: path, required: true, schema: { type: string } } # here',
    },
    'The path parameters class and class_ can become the same argument',
    'Use names that differ in more than an underscore, which reserved words get',
  ],
]);
