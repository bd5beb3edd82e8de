import type { Operation, ProductExceptionPayload } from '@secuconnect/api';
import {
  ApiError,
  AuthenticationError,
  DuplicateError,
  MethodNotAvailableError,
  NotFoundError,
  PermissionError,
  RateLimitError,
  ServerError,
  ValidationError,
  type Answer,
  type Violation,
} from './api-errors.ts';

/** The token has expired; the API says so with status 403 and this code. */
export const TOKEN_EXPIRED = 2003;

/** Turns an answer that is not a success into the error that says what it means. */
export function errorFromResponse(
  operation: Pick<Operation, 'id' | 'repeatSafe'>,
  response: Response,
  text: string,
): ApiError {
  const answer = answerOf(response, text);
  const kind = classOf(answer);
  // A platform that failed may have done so after the effect; a call without an effect has none to worry about.
  const outcome = kind === ServerError && !operation.repeatSafe ? 'unknown' : 'rejected';
  return new kind(operation.id, answer, outcome);
}

/** The same for the token endpoint, which speaks OAuth: a refusal there is about credentials, whatever its status. */
export function errorFromTokenResponse(response: Response, text: string): ApiError {
  const answer = answerOf(response, text);
  const described = parse(text)['error_description'];
  if (typeof described === 'string') answer.payload.error_details = described;
  const refused = response.status === 400 || response.status === 401 || response.status === 403;
  if (refused) return new AuthenticationError('oauth.token', answer, 'rejected');
  // Without a token, the call that needs it has not been sent.
  return new (classOf(answer))('oauth.token', answer, 'not-sent');
}

function answerOf(response: Response, text: string): Answer {
  const payload = parse(text);
  return {
    status: response.status,
    headers: response.headers,
    text,
    payload: payload as ProductExceptionPayload,
    violations: violationsOf(payload, response.headers),
  };
}

/** Status and exception name together: this API sends validation errors with status 500. */
function classOf({ status, payload, violations }: Answer): typeof ApiError {
  const { error } = payload;
  const code = Number(payload.code);
  if (status === 401 || code === TOKEN_EXPIRED || error === 'ProductUnauthorizedException') return AuthenticationError;
  if (error === 'ProductDuplicateException') return DuplicateError;
  if (status === 404 || error === 'ProductNotFoundException') return NotFoundError;
  if (status === 405) return MethodNotAvailableError;
  if (status === 403) return PermissionError;
  if (status === 429) return RateLimitError;
  if (status === 400 || status === 415 || status === 422 || error === 'ProductFormatException' || violations.length)
    return ValidationError;
  return status >= 500 ? ServerError : ApiError;
}

function parse(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // Proxies answer with HTML or nothing; `text` keeps what they said.
  }
  return {};
}

/** Validators name their findings in the body (problem+json) or in the header that goes with an example of the spec. */
function violationsOf(body: Record<string, unknown>, headers: Headers): Violation[] {
  const found = body['validation'] ?? parseList(headers.get('sl-violations'));
  if (!Array.isArray(found)) return [];
  return found.map((one: { location?: unknown; message?: unknown }) => ({
    location: Array.isArray(one.location)
      ? one.location.map(String).filter((part, at) => at > 0 || part !== 'request')
      : [],
    message: String(one.message ?? ''),
  }));
}

function parseList(header: string | null): unknown {
  try {
    return header === null ? undefined : JSON.parse(header);
  } catch {
    return undefined;
  }
}
