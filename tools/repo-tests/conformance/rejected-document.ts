import type { SpecParts } from './document.ts';
import { rejected } from './construct.ts';

const noLinks = ['The pipeline shows no externalDocs', 'Write the link in the description'] as const;
const oneScheme = [
  'The client sends one token with every operation, and security asks for something else',
  'Write one requirement with one scheme and no scopes: `- oauth_token: []`',
] as const;
const bearer = 'Use type: http with scheme: bearer';
const general = 'Remove it, or teach generation, mock and contract tests what it means';
const push = 'Describe the request of the server as a webhook';
const nextToRef = 'Tools drop what is written next to a $ref';
const docs = 'externalDocs: { url: https://example.org } # here';

const webhook = (...lines: string[]): SpecParts => ({
  root: ['webhooks:', '  changed:', '    post:', ...lines.map((line) => `      ${line}`)].join('\n'),
});
const json = 'requestBody: { content: { application/json: { schema: {} } } }';
const received = "responses: { '200': { description: Received } }";

/** The root, and everything above the operations. */
export const rejectedInDocument = rejected([
  ['OpenAPI 3.0', { openapi: '3.0.3 # here' }, 'The value of openapi on the root is not supported', 'Write 3.1.0'],
  ['OpenAPI 3.2', { openapi: '3.2.0 # here' }, 'The value of openapi on the root is not supported', 'Write 3.1.0'],
  [
    'the dialect of OpenAPI',
    { root: 'jsonSchemaDialect: https://spec.openapis.org/oas/3.1/dialect/base # here' },
    'The value of jsonSchemaDialect on the root is not supported',
    'Write https://json-schema.org/draft/2020-12/schema',
  ],
  ['externalDocs of the document', { root: docs }, ...noLinks],
  ['externalDocs of a tag', { tag: docs }, ...noLinks],
  ['externalDocs of an operation', { operation: docs }, ...noLinks],
  ['externalDocs of a schema', { item: docs }, ...noLinks],
  [
    '$self',
    { root: '$self: https://example.org/openapi # here' },
    'The pipeline does not know $self on the root',
    general,
  ],
  ['two security requirements', { security: 'security: [{ token: [] }, { key: [] }] # here' }, ...oneScheme],
  ['two schemes at once', { security: 'security: [{ token: [], key: [] }] # here' }, ...oneScheme],
  ['scopes', { security: 'security: [{ token: [read] }] # here' }, ...oneScheme],
  ['optional security', { security: 'security: [{}] # here' }, ...oneScheme],
  ['no security', { security: 'security: [] # here' }, ...oneScheme],
  [
    'basic authentication',
    { securityScheme: '{ type: http, scheme: basic } # here' },
    'The value of scheme on a security scheme is not supported',
    'Write bearer',
  ],
  [
    'an API key',
    { securityScheme: '\n      type: http\n      scheme: bearer\n      name: X-Key # here' },
    'The client sends no API key',
    bearer,
  ],
  [
    'OAuth flows',
    { securityScheme: '\n      type: http\n      scheme: bearer\n      flows: {} # here' },
    'The grants of the client are written by hand',
    'Name them in the description',
  ],
  [
    'OpenID Connect',
    { securityScheme: '\n      type: http\n      scheme: bearer\n      openIdConnectUrl: https://example.org # here' },
    'The client discovers no identity provider',
    bearer,
  ],
  [
    'variables of a server',
    { server: 'variables: { region: { default: eu } } # here' },
    'The environments of the client have no variables',
    'Write one server for each URL',
  ],
  [
    'components/headers',
    { components: 'headers: { Rate: { schema: { type: integer } } } # here' },
    'The client returns no headers as part of a result',
    'Describe the header in the response',
  ],
  [
    'components/links',
    { components: 'links: {} # here' },
    'Nothing reads links',
    'Describe in the operation where the value comes from',
  ],
  ['components/callbacks', { components: 'callbacks: {} # here' }, 'Nothing reads callbacks', push],
  [
    'components/pathItems',
    { components: 'pathItems: {} # here' },
    'Generation does not follow a path into components',
    'Refer to a file in paths/',
  ],
  [
    'a reference with a summary',
    { errors: "'405':\n  $ref: '#/components/responses/Item'\n  summary: Not now # here" },
    nextToRef,
    'Write it in the target',
  ],
  [
    'a reference with a description',
    { errors: "'405':\n  $ref: '#/components/responses/Item'\n  description: Not now # here" },
    nextToRef,
    'Write it in the target',
  ],
  [
    'a path item with fields next to its reference',
    { paths: '/Shop/Items:\n  $ref: items.yaml\n  parameters: [] # here' },
    'The pipeline does not know parameters on a reference',
    general,
    { 'items.yaml': 'parameters: []\n' },
  ],
  [
    'a file on the web',
    { fields: 'size:\n  $ref: https://example.org/size.yaml # here' },
    'The reference https://example.org/size.yaml leads out of the spec',
    'Copy its target into a file, and refer to that',
  ],
  [
    'a list where an object belongs',
    { components: 'examples: [] # here' },
    'The value of examples is not an object',
    'Write names with values',
  ],
  [
    'a value where an object belongs',
    { components: 'examples:\n  one: 1 # here' },
    'The value is not an object, as an example must be',
    'Write an object',
  ],
  [
    'an example of which the value is elsewhere',
    { components: 'examples:\n  one:\n    externalValue: https://example.org/one.json # here' },
    'No tool loads the value of an example from a URL',
    'Write the value',
  ],
  [
    'an example with a description',
    { components: 'examples:\n  one:\n    value: 1\n    description: The first # here' },
    'Nothing shows the description of an example',
    'Write it as the summary',
  ],
  [
    'an example without a value',
    { components: 'examples:\n  one: { summary: Nothing } # here' },
    'The field value is missing on an example',
    'Add value',
  ],
  [
    'parameters of a webhook',
    webhook('parameters: [{ name: a, in: query, schema: { type: string } }] # here', json, received),
    'The types of pushes have no parameters',
    'Describe them in the description',
  ],
  [
    'a webhook with text',
    webhook('requestBody:', '  content:', '    text/plain: {} # here', received),
    'The media type text/plain cannot be that of a push',
    'Use application/json',
  ],
  [
    'a reference to a reference',
    {
      body: "$ref: '#/components/requestBodies/Sent' # here",
      components:
        "requestBodies:\n  Sent: { $ref: '#/components/requestBodies/Text' }\n  Text: { required: true, content: { text/plain: {} } }",
    },
    'The reference #/components/requestBodies/Sent leads to another reference',
    'Refer to the target of that',
  ],
  [
    'an alias',
    { fields: 'a: &a { type: string }\nb: *a # here' },
    'The file has an alias of YAML',
    'Write a $ref, or the value again',
  ],
  [
    'an alias of its own',
    { fields: 'a: &a\n  type: object\n  properties: { b: *a } # here' },
    'The file has an alias of YAML',
    'Write a $ref, or the value again',
  ],
  [
    'a tag of YAML',
    { fields: 'a: { const: !special b } # here' },
    'The file has a tag of YAML',
    'Remove it, and quote a text',
  ],
  [
    'a merge key',
    { fields: 'a: { <<: { type: string } } # here' },
    'The file has a merge key of YAML',
    'Write the fields',
  ],
  [
    'a binary number',
    { fields: 'a: { type: string, enum: [0b1] } # here' },
    'Parsers of YAML disagree about 0b1',
    'Write a decimal number, or quote a text',
  ],
  [
    'a number and a text as the same key',
    { fields: "1: { type: string }\n'1': { type: integer } # here" },
    'Map keys must be unique',
    'Fix the YAML',
  ],
  [
    'a list as a key',
    { fields: '? [a] # here\n: { type: string }' },
    'With stringKeys, all keys must be strings',
    'Fix the YAML',
  ],
  [
    'a webhook without a body',
    webhook('# here', received),
    'The push has no request body',
    'Describe what the program receives',
  ],
  [
    'a webhook with a response that has a body',
    webhook(
      json,
      'responses:',
      "  '200': # here",
      '    description: Fine',
      '    content: { application/json: { schema: {} } }',
    ),
    'The API does not read the response to a push',
    'Remove content',
  ],
  [
    'security with a scheme that does not exist',
    { security: 'security: [{ other: [] }] # here' },
    'The security scheme other does not exist',
    'Add it to components.securitySchemes',
  ],
  [
    'a parameter that refers to itself',
    {
      components: "parameters: { Size: { $ref: '#/components/parameters/Size' } } # here",
    },
    'The reference #/components/parameters/Size leads to another reference',
    'Refer to the target of that',
  ],
]);
