import type { ProductExceptionPayload } from '@secuconnect/api';

/** The values of an open list that are documented. */
type Documented<Value> = Value extends string ? (string extends Value ? never : Value) : never;

/** The exceptions that the API is known to answer with. */
export type ExceptionName = Documented<ProductExceptionPayload['error']>;

type Payload = Partial<ProductExceptionPayload>;

/** The status that comes with each exception; this API says 500 to invalid input too. */
const STATUS: Readonly<Record<ExceptionName, number>> = {
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
const TEXTS: Readonly<Record<ExceptionName, Payload>> = {
  ProductInternalException: { code: 1003, error_details: 'Backend did not answer', error_user: 'Please try again.' },
  ProductBackendproviderException: { code: 1003, error_details: 'Provider failed', error_user: 'Please try again.' },
  ProductNotAllowedException: { code: 0, error_details: 'No contract found for this call', error_user: 'Not allowed.' },
  ProductUnauthorizedException: { code: 0, error_details: 'Invalid token', error_user: 'Please sign in again.' },
  ProductNotFoundException: { code: 0, error_details: 'Resource was not found', error_user: 'It does not exist.' },
  ProductDuplicateException: { code: 0, error_details: 'Object exists already', error_user: 'It exists already.' },
  ProductFormatException: { code: 1001, error_details: 'Invalid input', error_user: 'Please check your input.' },
  ProductSecurityException: { code: 0, error_details: 'The request was refused', error_user: 'Not allowed.' },
};

/** The exception that is most likely behind a status. Those that are not here come from a gateway, which knows no exceptions. */
const BY_STATUS: Readonly<Record<number, ExceptionName>> = {
  400: 'ProductFormatException',
  401: 'ProductUnauthorizedException',
  403: 'ProductNotAllowedException',
  404: 'ProductNotFoundException',
  405: 'ProductNotAllowedException',
  409: 'ProductDuplicateException',
  422: 'ProductFormatException',
  500: 'ProductInternalException',
};

/** What the API says when a payment method is not to be had. */
const NOT_AVAILABLE: Payload = {
  code: 1008,
  error_details: 'Payment method is not available',
  error_user: 'Please choose another way to pay.',
};

/** Answers after which the client may send the call again. */
const REPEATED = new Set([429, 502, 503, 504]);

/**
 * An answer that is not a success, as the API words it. It says `Retry-After: 0` where the client may send the call again, so that
 * tests do not wait; other headers take its place.
 */
export function errorResponse(
  what: number | ExceptionName,
  own: Payload,
  headers: Readonly<Record<string, string>>,
): Response {
  const status = typeof what === 'number' ? what : STATUS[what];
  if (!(status >= 400 && status <= 599))
    throw new TypeError(`${JSON.stringify(what)} is neither the status of a failure nor an exception of the API.`);
  const error = typeof what === 'number' ? BY_STATUS[what] : what;
  const payload: Payload = {
    status: 'error',
    ...(error && { error, ...TEXTS[error] }),
    ...(status === 405 && NOT_AVAILABLE),
    supportId: '00000000000000000000000000000000',
    ...own,
  };
  return new Response(JSON.stringify(payload), {
    status,
    headers: { 'content-type': 'application/json', ...(REPEATED.has(status) && { 'retry-after': '0' }), ...headers },
  });
}
