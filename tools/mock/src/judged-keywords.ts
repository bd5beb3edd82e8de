/**
 * What mock and contract suite make of the keywords that a schema may have. The tests of this folder and of `contract-tests` prove each row
 * with its instances, in both directions, so the table cannot say more than the tools do.
 * It imports nothing, so that a linter can read it.
 */

/**
 * - `judged`: rejects the bad instance and accepts the good one.
 * - `accepts anything`: accepts the bad instance too. A schema with the keyword says more than is checked.
 * - `rejects the good`: rejects the good instance, or the whole document.
 */
export type Judgement = 'judged' | 'accepts anything' | 'rejects the good';

/** A keyword that limits something. */
export interface LimitingKeyword {
  readonly schema: object;
  readonly good: unknown;
  readonly bad: unknown;
  /** In requests and in responses alike. */
  readonly mock: Judgement;
  /** The second Ajv of the contract suite. */
  readonly suite: Judgement;
  /** Whether the suite makes values for the keyword, and breaks it on purpose, in requests that the mock has to reject. */
  readonly provoked: boolean;
}

/** A keyword that limits nothing, with an instance that looks as if it did. */
export interface Annotation {
  readonly schema: object;
  readonly good: unknown;
}

export type KeywordRow = LimitingKeyword | Annotation;

export const limits = (row: KeywordRow): row is LimitingKeyword => 'bad' in row;

/** Whether the contract checks all that a keyword says. A linter should reject a keyword of which this is not true. */
export const isChecked = (row: KeywordRow): boolean =>
  !limits(row) || (row.mock === 'judged' && row.suite === 'judged' && row.provoked);

const judged = { mock: 'judged', suite: 'judged', provoked: true } as const;
/** Judged, but the suite makes no request that breaks it, and no value for it. */
const notProvoked = { ...judged, provoked: false } as const;
const anything = { mock: 'accepts anything', suite: 'accepts anything', provoked: false } as const;
const wrong = { mock: 'rejects the good', suite: 'rejects the good', provoked: false } as const;

const draft7 = 'http://json-schema.org/draft-07/schema#';
const word = { type: 'string' };
const pair = { a: word, b: word };

/** The components that rows refer to, as `#/components/schemas/…`. */
export const COMPONENTS = {
  Word: word,
  Own: { $defs: { Word: word }, type: 'object', properties: { word: { $ref: '#/components/schemas/Own/$defs/Word' } } },
} as const;

