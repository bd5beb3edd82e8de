import type { CallResult } from '../calls/recorded-client.ts';
import type { DocumentedOperation } from '../document/operations.ts';
import { responseFor } from '../document/responses.ts';
import type { Schema } from '../document/schema.ts';
import { seenFields } from '../schema-values/fields.ts';
import { unlistedValues } from '../schema-values/unlisted-values.ts';

/**
 * How a response differs from the document, field by field: values that the document forbids, and fields and statuses that it does not
 * have. Prism reports values and statuses; it accepts unknown fields.
 */
export const driftOf = (operation: DocumentedOperation, result: CallResult): string[] => [
  ...new Set([...violationsIn(result), ...unknownFieldsIn(operation, result).map((path) => `${path}: ${UNKNOWN}`)]),
];

export const UNKNOWN = 'the document does not have this field';

/** What the document forbids about a response. */
export const violationsIn = ({ violations }: CallResult): string[] =>
  violations
    .filter(({ location }) => location[0] !== 'request')
    .map(({ location, message }) => `${fieldPathOf(location)}: ${message}`);

/** The paths of fields that the document does not have. */
export function unknownFieldsIn(operation: DocumentedOperation, result: CallResult): string[] {
  const schema = schemaOf(operation, result);
  return schema ? [...new Set(seenFields(schema, result.value).undocumented)] : [];
}

/** The paths of values that an open list of the document does not have. */
export function unlistedValuesIn(operation: DocumentedOperation, result: CallResult): string[] {
  const schema = schemaOf(operation, result);
  return schema ? [...new Set(unlistedValues(schema, result.value))] : [];
}

/** The schema of a response in JSON. */
function schemaOf({ responses }: DocumentedOperation, { requests, value }: CallResult): Schema | undefined {
  const schema = responseFor(responses, requests.at(-1)?.status ?? 0)?.schema;
  return value instanceof Blob ? undefined : schema;
}

/** `['response', 'body', 'data', '0', 'status']` is `data/[]/status`. */
function fieldPathOf([, part, ...steps]: readonly string[]): string {
  if (part !== 'body') return [part, ...steps].filter(Boolean).join('/') || 'response';
  return steps.map((step) => (/^\d+$/.test(step) ? '[]' : step)).join('/') || 'body';
}
