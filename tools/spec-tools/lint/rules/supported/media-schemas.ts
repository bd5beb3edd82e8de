import { nodeOf } from '../../../shared/json.ts';
import type { SpecPlace } from '../../../spec-files/spec-files.ts';
import { finding, inside, type Finding } from '../../../spec-files/spec-view.ts';
import { ANNOTATIONS } from './annotations.ts';
import type { Carrier } from './media-types.ts';
import { isBytes, type Shapes } from './shapes.ts';

/** What the schema of a body must be, by the way it travels. */
const SCHEMAS: Readonly<Record<Carrier, { accepts: (shapes: Shapes, schema: SpecPlace) => boolean; write: string }>> = {
  JSON: { accepts: (_, { value }) => value !== undefined, write: 'a schema' },
  text: {
    accepts: (shapes, schema) => schema.value === undefined || hasOnly(shapes, schema, { type: ['string'] }, true),
    write: 'type: string without limits, which no tool checks, or no schema',
  },
  bytes: {
    accepts: (shapes, schema) =>
      schema.value === undefined ||
      (isInline(schema) && hasOnly(shapes, schema, {})) ||
      hasOnly(shapes, schema, { type: ['string'], format: ['binary'] }, true) ||
      (isInline(schema) &&
        hasOnly(shapes, schema, { type: ['string'], contentMediaType: [] }) &&
        shapes.isFile(schema)),
    write: 'type: string with format: binary, or no schema',
  },
  'a urlencoded form': {
    accepts: (shapes, schema) => hasFields(shapes, schema, (one) => shapes.isScalar(one)),
    write: 'an object that lists its fields, which are scalars or arrays of scalars',
  },
  'a multipart form': {
    accepts: (shapes, schema) =>
      hasFields(shapes, schema, (one) => shapes.isScalar(one) || isFilePart(shapes, schema, one)),
    write: 'an object that lists its fields, which are scalars, files with format: binary, or arrays of them',
  },
};

/** Types with a value that Prism takes for no body. */
const EMPTY = ['null', 'boolean', 'integer', 'number'];

export const mayLookEmpty = (shapes: Shapes, schema: SpecPlace): boolean =>
  EMPTY.some((type) => shapes.types(schema)?.has(type));

export function schemaFindings(media: SpecPlace, type: string, carrier: Carrier, shapes: Shapes): Finding[] {
  const { accepts, write } = SCHEMAS[carrier];
  if (accepts(shapes, inside(media, 'schema'))) return [];
  const message = `The schema of ${type} is not one that ${carrier} can have`;
  return [finding(media, message, `Write ${write}`, 'schema')];
}

function hasFields(shapes: Shapes, schema: SpecPlace, accepts: (field: SpecPlace) => boolean): boolean {
  const fields = shapes.fields(schema);
  return (
    fields !== undefined &&
    fields.length > 0 &&
    fields.every((field) => accepts(field) || shapes.isArrayOf(field, accepts))
  );
}

/** Whether a schema is not that of a model: the types know only from the body that a model without format: binary means bytes. */
const isInline = ({ value }: SpecPlace): boolean => !('$ref' in nodeOf(value));

/** A part of a form is text unless its content is something else. */
function isFilePart(shapes: Shapes, form: SpecPlace, schema: SpecPlace): boolean {
  const value = nodeOf(shapes.of(schema).value);
  const steps = schema.file === form.file ? schema.at.slice(form.at.length) : [];
  const isOwn = isInline(form) && isInline(schema) && steps[0] === 'properties';
  if (!isOwn && value['format'] !== 'binary') return false;
  const types = [value['type'] ?? 'string'].flat();
  const content = value['contentMediaType'];
  return isBytes(value) && types.join() === 'string' && !(typeof content === 'string' && /^text\/|json$/.test(content));
}

/** Whether a schema has no keywords but annotations and these, with one of the given values, if there are any. */
function hasOnly(
  shapes: Shapes,
  schema: SpecPlace,
  allowed: Readonly<Record<string, readonly unknown[]>>,
  all = false,
): boolean {
  const value = nodeOf(shapes.of(schema).value);
  const keywords = Object.keys(value).filter((field) => !ANNOTATIONS.has(field));
  return (
    keywords.every((field) => {
      const values = Object.hasOwn(allowed, field) ? allowed[field] : undefined;
      return values !== undefined && (values.length === 0 || values.includes(value[field]));
    }) &&
    (!all || Object.keys(allowed).every((field) => field in value))
  );
}
