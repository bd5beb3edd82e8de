import type { ProductExceptionPayload } from '@secuconnect/api';
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
import type { Subject } from './outcome.ts';
import { hide } from '../internal/redact.ts';

/** The token has expired; the API says so with status 403 and this code. */
export const TOKEN_EXPIRED = 2003;
/** Parameters that are missing or do not fit; the API says so with the exception of an internal failure. */
const INVALID = 1001;
/** A basket for which the contract is not enabled. */
const NOT_ENABLED = 4028;

/** Turns an answer that is not a success into the error that says what it means. The secrets are those that must not show in it. */
export function errorFromResponse(
  subject: Subject,
  response: Response,
  text: string,
  secrets: readonly string[] = [],
): ApiError {
  const answer = answerOf(response, text, secrets);
  const kind = classOf(answer);
  // A platform that failed may have done so after the effect; a call without an effect has none to worry about.
  return new kind(subject, answer, kind === ServerError && !subject.repeatSafe ? 'unknown' : 'rejected');
}

/** The same for the token endpoint, which speaks OAuth: a refusal there is about credentials, whatever its status. */
export function errorFromTokenResponse(
  subject: Subject,
  response: Response,
  text: string,
  secrets: readonly string[],
): ApiError {
  const answer = answerOf(response, text, secrets);
  const refused = [400, 401, 403].includes(response.status);
  // Without a token, the call that needs it has not been sent.
  return refused
    ? new AuthenticationError(subject, answer, 'rejected')
    : new (classOf(answer))(subject, answer, 'not-sent');
}

function answerOf(response: Response, text: string, secrets: readonly string[]): Answer {
  const body = parse(text);
  const said = (value: unknown): string | undefined => (typeof value === 'string' ? hide(value, secrets) : undefined);
  const redirect =
    response.status < 400 && 'it points elsewhere, and a token is not sent elsewhere: check the base URL';
  return {
    status: response.status,
    headers: response.headers,
    text: hide(text, secrets),
    payload: {
      error: said(body['error']),
      error_details: said(body['error_details']) ?? said(body['error_description']) ?? (redirect || undefined),
      error_user: said(body['error_user']),
      code: (isPlain(body['code']) ? body['code'] : undefined) as ProductExceptionPayload['code'],
      supportId: said(body['supportId']),
    },
    violations: violationsOf(body, response.headers, said),
  };
}

/** Status, exception name and code together: this API sends validation errors with status 500. */
function classOf({ status, payload, violations }: Answer): typeof ApiError {
  const { error } = payload;
  const code = Number(payload.code);
  if (status === 401 || code === TOKEN_EXPIRED || error === 'ProductUnauthorizedException') return AuthenticationError;
  if (violations.length > 0) return ValidationError;
  if (error === 'ProductDuplicateException') return DuplicateError;
  if (status === 404 || error === 'ProductNotFoundException') return NotFoundError;
  if (status === 405) return MethodNotAvailableError;
  if (
    status === 403 ||
    error === 'ProductNotAllowedException' ||
    error === 'ProductSecurityException' ||
    code === NOT_ENABLED
  )
    return PermissionError;
  if (status === 429) return RateLimitError;
  if ([400, 415, 422].includes(status) || error === 'ProductFormatException' || code === INVALID)
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
function violationsOf(
  body: Record<string, unknown>,
  headers: Headers,
  said: (value: unknown) => string | undefined,
): Violation[] {
  const found = body['validation'] ?? parse(`{"validation":${headers.get('sl-violations') ?? null}}`)['validation'];
  if (!Array.isArray(found)) return [];
  return found.map((one: { location?: unknown; message?: unknown } | null) => ({
    location: Array.isArray(one?.location)
      ? one.location
          .filter(isPlain)
          .map(String)
          .filter((part, at) => at > 0 || part !== 'request')
      : [],
    message: said(one?.message) ?? '',
  }));
}

/** What can be turned into text: an object of JSON may have a `toString` that is none. */
const isPlain = (value: unknown): boolean => typeof value === 'string' || typeof value === 'number';
