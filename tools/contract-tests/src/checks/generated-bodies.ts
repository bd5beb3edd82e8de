import type { Extent, Generator } from '@secuconnect/mock/values';
import { isFile, type DocumentedBody } from '../document/bodies.ts';
import { flattenSchema, type Schema } from '../document/schema.ts';
import { fieldPathsOf, seenFields } from '../schema-values/fields.ts';
import type { Values } from '../calls/call.ts';
import { formWith, sampleFile } from '../calls/examples.ts';

/** More than the branches of any union in the document. A field that is not covered by then cannot be generated. */
const MAX_BODIES = 40;
const EXTENTS: readonly Extent[] = ['minimal', 'random', 'random'];

/** Values for one body of an operation, so many that every field is covered. */
export function generatedBodies(id: string, { kind, schema }: DocumentedBody, generator: Generator): unknown[] {
  if (kind === 'bytes') return EXTENTS.map(() => sampleFile());
  if (kind === 'text') return EXTENTS.map(() => generator.value(notEmpty(schema), 'full'));
  if (kind === 'json') return valuesOf(id, schema, generator);
  const values = valuesOf(id, withoutFiles(schema), generator).map((value) => withoutNull(value as Values));
  return kind === 'form' ? values.map((value) => formWith(schema, value)) : values;
}

function valuesOf(id: string, schema: Schema, generator: Generator): unknown[] {
  const made = EXTENTS.map((extent) => generator.value(schema, extent));
  const missing = new Set(fieldPathsOf(schema));
  while (missing.size || made.length === EXTENTS.length) {
    if (made.length > MAX_BODIES) throw new Error(`${id}: no generated request contains ${[...missing].join(', ')}.`);
    const value = generator.value(schema, 'full');
    for (const field of seenFields(schema, value).documented) missing.delete(field);
    made.push(value);
  }
  return made;
}

/** Empty text would be no body. */
const notEmpty = (schema: Schema): Schema => {
  const { own } = flattenSchema(schema);
  return { ...own, type: 'string', minLength: Math.max(own.minLength ?? 0, 1) };
};

function withoutFiles(schema: Schema): Schema {
  const { own } = flattenSchema(schema);
  const fields = Object.entries(own.properties ?? {}).filter(([, field]) => !isFile(field));
  const names = new Set(fields.map(([name]) => name));
  return {
    ...own,
    type: 'object',
    properties: Object.fromEntries(fields),
    required: (own.required ?? []).filter((name) => names.has(name)),
  };
}

/** Forms have no null. */
const withoutNull = (value: Values): Values =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== null));
