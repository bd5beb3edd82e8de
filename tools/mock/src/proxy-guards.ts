import type { IncomingHttpHeaders } from 'node:http';
import type { RecordedViolation } from './prism-guards.ts';
import type { Operation } from './operations.ts';

/**
 * Prism passes bodies on as text, which damages bytes that are not text. An operation that answers with bytes, and a request that
 * carries a form, therefore go to the server without Prism in between; such answers are not checked.
 */
export function carriesBytes(operation: Operation | undefined, headers: IncomingHttpHeaders): boolean {
  if (/^multipart\//i.test(headers['content-type'] ?? '')) return true;
  const answers = operation?.responses.filter(({ code }) => code.startsWith('2')) ?? [];
  return answers.some(({ contents }) => contents?.some(({ mediaType }) => !/\bjson\b|^text\//i.test(mediaType)));
}

type Note = Omit<RecordedViolation, 'method' | 'path' | 'status'>;

/**
 * Prism only warns of a status that the document does not have, and a `default` answer swallows even an unknown success, whose body
 * it then takes for a failure. A success has to be listed, a failure has to be listed or left to `default`.
 */
export function undocumentedStatus(operation: Operation | undefined, status: number): Note | undefined {
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
    message: `The document has no answer with status ${status}, only ${codes.join(', ')}`,
  };
}
