import type { ProductExceptionPayload } from '@secuconnect/api';
import { RETRYABLE_STATUS } from '../internal/backoff.ts';

/** The documented values of an open enumeration. */
type DocumentedValue<Value> = Value extends string ? (string extends Value ? never : Value) : never;

/** The exceptions that the API is known to respond with. */
export type ExceptionName = DocumentedValue<ProductExceptionPayload['error']>;

/** The body of an error response. */
type ErrorPayload = Partial<ProductExceptionPayload>;

/** The status that comes with each exception. This API responds with 500 to invalid input too. */
const STATUS_OF_EXCEPTION: Readonly<Record<ExceptionName, number>> = {
  ProductInternalException: 500,
  ProductBackendproviderException: 500,
  ProductNotAllowedException: 403,
  ProductUnauthorizedException: 401,
  ProductNotFoundException: 404,
  ProductDuplicateException: 500,
  ProductFormatException: 500,
  ProductSecurityException: 403,
};

/** What the API says with each exception. */
const PAYLOAD_OF_EXCEPTION: Readonly<Record<ExceptionName, ErrorPayload>> = {
  ProductInternalException: { code: 1003, error_details: 'Backend did not answer', error_user: 'Please try again.' },
  ProductBackendproviderException: { code: 1003, error_details: 'Provider failed', error_user: 'Please try again.' },
  ProductNotAllowedException: { code: 0, error_details: 'No contract found for this call', error_user: 'Not allowed.' },
  ProductUnauthorizedException: { code: 0, error_details: 'Invalid token', error_user: 'Please sign in again.' },
  ProductNotFoundException: { code: 0, error_details: 'Resource was not found', error_user: 'It does not exist.' },
  ProductDuplicateException: { code: 0, error_details: 'Object exists already', error_user: 'It exists already.' },
  ProductFormatException: { code: 1001, error_details: 'Invalid input', error_user: 'Please check your input.' },
  ProductSecurityException: { code: 0, error_details: 'The request was rejected', error_user: 'Not allowed.' },
};

/** The exception that is most likely behind a status. A status that is missing here comes from a gateway, which sends no exceptions. */
const EXCEPTION_OF_STATUS: Readonly<Record<number, ExceptionName>> = {
  400: 'ProductFormatException',
  401: 'ProductUnauthorizedException',
  403: 'ProductNotAllowedException',
  404: 'ProductNotFoundException',
  405: 'ProductNotAllowedException',
  409: 'ProductDuplicateException',
  422: 'ProductFormatException',
  500: 'ProductInternalException',
};

/** What the API says when a payment method is unavailable. */
const METHOD_UNAVAILABLE: ErrorPayload = {
  code: 1008,
  error_details: 'Payment method is not available',
  error_user: 'Please choose another way to pay.',
};

/** After a response with one of these, the client may retry the call. */
const RETRIED_STATUS: ReadonlySet<number> = new Set([429, ...RETRYABLE_STATUS]);

/**
 * An error response in the API's words. Where the client may retry the call, it has the header `Retry-After: 0`, so that tests do not wait.
 *
 * @param payload Replaces parts of the body.
 * @param headers Replace those of the response.
 * @throws TypeError when `error` is neither an error status nor an exception of the API.
 */
export function errorResponse(
  error: number | ExceptionName,
  payload: ErrorPayload,
  headers: Readonly<Record<string, string>>,
): Response {
  const status = typeof error === 'number' ? error : STATUS_OF_EXCEPTION[error];
  if (!(status >= 400 && status <= 599))
    throw new TypeError(
      `${JSON.stringify(error)} is neither an error status (400 to 599) nor an exception of the API.`,
    );
  const exception = typeof error === 'number' ? EXCEPTION_OF_STATUS[error] : error;
  const body: ErrorPayload = {
    status: 'error',
    ...(exception && { error: exception, ...PAYLOAD_OF_EXCEPTION[exception] }),
    ...(status === 405 && METHOD_UNAVAILABLE),
    supportId: '00000000000000000000000000000000',
    ...payload,
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      'content-type': 'application/json',
      ...(RETRIED_STATUS.has(status) && { 'retry-after': '0' }),
      ...headers,
    },
  });
}
