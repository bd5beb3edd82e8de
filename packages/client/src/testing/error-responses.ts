import { exceptionFor, type ExceptionName, type ExceptionPayload } from '@secuconnect/platform-facts';
import { RETRYABLE_STATUS } from '../internal/backoff.ts';

export type { ExceptionName };

/** After a response with one of these, the client may retry the call. */
const RETRIED_STATUS: ReadonlySet<number> = new Set([429, ...RETRYABLE_STATUS]);

/**
 * An error response in the API's words. Where the client may retry the call, it has the header `Retry-After: 0`, so that tests do not wait.
 *
 * @param overrides Replace parts of the body.
 * @param headers Replace those of the response.
 * @throws TypeError when `error` is neither an error status nor an exception of the API.
 */
export function errorResponse(
  error: number | ExceptionName,
  overrides: ExceptionPayload,
  headers: Readonly<Record<string, string>>,
): Response {
  const { status, payload } = exceptionFor(error, overrides);
  return new Response(JSON.stringify(payload), {
    status,
    headers: {
      'content-type': 'application/json',
      ...(RETRIED_STATUS.has(status) && { 'retry-after': '0' }),
      ...headers,
    },
  });
}
