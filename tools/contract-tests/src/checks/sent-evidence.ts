import type { DocumentedOperation } from '../document/operations.ts';
import { seenFields } from '../schema-values/fields.ts';
import type { Input } from '../calls/call.ts';
import type { Evidence } from './evidence.ts';
import type { CallResult } from '../calls/recorded-client.ts';

/** Records what Prism received of an operation. Parameters and body fields count only if they arrived. */
export function noteSent(operation: DocumentedOperation, input: Input, result: CallResult, evidence: Evidence): void {
  const [sent] = result.requests;
  if (!sent) return;
  evidence.checked += 1;
  for (const { name } of operation.pathParameters) add(evidence.parameters, `path ${name}`);
  for (const name of new URLSearchParams(sent.query).keys()) add(evidence.parameters, `query ${name.split('[')[0]}`);
  // A form is not JSON. expectSent() has compared it with the input, so the fields of the input count.
  const isForm = String(sent.headers['content-type']).startsWith('multipart/');
  const schema = isForm ? operation.form : operation.body?.schema;
  const body: unknown = isForm ? input.body : sent.body === '' ? undefined : JSON.parse(sent.body);
  if (schema) for (const field of seenFields(schema, body).documented) add(evidence.fields, field);
}

export function add(list: string[], item: string): void {
  if (!list.includes(item)) list.push(item);
}
