import type { SpecParts } from './document.ts';
import { rejected } from './construct.ts';

/** A field of the model, with a finding at its last keyword. */
const field = (...keywords: string[]): SpecParts => ({ fields: `size:\n  ${keywords.join('\n  ')} # here` });
const describe = 'Describe the condition, and let the server check it';
const files = 'Write a file for each model, and refer to the file';
const cases = 'Write oneOf with a schema for each case';
const unchecked = (keyword: string): string => `Neither mock nor types check ${keyword}`;
const uncounted = 'The contract tests do not count fields';
const noConditions = 'The types have no conditions';
const dialect = 'All schemas have the dialect of the document';
const twoModels = 'Use two models: one that is sent, one that is returned';
const general = 'Remove it, or teach generation, mock and contract tests what it means';
const boolean = 'The types and the mock do not know schemas that are true or false';

/** Keywords of JSON Schema, one by one. */
export const rejectedKeywords = rejected([
  ['dependentRequired', { item: 'dependentRequired: { a: [b] } # here' }, unchecked('dependentRequired'), describe],
  ['dependentSchemas', { item: 'dependentSchemas: {} # here' }, unchecked('dependentSchemas'), describe],
  [
    'unevaluatedProperties',
    { item: 'unevaluatedProperties: false # here' },
    unchecked('unevaluatedProperties'),
    'Write one object with additionalProperties: false',
  ],
  [
    'unevaluatedItems',
    field('type: array', 'unevaluatedItems: false'),
    unchecked('unevaluatedItems'),
    'Write items with one schema',
  ],
  [
    'prefixItems',
    field('type: array', 'prefixItems: [{ type: string }]'),
    'The type of a tuple is wrong',
    'Write items with one schema, or an object',
  ],
  ['contains', field('type: array', 'contains: { type: string }'), unchecked('contains'), describe],
  ['minContains', field('type: array', 'minContains: 1'), unchecked('minContains'), describe],
  ['maxContains', field('type: array', 'maxContains: 1'), unchecked('maxContains'), describe],
  ['if', { item: 'if: {} # here' }, noConditions, cases],
  ['then', { item: 'then: {} # here' }, noConditions, cases],
  ['else', { item: 'else: {} # here' }, noConditions, cases],
  [
    'not',
    field('not: { type: string }'),
    'The types cannot exclude a schema',
    'Write what the value is, instead of what it is not',
  ],
  [
    'propertyNames',
    { item: 'propertyNames: { type: string, maxLength: 9 } # here' },
    'The types do not limit the names of fields',
    'List the fields in properties',
  ],
  [
    'patternProperties',
    { item: 'patternProperties: {} # here' },
    'The type of patternProperties allows no object',
    'Write additionalProperties, without properties',
  ],
  ['minProperties', { item: 'minProperties: 1 # here' }, uncounted, describe],
  ['maxProperties', { item: 'maxProperties: 1 # here' }, uncounted, describe],
  [
    'multipleOf',
    field('type: number', 'multipleOf: 0.01'),
    'The mock rejects valid decimals such as 19.99',
    'Use integers in minor units',
  ],
  [
    'exclusiveMinimum',
    field('type: integer', 'exclusiveMinimum: 0'),
    'The contract tests do not know exclusiveMinimum',
    'Write minimum',
  ],
  [
    'exclusiveMaximum',
    field('type: integer', 'exclusiveMaximum: 9'),
    'The contract tests do not know exclusiveMaximum',
    'Write maximum',
  ],
  ['uniqueItems', field('type: array', 'uniqueItems: true'), 'The contract tests do not know uniqueItems', describe],
  ['$defs', { item: '$defs: {} # here' }, 'The types turn $defs into a required field', files],
  ['definitions', { item: 'definitions: {} # here' }, 'The types do not know definitions', files],
  ['$anchor', { item: '$anchor: item # here' }, 'Tools do not find an $anchor in another file', files],
  ['$id', { item: '$id: item # here' }, 'Tools resolve references by file, not by $id', files],
  ['$schema', { item: '$schema: https://json-schema.org/draft/2020-12/schema # here' }, dialect, 'Remove it'],
  ['$vocabulary', { item: '$vocabulary: {} # here' }, dialect, 'Remove it'],
  ['$dynamicRef', field("$dynamicRef: '#item'"), 'The types do not follow a $dynamicRef', 'Write a $ref'],
  ['$dynamicAnchor', { item: '$dynamicAnchor: item # here' }, 'The types do not follow a $dynamicRef', 'Write a $ref'],
  [
    'contentSchema',
    field('type: string', 'contentSchema: {}'),
    'The client does not decode the content of a string',
    'Describe the content',
  ],
  ['nullable', field('type: string', 'nullable: true'), 'OpenAPI 3.1 has no nullable', "Write type: [string, 'null']"],
  ['xml', { item: 'xml: { name: item } # here' }, 'The client sends no XML', 'Remove it'],
  ['readOnly', field('type: string', 'readOnly: true'), 'The contract tests cannot judge readOnly', twoModels],
  ['writeOnly', field('type: string', 'writeOnly: true'), 'The contract tests cannot judge writeOnly', twoModels],
  [
    'a keyword of a later draft',
    { item: 'propertyDependencies: {} # here' },
    'The pipeline does not know propertyDependencies on a schema',
    general,
  ],
  [
    'a keyword with the name of a method',
    { item: 'constructor: {} # here' },
    'The pipeline does not know constructor on a schema',
    general,
  ],
  [
    'a field that may be anything',
    { fields: 'size: true # here' },
    boolean,
    'Write {}, with x-free-form if it has no fixed shape',
  ],
  ['a field that may be nothing', { fields: 'size: false # here' }, boolean, 'Remove the field'],
  ['items that may be nothing', field('type: array', 'items: false'), boolean, 'Remove the field'],
]);
