import type { IncomingHttpHeaders } from 'node:http';
import type { createServer } from '@stoplight/prism-http-server';

type Prism = ReturnType<typeof createServer>['prism'];

/** What Prism (or the guard before it) objected to, taken from the `sl-violations` header. */
export interface RecordedViolation {
  method: string;
  path: string;
  status: number;
  /** Starts with `request` or `response`. */
  location: string[];
  severity: string;
  /** The JSON Schema keyword, a status such as 401, or the name of Prism's own error. */
  code: string | number;
  message: string;
}

const LIMIT = 10 * 1024 * 1024; // Prism's own limit; above it, it would never answer

export const problem = (status: number, title: string, detail: string) => ({
  type: 'about:blank',
  title,
  status,
  detail,
});

/** Prism 5.16.0 never answers some bodies; these must be answered before it sees them. */
export function rejectEarly(headers: IncomingHttpHeaders, bytes: Buffer) {
  if (bytes.length > LIMIT) return problem(413, 'Request body too large', 'The mock takes at most 10 MB.');
  const isJson = /^application\/([^;]*\+)?json\b/i.test(headers['content-type'] ?? '');
  const hasBody = headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';
  if (!isJson || !hasBody) return undefined;
  try {
    JSON.parse(bytes.toString('utf8'));
    return undefined;
  } catch (error) {
    return problem(
      400,
      'Malformed JSON',
      `The request body is not valid JSON: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

/** Header values must be ASCII here; one other character in a message would end the process. */
const toAscii = <T>(value: T): T =>
  JSON.parse(
    JSON.stringify(value).replace(
      /[^\x20-\x7e]/g,
      (char) => `\\\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
  ) as T;

interface PrismError extends Error {
  status?: number;
  detail?: string;
  additional?: { headers?: Record<string, string>; validation?: { location?: string[] }[] };
}

/**
 * Prism names violations in `sl-violations` only when it answers with the document's example. Its own
 * errors (no such path, 422 without an example …) get the header here, so there is one place to look.
 */
function nameViolations(error: PrismError): PrismError {
  const own = {
    location: [],
    severity: 'Error',
    code: error.name.replace(/^.*#/, ''),
    message: error.detail || error.message,
  };
  const found = error.additional?.validation ?? [own];
  const violations = found.map((item) => ({ ...item, location: ['request', ...(item.location ?? [])] }));
  const additional = { ...error.additional };
  const headers = { ...additional.headers, 'sl-violations': JSON.stringify(toAscii(violations)).slice(0, 8000) };
  // Not enumerable: Prism sends it as headers but does not copy it into the answer's body.
  Object.defineProperty(additional, 'headers', { value: headers, enumerable: false });
  return Object.assign(error, { additional });
}

/**
 * Prism does not catch what its own request() throws (a malformed multipart part, a broken
 * percent-encoding …): the rejection would end the process. Turned into a Left, it is an answer.
 */
export function guardAgainstCrashes(prism: Prism): void {
  const original = prism.request;
  const guarded: typeof original =
    (...input) =>
    async () => {
      try {
        const result = await original(...input)();
        if (result._tag === 'Left') nameViolations(result.left);
        else result.right.validations = toAscii(result.right.validations);
        return result;
      } catch (error) {
        const detail = `Prism could not read the request: ${error instanceof Error ? error.message : String(error)}`;
        const malformed = Object.assign(new Error('Malformed request'), {
          name: 'about:blank#MALFORMED_REQUEST',
          status: 400,
          detail,
        });
        return { _tag: 'Left', left: nameViolations(malformed) };
      }
    };
  Object.assign(prism, { request: guarded });
}

/** Reads the header, whether Prism or nameViolations() wrote it. */
export function parseViolations(
  header: string,
): Pick<RecordedViolation, 'location' | 'severity' | 'code' | 'message'>[] {
  try {
    return JSON.parse(header.replaceAll(/\\\\u([0-9a-f]{4})/g, '\\u$1')); // undoes toAscii()
  } catch {
    return [{ location: [], severity: 'Error', code: 'truncated', message: header }]; // too long for Prism
  }
}