/* oxlint-disable unicorn/no-thenable -- `then` is a keyword here, and no function */
/** Every keyword of JSON Schema 2020-12. */
export const JSON_SCHEMA_KEYWORDS = {
  $schema: { schema: { $schema: draft7, dependentRequired: { a: ['b'] } }, good: { a: 1 }, bad: { a: 1 }, ...wrong },
  $id: { schema: { $id: 'https://example.com/word', $ref: '#/components/schemas/Word' }, good: 'a', bad: 1, ...wrong },
  $anchor: {
    schema: { $defs: { w: { $anchor: 'w', type: 'string' } }, $ref: '#w' },
    good: 'a',
    bad: 1,
    ...notProvoked,
  },
  $dynamicAnchor: {
    schema: { $defs: { w: { $dynamicAnchor: 'w', type: 'string' } }, $dynamicRef: '#w' },
    good: 'a',
    bad: 1,
    ...wrong,
  },
  $dynamicRef: {
    schema: { $defs: { w: { $dynamicAnchor: 'w', type: 'string' } }, $dynamicRef: '#w' },
    good: 'a',
    bad: 1,
    ...wrong,
  },
  $vocabulary: { schema: { $vocabulary: { 'https://example.com/words': true } }, good: 1 },
  $comment: { schema: { $comment: 'a word' }, good: 1 },
  $defs: { schema: { $ref: '#/components/schemas/Own' }, good: { word: 'a' }, bad: { word: 1 }, ...judged },
  $ref: { schema: { $ref: '#/components/schemas/Word' }, good: 'a', bad: 1, ...judged },

  allOf: { schema: { allOf: [word] }, good: 'a', bad: 1, ...judged },
  anyOf: { schema: { anyOf: [word, { type: 'boolean' }] }, good: 'a', bad: 1, ...judged },
  oneOf: { schema: { oneOf: [word, { type: 'boolean' }] }, good: 'a', bad: 1, ...judged },
  not: { schema: { type: 'string', not: { const: 'x' } }, good: 'a', bad: 'x', ...notProvoked },
  if: {
    schema: { if: { required: ['a'] }, then: { required: ['b'] } },
    good: { a: 1, b: 1 },
    bad: { a: 1 },
    ...notProvoked,
  },
  then: { schema: { if: { required: ['a'] }, then: { required: ['b'] } }, good: {}, bad: { a: 1 }, ...notProvoked },
  else: { schema: { if: { required: ['a'] }, else: { required: ['b'] } }, good: { a: 1 }, bad: {}, ...notProvoked },
  dependentSchemas: {
    schema: { type: 'object', properties: pair, dependentSchemas: { a: { required: ['b'] } } },
    good: { a: 'x', b: 'x' },
    bad: { a: 'x' },
    ...notProvoked,
  },
  prefixItems: { schema: { type: 'array', prefixItems: [word] }, good: ['a', 1], bad: [1], ...notProvoked },
  items: { schema: { type: 'array', items: word }, good: ['a'], bad: [1], ...judged },
  contains: { schema: { type: 'array', contains: word }, good: [1, 'a'], bad: [1], ...notProvoked },
  properties: { schema: { type: 'object', properties: pair }, good: { a: 'x' }, bad: { a: 1 }, ...judged },
  patternProperties: {
    schema: { patternProperties: { '^a': word } },
    good: { ab: 'x', b: 1 },
    bad: { ab: 1 },
    ...notProvoked,
  },
  additionalProperties: {
    schema: { type: 'object', properties: pair, additionalProperties: false },
    good: { a: 'x' },
    bad: { c: 1 },
    ...judged,
  },
  propertyNames: {
    schema: { type: 'object', propertyNames: { maxLength: 1 } },
    good: { a: 1 },
    bad: { ab: 1 },
    ...notProvoked,
  },

  unevaluatedItems: {
    schema: { prefixItems: [word], unevaluatedItems: false },
    good: ['a'],
    bad: ['a', 1],
    ...notProvoked,
  },
  unevaluatedProperties: {
    schema: { allOf: [{ properties: pair }], unevaluatedProperties: false },
    good: { a: 'x' },
    bad: { c: 1 },
    ...notProvoked,
  },

  type: { schema: word, good: 'a', bad: 1, ...judged },
  enum: { schema: { type: 'string', enum: ['a', 'b'] }, good: 'a', bad: 'c', ...judged },
  const: { schema: { const: 'a' }, good: 'a', bad: 'c', ...judged },
  multipleOf: { schema: { type: 'integer', multipleOf: 5 }, good: 10, bad: 11, ...notProvoked },
  maximum: { schema: { type: 'integer', maximum: 5 }, good: 5, bad: 6, ...judged },
  exclusiveMaximum: { schema: { type: 'integer', exclusiveMaximum: 5 }, good: 4, bad: 5, ...notProvoked },
  minimum: { schema: { type: 'integer', minimum: 5 }, good: 5, bad: 4, ...judged },
  exclusiveMinimum: { schema: { type: 'integer', exclusiveMinimum: 5 }, good: 6, bad: 5, ...notProvoked },
  maxLength: { schema: { type: 'string', maxLength: 2 }, good: '💶💶', bad: 'abc', ...judged },
  minLength: { schema: { type: 'string', minLength: 2 }, good: 'ab', bad: 'a', ...judged },
  pattern: { schema: { type: 'string', pattern: '^[a-z]+$' }, good: 'a', bad: 'A', ...judged },
  maxItems: { schema: { type: 'array', maxItems: 1 }, good: [1], bad: [1, 2], ...judged },
  minItems: { schema: { type: 'array', minItems: 1 }, good: [1], bad: [], ...notProvoked },
  uniqueItems: {
    schema: { type: 'array', uniqueItems: true },
    good: [1, 2],
    bad: [{ a: 1 }, { a: 1 }],
    ...notProvoked,
  },
  maxContains: {
    schema: { type: 'array', contains: word, maxContains: 1 },
    good: ['a', 1],
    bad: ['a', 'b'],
    ...notProvoked,
  },
  minContains: {
    schema: { type: 'array', contains: word, minContains: 2 },
    good: ['a', 'b'],
    bad: ['a', 1],
    ...notProvoked,
  },
  maxProperties: { schema: { type: 'object', maxProperties: 1 }, good: { a: 1 }, bad: { a: 1, b: 1 }, ...notProvoked },
  minProperties: { schema: { type: 'object', minProperties: 1 }, good: { a: 1 }, bad: {}, ...notProvoked },
  required: {
    schema: { type: 'object', properties: pair, required: ['a'] },
    good: { a: 'x' },
    bad: { b: 'x' },
    ...judged,
  },
  dependentRequired: {
    schema: { type: 'object', properties: pair, dependentRequired: { a: ['b'] } },
    good: { a: 'x', b: 'x' },
    bad: { a: 'x' },
    ...notProvoked,
  },

  format: { schema: { type: 'string', format: 'date' }, good: '2028-02-29', bad: '2027-02-29', ...judged },
  contentEncoding: { schema: { type: 'string', contentEncoding: 'base64' }, good: '§' },
  contentMediaType: { schema: { type: 'string', contentMediaType: 'application/json' }, good: '{' },
  contentSchema: {
    schema: { type: 'string', contentMediaType: 'application/json', contentSchema: { type: 'object' } },
    good: '[]',
  },
  title: { schema: { title: 'Word' }, good: 1 },
  description: { schema: { description: 'A word.' }, good: 1 },
  default: { schema: { default: 'a' }, good: 1 },
  deprecated: { schema: { deprecated: true }, good: 1 },
  readOnly: { schema: { type: 'string', readOnly: true }, good: 'a' },
  writeOnly: { schema: { type: 'string', writeOnly: true }, good: 'a' },
  examples: { schema: { examples: ['a'] }, good: 1 },
} as const satisfies Record<string, KeywordRow>;

