import type { CallResult } from '../calls/recorded-client.ts';
import type { DocumentedOperation } from '../document/operations.ts';
import { responseFor } from '../document/responses.ts';
import { seenFields } from '../schema-values/fields.ts';

/**
 * How a response differs from the document, field by field: values that the document forbids, and fields and statuses that it does not
 * have. Prism reports values and statuses; it accepts unknown fields.
 */
export function driftOf({ responses }: DocumentedOperation, { value, requests, violations }: CallResult): string[] {
  const status = requests.at(-1)?.status ?? 0;
  const found = violations
    .filter(({ location }) => location[0] !== 'request')
    .map(({ location, message }) => `${fieldPathOf(location)}: ${message}`);
  const schema = responseFor(responses, status)?.schema;
  const unknown = schema && !(value instanceof Blob) ? seenFields(schema, value).undocumented : [];
  return [
    ...new Set([...found, ...[...new Set(unknown)].map((path) => `${path}: the document does not have this field`)]),
  ];
}

/** `['response', 'body', 'data', '0', 'status']` is `data/[]/status`. */
function fieldPathOf([, part, ...steps]: readonly string[]): string {
  if (part !== 'body') return [part, ...steps].filter(Boolean).join('/') || 'response';
  return steps.map((step) => (/^\d+$/.test(step) ? '[]' : step)).join('/') || 'body';
}
