import type { Extent, Generator } from '@secuconnect/mock/values';
import type { DocumentedOperation } from '../document/operations.ts';
import { flattenSchema, typesOf, type Schema } from '../document/schema.ts';
import type { Parameter } from '../document/parameters.ts';
import { generatorFor } from '../schema-values/generator.ts';
import type { Input, Values } from '../calls/call.ts';
import { generatedBodies } from './generated-bodies.ts';

const EXTENTS = ['random', 'full', 'minimal'] as const;
const MAX_ATTEMPTS = 40;

/** Requests generated from the schema: minimal ones, random ones, and as many full ones as it takes to cover every field. */
export function generatedRequests(operation: DocumentedOperation): Input[] {
  const generator = generatorFor(operation.id);
  const { id, bodies, isBodyRequired } = operation;
  const hasForm = bodies.some(({ kind }) => kind === 'form');
  const withoutBody = isBodyRequired || hasForm ? [] : EXTENTS.map(() => undefined);
  const made = bodies.map((body) => generatedBodies(id, body, generator));
  return [withoutBody, ...made].flatMap((some) =>
    some.map((body, at) => ({ ...parameterValues(operation, EXTENTS[at % EXTENTS.length]!, generator), body })),
  );
}

function parameterValues(operation: DocumentedOperation, extent: Extent, generator: Generator): Omit<Input, 'body'> {
  const { pathParameters, queryParameters, headerParameters, cookieParameters } = operation;
  const headers = headerParameters.map((one) => ({ ...one, schema: inHeader(one.schema) }));
  return {
    path: pathParameters.map((parameter) => segment(parameter, generator)),
    query: namedValues(queryParameters, extent, generator),
    headers: namedValues(headers, extent, generator),
    cookies: namedValues(cookieParameters, extent, generator),
  };
}

function namedValues(parameters: readonly Parameter[], extent: Extent, generator: Generator): Values | undefined {
  if (parameters.length === 0) return undefined;
  const properties = Object.fromEntries(
    parameters.map(({ name, schema }) => [name, extent === 'full' ? withSeveral(schema) : schema]),
  );
  const required = parameters.filter((one) => one.required).map(({ name }) => name);
  const made = generator.value({ type: 'object', properties, required }, extent) as Values;
  // A parameter cannot be an empty object or an empty array.
  return Object.fromEntries(Object.entries(made).filter(([, value]) => !/^({}|\[\])$/.test(JSON.stringify(value))));
}

/** An array has at least two items, if it may: one item looks the same in each style. */
function withSeveral(schema: Schema): Schema {
  const { own } = flattenSchema(schema);
  if (!typesOf(own).includes('array')) return schema;
  return { ...own, minItems: Math.max(own.minItems ?? 0, Math.min(own.maxItems ?? 2, 2)) };
}

/** A value for the path, without the segments that URL parsers remove: the client rejects those. */
function segment({ schema }: Parameter, generator: Generator): string {
  for (let left = MAX_ATTEMPTS; left > 0; left -= 1) {
    const text = String(generator.value(schema, 'full'));
    if (text.trim() !== '' && text !== '.' && text !== '..') return text;
  }
  throw new Error('The schema of a path parameter allows no valid path segment.');
}

/** A header consists of visible ASCII characters, without the commas between the items of an array. */
function inHeader(schema: Schema): Schema {
  const { own } = flattenSchema(schema);
  if (own.items) return { ...own, minItems: Math.max(own.minItems ?? 0, 1), items: inHeader(own.items) };
  if ((!typesOf(own).includes('string') || own.pattern) ?? own.format ?? own.enum ?? own.const) return own;
  const { minLength = 0, maxLength = minLength + 24 } = own;
  return { ...own, pattern: `^[!-+--~]{${Math.max(minLength, 1)},${Math.min(maxLength, minLength + 24)}}$` };
}