/** The fields that OpenAPI 3.1 adds to a schema, and `nullable` of 3.0, which 3.1 ignores: null stays forbidden. */
export const OPENAPI_KEYWORDS = {
  discriminator: { schema: { anyOf: [word], discriminator: { propertyName: 'kind' } }, good: 'a' },
  xml: { schema: { xml: { name: 'word' } }, good: 1 },
  externalDocs: { schema: { externalDocs: { url: 'https://example.com' } }, good: 1 },
  example: { schema: { example: 'a' }, good: 1 },
  nullable: { schema: { type: 'string', nullable: true }, good: 'a', bad: null, ...anything },
} as const satisfies Record<string, KeywordRow>;

/** The same keywords where they meet others, or have a value of another kind. */
export const COMBINATIONS = {
  'properties with a boolean schema': {
    schema: { type: 'object', properties: { a: false } },
    good: {},
    bad: { a: 1 },
    ...notProvoked,
  },
  'type with a list': { schema: { type: ['string', 'null'] }, good: null, bad: 1, ...judged },
  'additionalProperties with a schema': {
    schema: { type: 'object', additionalProperties: word },
    good: { a: 'x' },
    bad: { a: 1 },
    ...judged,
  },
  'additionalProperties: false in a part of allOf': {
    schema: { allOf: [{ properties: pair, additionalProperties: false }, { properties: { c: word } }] },
    good: { a: 'x' },
    bad: { a: 'x', c: 'x' },
    ...notProvoked,
  },
  'prefixItems with items: false': {
    schema: { type: 'array', prefixItems: [word], items: false },
    good: ['a'],
    bad: ['a', 1],
    ...notProvoked,
  },
  'multipleOf with a fraction': { schema: { type: 'number', multipleOf: 0.01 }, good: 19.99, bad: 19.995, ...wrong },
  '$ref with enum': {
    schema: { $ref: '#/components/schemas/Word', enum: ['a'] },
    good: 'a',
    bad: 'b',
    ...judged,
  },
  '$ref with maxLength': {
    schema: { $ref: '#/components/schemas/Word', maxLength: 1 },
    good: 'a',
    bad: 'ab',
    ...judged,
  },
  '$ref with required': {
    schema: { $ref: '#/components/schemas/Own', required: ['word'] },
    good: { word: 'a' },
    bad: {},
    ...judged,
  },
  '$ref with properties': {
    schema: { $ref: '#/components/schemas/Own', properties: { n: { type: 'integer' } } },
    good: { word: 'a', n: 1 },
    bad: { n: 'x' },
    ...judged,
  },
  '$ref with allOf': {
    schema: { $ref: '#/components/schemas/Own', allOf: [{ required: ['word'] }] },
    good: { word: 'a' },
    bad: {},
    ...judged,
  },
  '$ref with unevaluatedProperties': {
    schema: { $ref: '#/components/schemas/Own', unevaluatedProperties: false },
    good: { word: 'a' },
    bad: { other: 1 },
    ...notProvoked,
  },
  '$ref with nullable': {
    schema: { $ref: '#/components/schemas/Word', nullable: true },
    good: 'a',
    bad: null,
    ...wrong,
  },
} as const satisfies Record<string, KeywordRow>;

