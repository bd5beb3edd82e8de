import type { Generator, Random } from '@secuconnect/mock/values';
import type { DocumentedResponse } from '../document/responses.ts';
import { flattenSchema, typesOf } from '../document/schema.ts';
import { brokenField, valuesOfWrongType, type BrokenValue } from '../schema-values/break.ts';
import { fieldsAt } from '../schema-values/fields.ts';

/** How many fields of each response are broken. The seed selects them. */
const MAX_FIELDS = 4;

/** Bodies that a server must not send: of another type, or with one broken field on the first level. */
export function brokenResponses({ schema }: DocumentedResponse, generator: Generator, random: Random): BrokenValue[] {
  if (!schema) return [];
  const { own } = flattenSchema(schema);
  const isArray = typesOf(own).includes('array');
  const fields = isArray && own.items ? fieldsAt(own.items, '[]') : fieldsAt(schema);
  const shuffled = fields.map((field) => ({ field, at: random.below(1000) })).sort((a, b) => a.at - b.at);
  const broken = shuffled
    .slice(0, MAX_FIELDS)
    .flatMap(({ field }) => brokenField(field, schema, generator).slice(0, 1));
  return [...valuesOfWrongType(schema).slice(0, 2), ...broken];
}
