import type { ProductExceptionPayload } from '@secuconnect/api';
import { parseJsonObject } from '../internal/json.ts';
import { createRedactor } from '../internal/redact.ts';
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

/** The token has expired; the API responds with status 403 and this code. */
export const TOKEN_EXPIRED = 2003;
/** A parameter is missing or invalid; the API sends this code with the exception of an internal failure. */
const INVALID_INPUT = 1001;
/** The contract is not enabled for a basket. */
const NOT_ENABLED = 4028;

/**
 * Creates the error for an error response.
 *
 * @param options.secrets Redacted in all that the error shows.
 * @param options.isTokenChecked Whether it took so long that the token had probably been accepted: status 401 and 403 prove nothing then.
 */
export function errorFromResponse(
  context: CallContext,
  response: Response,
  body: string,
  { secrets = [], isTokenChecked = false }: { secrets?: readonly string[]; isTokenChecked?: boolean } = {},
): ApiError {
  const failed = failedResponse(response, body, secrets);
  const ErrorClass = errorClassFor(failed);
  const isRejected = hasNoEffect(response.status, ErrorClass, isTokenChecked);
  return new ErrorClass(context, failed, isRejected ? 'no-effect' : 'unknown');
}

/**
 * Statuses below 500 that may also come after the effect: from a gateway that waited in vain, or as a pointer to the result. Browsers hide the status of a
 * redirect, and say 0.
 */
const MAY_FOLLOW_EFFECT = new Set([0, 300, 301, 302, 303, 304, 305, 306, 408, 421, 425, 499]);

/**
 * Whether a write with this status provably had no effect. The status decides. Only status 500 needs the body too, because this API sends it for invalid
 * input: a body that names the mistake in the request. Any other 5xx may come from a gateway that passed the request on, with any body.
 */
function hasNoEffect(status: number, ErrorClass: typeof ApiError, isTokenChecked: boolean): boolean {
  if (status === 401 || status === 403) return !isTokenChecked;
  // Some other status with the body of a rejected token: the two contradict each other.
  if (ErrorClass === AuthenticationError) return false;
  if (status === 500) return ErrorClass !== ServerError;
  return status < 500 && !MAY_FOLLOW_EFFECT.has(status);
}

/** Said in place of the details of the response, which come from a server that knows nothing of tokens. */
const NO_TOKEN_ENDPOINT = 'there is no token endpoint at this address, so the base URL is probably wrong';

/**
 * Creates the error for an error response of the token endpoint. It speaks OAuth: 400, 401 and 403 mean rejected credentials.
 * 404 means that the endpoint is missing. That is not a `NotFoundError`, which tells programs that an object does not exist.
 */
export function errorFromTokenResponse(
  context: CallContext,
  response: Response,
  body: string,
  secrets: readonly string[],
): ApiError {
  const failed = failedResponse(response, body, secrets);
  if ([400, 401, 403].includes(response.status)) return new AuthenticationError(context, failed, 'no-effect');
  // Without a token, the call that needs it has not been sent.
  if (response.status === 404) {
    const payload = { ...failed.payload, error_details: NO_TOKEN_ENDPOINT };
    return new ApiError(context, { ...failed, payload, violations: [] }, 'not-sent');
  }
  return new (errorClassFor(failed))(context, failed, 'not-sent');
}

function failedResponse(response: Response, body: string, secrets: readonly string[]): FailedResponse {
  const fields = parseJsonObject(body);
  const redact = createRedactor(secrets);
  const redactString = (value: unknown): string | undefined => (typeof value === 'string' ? redact(value) : undefined);
  const { code } = fields;
  const redirect =
    response.status < 400
      ? 'it redirects, and tokens are never sent to another address: check the base URL'
      : undefined;
  return {
    status: response.status,
    headers: new Headers(Array.from(response.headers, ([name, value]): [string, string] => [name, redact(value)])),
    body: redact(body),
    payload: {
      error: redactString(fields['error']),
      error_details: redactString(fields['error_details']) ?? redactString(fields['error_description']) ?? redirect,
      error_user: redactString(fields['error_user']),
      // A number that is redacted is not a code.
      code: (isScalar(code) && redact(String(code)) === String(code)
        ? code
        : undefined) as ProductExceptionPayload['code'],
      supportId: redactString(fields['supportId']),
    },
    violations: violationsOf(fields['validation'], redact),
  };
}

/** Chooses the class by status, exception and code together: this API responds to invalid input with status 500. */
function errorClassFor({ status, payload, violations }: FailedResponse): typeof ApiError {
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

/** Reads the violations from `validation`, where validators list them in a problem document. Anything but an array is ignored. */
function violationsOf(validation: unknown, redact: (value: string) => string): Violation[] {
  if (!Array.isArray(validation)) return [];
  return validation.map((one: { location?: unknown; message?: unknown } | null) => ({
    location: Array.isArray(one?.location)
      ? one.location
          .filter(isScalar)
          .map((part) => redact(String(part)))
          .filter((part, at) => at > 0 || part !== 'request')
      : [],
    message: typeof one?.message === 'string' ? redact(one.message) : '',
  }));
}

/** Whether a value can be converted to a string: a JSON object may have a `toString` that is not a function. */
const isScalar = (value: unknown): boolean => typeof value === 'string' || typeof value === 'number';
