import type { ProductExceptionPayload } from '@secuconnect/api';

/** The documented values of an open list. */
type Documented<Value> = Value extends string ? (string extends Value ? never : Value) : never;

/** The documented exceptions of the API. */
export type ExceptionName = Documented<ProductExceptionPayload['error']>;

export type ExceptionPayload = Partial<ProductExceptionPayload>;

/** An error response of the API. */
export interface Exception {
  readonly status: number;
  readonly payload: ExceptionPayload;
}

/** The status that comes with each exception. The API sends 500 for invalid input too. */
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

/** Code and messages of each exception. */
const PAYLOADS: Readonly<Record<ExceptionName, ExceptionPayload>> = {
  ProductInternalException: { code: 1003, error_details: 'Backend did not answer', error_user: 'Please try again.' },
  ProductBackendproviderException: { code: 1003, error_details: 'Provider failed', error_user: 'Please try again.' },
  ProductNotAllowedException: { code: 0, error_details: 'No contract found for this call', error_user: 'Not allowed.' },
  ProductUnauthorizedException: { code: 0, error_details: 'Invalid token', error_user: 'Please sign in again.' },
  ProductNotFoundException: { code: 0, error_details: 'Resource was not found', error_user: 'It does not exist.' },
  ProductDuplicateException: { code: 0, error_details: 'Object exists already', error_user: 'It exists already.' },
  ProductFormatException: { code: 1001, error_details: 'Invalid input', error_user: 'Please check your input.' },
  ProductSecurityException: { code: 0, error_details: 'The request was rejected', error_user: 'Not allowed.' },
};

/** The most likely exception for a status. A status that is not here comes from a gateway, which sends no exception. */
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

/** What the API sends with 405: the payment method is not available. */
const METHOD_UNAVAILABLE: ExceptionPayload = {
  code: 1008,
  error_details: 'Payment method is not available',
  error_user: 'Please choose another way to pay.',
};

/**
 * The error response for a status or an exception.
 *
 * @param overrides Fields of the payload to replace.
 * @throws TypeError for anything that is neither an error status nor an exception of the API.
 */
export function exceptionFor(what: number | ExceptionName, overrides: ExceptionPayload = {}): Exception {
  const status = typeof what === 'number' ? what : STATUS[what];
  if (!(status >= 400 && status <= 599))
    throw new TypeError(`${JSON.stringify(what)} is neither an error status (400 to 599) nor an exception of the API.`);
  const error = typeof what === 'number' ? BY_STATUS[what] : what;
  return {
    status,
    payload: {
      status: 'error',
      ...(error && { error, ...PAYLOADS[error] }),
      ...(status === 405 && METHOD_UNAVAILABLE),
      supportId: '00000000000000000000000000000000',
      ...overrides,
    },
  };
}
