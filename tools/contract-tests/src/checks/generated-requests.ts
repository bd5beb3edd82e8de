import type { Extent, Generator } from '@secuconnect/mock/values';
import type { DocumentedOperation, Parameter } from '../document/operations.ts';
import { flattenSchema, type Schema } from '../document/schema.ts';
import { fieldPathsOf, seenFields } from '../schema-values/fields.ts';
import { generatorFor } from '../schema-values/generator.ts';
import { FILE_TEXT, type Input } from '../calls/call.ts';

/** More than the branches of any union in the document. A field that is not covered by then cannot be generated. */
const MAX_REQUESTS = 40;

/** Requests generated from the schema: a minimal one, random ones, and as many full ones as it takes to cover every field. */
export function generatedRequests(operation: DocumentedOperation): Input[] {
  const generator = generatorFor(operation.id);
  const { body, form, pathParameters, queryParameters, id } = operation;
  const path = (): string[] => pathParameters.map((parameter) => segment(parameter, generator));
  const query = (extent: Extent): Input['query'] => {
    if (queryParameters.length === 0) return undefined;
    const properties = Object.fromEntries(queryParameters.map(({ name, schema }) => [name, schema]));
    const required = queryParameters.filter((one) => one.required).map(({ name }) => name);
    const made = generator.value({ type: 'object', properties, required }, extent) as Record<string, unknown>;
    // A query cannot contain an empty object.
    return Object.fromEntries(Object.entries(made).filter(([, value]) => JSON.stringify(value) !== '{}'));
  };
  const rest: Input[] = (['full', 'minimal', 'random'] as const).map((extent) => ({
    path: path(),
    query: query(extent),
  }));
  if (form) return [...rest.map((one) => ({ ...one, body: formBody(form) })), ...bodies()];
  return body ? [...(body.required ? [] : rest), ...bodies()] : rest;

  function bodies(): Input[] {
    if (!body) return [];
    const extents: Extent[] = ['minimal', 'random', 'random'];
    const made = extents.map((extent) => generator.value(body.schema, extent));
    const missing = new Set(fieldPathsOf(body.schema));
    while (missing.size || made.length === extents.length) {
      if (made.length > MAX_REQUESTS)
        throw new Error(`${id}: no generated request contains ${[...missing].join(', ')}.`);
      const value = generator.value(body.schema, 'full');
      for (const field of seenFields(body.schema, value).documented) missing.delete(field);
      made.push(value);
    }
    return made.map((value, at) => ({ path: path(), query: query(at % 2 ? 'full' : 'random'), body: value }));
  }
}

/** A value for the path, without the segments that URL parsers remove: the client rejects those. */
function segment({ schema }: Parameter, generator: Generator): string {
  for (let left = MAX_REQUESTS; left > 0; left -= 1) {
    const text = String(generator.value(schema, 'full'));
    if (text.trim() !== '' && text !== '.' && text !== '..') return text;
  }
  throw new Error('The schema of a path parameter allows no valid path segment.');
}

const formBody = (schema: Schema): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(flattenSchema(schema).own.properties ?? {}).map(([name, field]) => [
      name,
      field.format === 'binary' ? new File([FILE_TEXT], 'a.pdf', { type: 'application/pdf' }) : 'text',
    ]),
  );
