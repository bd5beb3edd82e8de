import type { DocumentedOperation } from '../document/operations.ts';
import { seenFields } from '../schema-values/fields.ts';
import type { Input } from '../calls/call.ts';
import type { Evidence } from './evidence.ts';
import type { CallResult } from '../calls/recorded-client.ts';

/** Notes what Prism has seen of an operation: parameters and body fields count only when they arrived. */
export function noteSent(operation: DocumentedOperation, input: Input, outcome: CallResult, evidence: Evidence): void {
  const [seen] = outcome.requests;
  if (!seen) return;
  evidence.checked += 1;
  for (const { name } of operation.pathParameters) add(evidence.parameters, `path ${name}`);
  for (const name of new URLSearchParams(seen.query).keys()) add(evidence.parameters, `query ${name.split('[')[0]}`);
  // A form is no JSON; its fields are those of the input, with which it was compared.
  const isForm = String(seen.headers['content-type']).startsWith('multipart/');
  const schema = isForm ? operation.form : operation.body?.schema;
  const body: unknown = isForm ? input.body : seen.body === '' ? undefined : JSON.parse(seen.body);
  if (schema) for (const place of seenFields(schema, body).documented) add(evidence.fields, place);
}

export function add(list: string[], item: string): void {
  if (!list.includes(item)) list.push(item);
}
