import type { Generator, Random } from '@secuconnect/mock/values';
import type { Answer } from '../document/operations.ts';
import { shapeOf, typesOf } from '../document/schema.ts';
import { fieldsAt } from '../values/fields.ts';
import { brokenField, wrongWholes, type Broken } from '../values/break.ts';

/** Of each answer a few fields are broken; which ones, the seed decides. */
const FIELDS = 4;

/** Answers that a server must not give: values of another kind, and some with one field of the first level broken. */
export function brokenAnswers({ schema }: Answer, generator: Generator, random: Random): Broken[] {
  if (!schema) return [];
  const { own } = shapeOf(schema);
  const list = typesOf(own).includes('array');
  const fields = list && own.items ? fieldsAt(own.items, '[]') : fieldsAt(schema);
  const some = fields.map((field) => ({ field, at: random.below(1000) })).sort((a, b) => a.at - b.at);
  const broken = some.slice(0, FIELDS).flatMap(({ field }) => brokenField(field, schema, generator).slice(0, 1));
  return [...wrongWholes(schema).slice(0, 2), ...broken];
}
