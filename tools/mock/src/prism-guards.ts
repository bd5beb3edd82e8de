import type { IncomingHttpHeaders } from 'node:http';
import type { createServer } from '@stoplight/prism-http-server';

type Prism = ReturnType<typeof createServer>['prism'];

/** A violation that Prism or a guard reported, read from the `sl-violations` header. */
export interface RecordedViolation {
  method: string;
  path: string;
  status: number;
  /** Starts with `request` or `response`. */
  location: string[];
  severity: string;
  /** The JSON Schema keyword, a status such as 401, or the name of an error of Prism. */
  code: string | number;
  message: string;
}

const MAX_BODY_BYTES = 10 * 1024 * 1024; // Prism never responds to a larger body

export const problem = (status: number, title: string, detail: string) => ({
  type: 'about:blank',
  title,
  status,
  detail,
});

/** Rejects the bodies to which Prism 5.16.0 never responds. */
export function rejectEarly(headers: IncomingHttpHeaders, bytes: Buffer) {
  if (bytes.length > MAX_BODY_BYTES) return problem(413, 'Request body too large', 'The mock accepts at most 10 MB.');
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

/** Makes a header value ASCII. Any other character in a message would crash the process. */
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
 * Adds `sl-violations` to the errors of Prism itself (no such path, 422 without an example …).
 * Prism sets that header only if it responds with an example of the document.
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
  // Not enumerable: Prism sends them as headers, but does not copy them into the body of the response.
  Object.defineProperty(additional, 'headers', { value: headers, enumerable: false });
  return Object.assign(error, { additional });
}

/**
 * Turns an exception of Prism's request() (malformed multipart part, broken percent-encoding …) into an error response.
 * Prism does not catch it, and the unhandled rejection would end the process.
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

/** Parses the `sl-violations` header, which Prism or nameViolations() wrote. */
export function parseViolations(
  header: string,
): Pick<RecordedViolation, 'location' | 'severity' | 'code' | 'message'>[] {
  try {
    return JSON.parse(header.replaceAll(/\\\\u([0-9a-f]{4})/g, '\\u$1')); // reverts toAscii()
  } catch {
    return [{ location: [], severity: 'Error', code: 'truncated', message: header }]; // Prism truncates long headers
  }
}