/** The values of `format` of JSON Schema 2020-12 and OpenAPI 3.1. */
export const FORMATS = {
  date: { good: '2028-02-29', bad: '2027-02-29', ...judged },
  'date-time': { good: '2028-02-29T10:16:20+01:00', bad: '2028-02-30T10:16:20Z', ...judged },
  time: { good: '10:16:20Z', bad: '25:16:20Z', ...notProvoked },
  duration: { good: 'P1D', bad: '1 day', ...notProvoked },
  email: { good: 'a@example.com', bad: 'a', ...notProvoked },
  'idn-email': { good: 'ä@example.com', bad: 'a', ...anything },
  hostname: { good: 'example.com', bad: '-a', ...notProvoked },
  'idn-hostname': { good: 'ä.example', bad: '-a', ...anything },
  ipv4: { good: '127.0.0.1', bad: '256.0.0.1', ...notProvoked },
  ipv6: { good: '::1', bad: '1', ...notProvoked },
  uri: { good: 'https://example.com', bad: '//', ...judged },
  'uri-reference': { good: '/a', bad: '\\', ...notProvoked },
  iri: { good: 'https://ä.example', bad: '//', ...anything },
  'iri-reference': { good: '/ä', bad: '\\', ...anything },
  uuid: { good: '123e4567-e89b-12d3-a456-426614174000', bad: 'a', ...notProvoked },
  'uri-template': { good: '/{a}', bad: '/{a', ...notProvoked },
  'json-pointer': { good: '/a', bad: 'a', ...notProvoked },
  'relative-json-pointer': { good: '1/a', bad: '/a', ...notProvoked },
  regex: { good: '^a', bad: '(', ...notProvoked },
  int32: { type: 'integer', good: 2147483647, bad: 2147483648, ...notProvoked },
  // Beyond 2^53, the numbers of JavaScript are no longer exact: nothing can judge them.
  int64: { type: 'integer', good: 9007199254740991, bad: 9223372036854775808, ...anything },
  float: { type: 'number', good: 1.5, bad: 1e39, ...anything },
  double: { type: 'number', good: 1e308 },
  password: { good: '§' },
  binary: { good: '§' },
  byte: { good: 'YQ==', bad: '§', ...notProvoked },
} as const satisfies Record<string, ({ good: unknown } | Omit<LimitingKeyword, 'schema'>) & { type?: string }>;

/** All rows by name, with the formats as schemas. */
export const allRows = (): [string, KeywordRow][] => [
  ...Object.entries({ ...JSON_SCHEMA_KEYWORDS, ...OPENAPI_KEYWORDS, ...COMBINATIONS }),
  ...Object.entries(FORMATS).map(([format, row]): [string, KeywordRow] => {
    const { type = 'string', ...rest } = row as typeof row & { type?: string };
    return [`format: ${format}`, { schema: { type, format }, ...rest }];
  }),
];
