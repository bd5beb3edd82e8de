import { bodyFor } from '../document/bodies.ts';
import type { DocumentedOperation } from '../document/operations.ts';
import { seenFields } from '../schema-values/fields.ts';
import type { Input } from '../calls/call.ts';
import type { Evidence } from './evidence.ts';
import type { CallResult } from '../calls/recorded-client.ts';
import { expectedQuery, sentCookies, sentQuery } from './sent-values.ts';

/** Records what Prism received of an operation. Parameters and body fields count only if they arrived. */
export function noteSent(operation: DocumentedOperation, input: Input, result: CallResult, evidence: Evidence): void {
  const [sent] = result.requests;
  if (!sent) return;
  evidence.checked += 1;
  const { bodies, pathParameters, queryParameters, headerParameters, cookieParameters } = operation;
  const query = sentQuery(queryParameters, sent.query);
  const cookies = sentCookies(sent.headers.cookie);
  for (const { name } of pathParameters) add(evidence.parameters, `path ${name}`);
  for (const parameter of queryParameters) {
    const { name } = parameter;
    const written = Object.keys(expectedQuery([parameter], { [name]: input.query?.[name] }));
    if (written.some((one) => one in query)) add(evidence.parameters, `query ${name}`);
  }
  for (const { name } of headerParameters)
    if (name.toLowerCase() in sent.headers) add(evidence.parameters, `header ${name}`);
  for (const { name } of cookieParameters) if (name in cookies) add(evidence.parameters, `cookie ${name}`);
  const body = input.body === undefined ? undefined : bodyFor(bodies, input.body);
  if (!body) return;
  // expectSent() has compared what is not JSON with the input, so the fields of the input count.
  const value: unknown = body.kind === 'json' ? JSON.parse(sent.body) : input.body;
  for (const field of seenFields(body.schema, value).documented) add(evidence.fields, field);
}

export function add(list: string[], item: string): void {
  if (!list.includes(item)) list.push(item);
}
