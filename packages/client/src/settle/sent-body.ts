import { encodeBody, type CallInput, type EncodedBody, type Operation } from '@secuconnect/api';
import { isRecord, parseJson } from '../internal/json.ts';

/**
 * The input of a call as it was sent: a copy, which nothing changes any more. A body that is not sent as JSON stays as it is.
 *
 * @param body The body as it is sent, if it is known.
 * @throws TypeError for a body that cannot be sent.
 */
export function inputAsSent(
  operation: Operation,
  { path, query, ...input }: CallInput,
  body: EncodedBody['body'] = encodeBody(operation, input.body).body,
): CallInput {
  const sent = typeof body === 'string' ? parseJson(body) : undefined;
  const isJson = isRecord(sent) || Array.isArray(sent);
  return { ...input, path: [...path], query: query && { ...query }, body: isJson ? sent : input.body };
}
