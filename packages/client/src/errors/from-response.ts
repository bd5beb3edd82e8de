import type { ProductExceptionPayload } from '@secuconnect/api';
import { parseJsonObject } from '../internal/json.ts';
import { redact } from '../internal/redact.ts';
import {
  ApiError,
  AuthenticationError,
  ConflictError,
  NotFoundError,
  PaymentMethodUnavailableError,
  PermissionError,
  RateLimitError,
  ServerError,
  ValidationError,
  type FailedResponse,
  type Violation,
} from './api-errors.ts';
import type { CallContext } from './outcome.ts';

/** The token has expired; the API sends status 403 with this code. */
export const TOKEN_EXPIRED = 2003;
/** A parameter is missing or invalid; the API sends it with the exception of an internal failure. */
const INVALID_INPUT = 1001;
/** The contract is not enabled for a basket. */
const NOT_ENABLED = 4028;

/** The error for a response that is not a success. `secrets` are redacted in everything it shows. */
export function errorFromResponse(
  context: CallContext,
  response: Response,
  body: string,
  secrets: readonly string[] = [],
): ApiError {
  const failed = failedResponse(response, body, secrets);
  const kind = classOf(failed);
  // A server that failed may have done so after the effect.
  return new kind(context, failed, kind === ServerError ? 'unknown' : 'no-effect');
}

/** The same for the token endpoint, which speaks OAuth: 400, 401 and 403 there are about credentials. */
export function errorFromTokenResponse(
  context: CallContext,
  response: Response,
  body: string,
  secrets: readonly string[],
): ApiError {
  const failed = failedResponse(response, body, secrets);
  if ([400, 401, 403].includes(response.status)) return new AuthenticationError(context, failed, 'no-effect');
  // Without a token, the call that needs it has not been sent.
  return new (classOf(failed))(context, failed, 'not-sent');
}

function failedResponse(response: Response, body: string, secrets: readonly string[]): FailedResponse {
  const fields = parseJsonObject(body);
  const redacted = (value: unknown): string | undefined =>
    typeof value === 'string' ? redact(value, secrets) : undefined;
  const redirect =
    response.status < 400
      ? 'it redirects, and tokens are never sent to another address: check the base URL'
      : undefined;
  return {
    status: response.status,
    headers: response.headers,
    body: redact(body, secrets),
    payload: {
      error: redacted(fields['error']),
      error_details: redacted(fields['error_details']) ?? redacted(fields['error_description']) ?? redirect,
      error_user: redacted(fields['error_user']),
      code: (isScalar(fields['code']) ? fields['code'] : undefined) as ProductExceptionPayload['code'],
      supportId: redacted(fields['supportId']),
    },
    violations: violationsOf(fields['validation'], redacted),
  };
}

/** Status, exception and code decide together: this API sends validation errors with status 500. */
function classOf({ status, payload, violations }: FailedResponse): typeof ApiError {
  const { error } = payload;
  const code = Number(payload.code);
  if (status === 401 || code === TOKEN_EXPIRED || error === 'ProductUnauthorizedException') return AuthenticationError;
  if (violations.length > 0) return ValidationError;
  if (error === 'ProductDuplicateException') return ConflictError;
  if (status === 404 || error === 'ProductNotFoundException') return NotFoundError;
  if (status === 405) return PaymentMethodUnavailableError;
  if (
    status === 403 ||
    error === 'ProductNotAllowedException' ||
    error === 'ProductSecurityException' ||
    code === NOT_ENABLED
  )
    return PermissionError;
  if (status === 429) return RateLimitError;
  if ([400, 415, 422].includes(status) || error === 'ProductFormatException' || code === INVALID_INPUT)
    return ValidationError;
  return status >= 500 ? ServerError : ApiError;
}

/** Validators list what they found in `validation` of a problem document. */
function violationsOf(found: unknown, redacted: (value: unknown) => string | undefined): Violation[] {
  if (!Array.isArray(found)) return [];
  return found.map((one: { location?: unknown; message?: unknown } | null) => ({
    location: Array.isArray(one?.location)
      ? one.location
          .filter(isScalar)
          .map(String)
          .filter((part, at) => at > 0 || part !== 'request')
      : [],
    message: redacted(one?.message) ?? '',
  }));
}

/** Whether a value can be turned into a string: a JSON object may have a `toString` that is not a function. */
const isScalar = (value: unknown): boolean => typeof value === 'string' || typeof value === 'number';
