import type { Generator, Random } from '@secuconnect/mock/values';
import type { DocumentedResponse } from '../document/operations.ts';
import { flattenSchema, typesOf } from '../document/schema.ts';
import { fieldsAt } from '../schema-values/fields.ts';
import { brokenField, valuesOfWrongType, type BrokenValue } from '../schema-values/break.ts';

/** Of each answer a few fields are broken; which ones, the seed decides. */
const FIELDS = 4;

/** Answers that a server must not give: values of another kind, and some with one field of the first level broken. */
export function brokenResponses({ schema }: DocumentedResponse, generator: Generator, random: Random): BrokenValue[] {
  if (!schema) return [];
  const { own } = flattenSchema(schema);
  const list = typesOf(own).includes('array');
  const fields = list && own.items ? fieldsAt(own.items, '[]') : fieldsAt(schema);
  const some = fields.map((field) => ({ field, at: random.below(1000) })).sort((a, b) => a.at - b.at);
  const broken = some.slice(0, FIELDS).flatMap(({ field }) => brokenField(field, schema, generator).slice(0, 1));
  return [...valuesOfWrongType(schema).slice(0, 2), ...broken];
}
