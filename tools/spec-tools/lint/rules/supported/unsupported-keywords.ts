import { ways, type Way } from './ways.ts';

const unchecked = (field: string): string => `Neither mock nor types check ${field}`;
const describe = 'Describe the condition, and let the server check it';
const conditional = ['The types have no conditions', 'Write oneOf with a schema for each case'] as const;
const files = 'Write a file for each model, and refer to the file';

/** The rest of JSON Schema 2020-12, and what OpenAPI 3.0 added to it. */
export const UNSUPPORTED_KEYWORDS: Record<string, Way> = ways({
  dependentRequired: [unchecked('dependentRequired'), describe],
  dependentSchemas: [unchecked('dependentSchemas'), describe],
  unevaluatedProperties: [unchecked('unevaluatedProperties'), 'Write one object with additionalProperties: false'],
  unevaluatedItems: [unchecked('unevaluatedItems'), 'Write items with one schema'],
  prefixItems: ['The type of a tuple is wrong', 'Write items with one schema, or an object'],
  contains: [unchecked('contains'), describe],
  minContains: [unchecked('minContains'), describe],
  maxContains: [unchecked('maxContains'), describe],
  ...Object.fromEntries(['if', 'then', 'else'].map((field) => [field, conditional] as const)),
  not: ['The types cannot exclude a schema', 'Write what the value is, instead of what it is not'],
  propertyNames: ['The types do not limit the names of fields', 'List the fields in properties'],
  patternProperties: [
    'The type of patternProperties allows no object',
    'Write additionalProperties, without properties',
  ],
  minProperties: ['The contract tests do not count fields', describe],
  maxProperties: ['The contract tests do not count fields', describe],
  multipleOf: ['The mock rejects valid decimals such as 19.99', 'Use integers in minor units'],
  exclusiveMinimum: ['The contract tests do not know exclusiveMinimum', 'Write minimum'],
  exclusiveMaximum: ['The contract tests do not know exclusiveMaximum', 'Write maximum'],
  uniqueItems: ['The contract tests do not know uniqueItems', describe],
  $defs: ['The types turn $defs into a required field', files],
  definitions: ['The types do not know definitions', files],
  $anchor: ['Tools do not find an $anchor in another file', files],
  $id: ['Tools resolve references by file, not by $id', files],
  $schema: ['All schemas have the dialect of the document', 'Remove it'],
  $vocabulary: ['All schemas have the dialect of the document', 'Remove it'],
  $dynamicRef: ['The types do not follow a $dynamicRef', 'Write a $ref'],
  $dynamicAnchor: ['The types do not follow a $dynamicRef', 'Write a $ref'],
  $recursiveRef: ['The types do not follow a $recursiveRef', 'Write a $ref'],
  contentSchema: ['The client does not decode the content of a string', 'Describe the content'],
  nullable: ['OpenAPI 3.1 has no nullable', "Write type: [string, 'null']"],
  xml: ['The client sends no XML', 'Remove it'],
  externalDocs: ['The pipeline shows no externalDocs', 'Write the link in the description'],
  readOnly: ['The contract tests cannot judge readOnly', 'Use two models: one that is sent, one that is returned'],
  writeOnly: ['The contract tests cannot judge writeOnly', 'Use two models: one that is sent, one that is returned'],
});
