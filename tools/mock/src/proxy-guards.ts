import type { IncomingHttpHeaders } from 'node:http';
import type { Operation } from './operations.ts';
import type { Violation } from './records.ts';

/**
 * Whether a request has to bypass Prism, which forwards bodies as text and so corrupts binary data.
 * That applies to operations with a binary response and to forms. Their responses are not validated.
 */
export function carriesBytes(operation: Operation | undefined, headers: IncomingHttpHeaders): boolean {
  if (/^multipart\//i.test(headers['content-type'] ?? '')) return true;
  const successes = operation?.responses.filter(({ code }) => code.startsWith('2')) ?? [];
  return successes.some(({ contents }) => contents?.some(({ mediaType }) => !/\bjson\b|^text\//i.test(mediaType)));
}

/**
 * Reports a status that the document does not have: a success must be listed, an error must be listed or covered by `default`.
 * Prism only warns of it, and validates even an unknown success against `default`.
 */
export function undocumentedStatus(operation: Operation | undefined, status: number): Violation | undefined {
  if (!operation || status === 0) return undefined;
  const codes = operation.responses.map(({ code }) => code.toLowerCase());
  const text = String(status);
  const failure = status >= 400;
  if (codes.includes(text) || codes.includes(`${text[0]}xx`) || (failure && codes.includes('default')))
    return undefined;
  return {
    location: ['response', 'status'],
    severity: 'Error',
    code: 'undocumented status',
    message: `The document has no response with status ${status}, only ${codes.join(', ')}`,
  };
}
