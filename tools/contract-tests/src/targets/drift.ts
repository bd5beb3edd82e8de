import type { CallResult } from '../calls/recorded-client.ts';
import type { DocumentedOperation } from '../document/operations.ts';
import { seenFields } from '../schema-values/fields.ts';

/**
 * How an answer departs from the document, field by field: values that the document does not allow, fields and statuses that it does not
 * know. Prism finds the first and the last; it has nothing against fields that it does not know.
 */
export function driftOf({ answers }: DocumentedOperation, { answer, requests, violations }: CallResult): string[] {
  const status = requests.at(-1)?.status ?? 0;
  const found = violations
    .filter(({ location }) => location[0] !== 'request')
    .map(({ location, message }) => `${placeOf(location)}: ${message}`);
  const schema = answers.find((one) => one.status === String(status))?.schema;
  const unknown = schema && !(answer instanceof Blob) ? seenFields(schema, answer).undocumented : [];
  return [
    ...new Set([...found, ...[...new Set(unknown)].map((place) => `${place}: the document does not have this field`)]),
  ];
}

/** `['response', 'body', 'data', '0', 'status']` is `data/[]/status`. */
function placeOf([, part, ...steps]: readonly string[]): string {
  if (part !== 'body') return [part, ...steps].filter(Boolean).join('/') || 'answer';
  return steps.map((step) => (/^\d+$/.test(step) ? '[]' : step)).join('/') || 'body';
}
