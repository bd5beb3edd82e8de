import {
  ApiError,
  AuthenticationError,
  ConflictError,
  PaymentMethodUnavailableError,
  NotFoundError,
  PermissionError,
  RateLimitError,
  ServerError,
  ValidationError,
} from './api-errors.ts';
import { AbortError, ConnectionError, TimeoutError } from './connection-errors.ts';
import { DecodeError } from './decode-error.ts';
import { SecuconnectError } from './secuconnect-error.ts';

// Guards are for code that cannot import the classes, such as a framework's error filter. Like `instanceof`, they work across copies of this package.

/** Whether the value is a {@link SecuconnectError}. */
export const isSecuconnectError = (value: unknown): value is SecuconnectError => value instanceof SecuconnectError;
/** Whether the value is an {@link ApiError}. */
export const isApiError = (value: unknown): value is ApiError => value instanceof ApiError;
/** Whether the value is an {@link AuthenticationError}. */
export const isAuthenticationError = (value: unknown): value is AuthenticationError =>
  value instanceof AuthenticationError;
/** Whether the value is a {@link PermissionError}. */
export const isPermissionError = (value: unknown): value is PermissionError => value instanceof PermissionError;
/** Whether the value is a {@link NotFoundError}. */
export const isNotFoundError = (value: unknown): value is NotFoundError => value instanceof NotFoundError;
/** Whether the value is a {@link PaymentMethodUnavailableError}. */
export const isPaymentMethodUnavailableError = (value: unknown): value is PaymentMethodUnavailableError =>
  value instanceof PaymentMethodUnavailableError;
/** Whether the value is a {@link ValidationError}. */
export const isValidationError = (value: unknown): value is ValidationError => value instanceof ValidationError;
/** Whether the value is a {@link ConflictError}. */
export const isConflictError = (value: unknown): value is ConflictError => value instanceof ConflictError;
/** Whether the value is a {@link RateLimitError}. */
export const isRateLimitError = (value: unknown): value is RateLimitError => value instanceof RateLimitError;
/** Whether the value is a {@link ServerError}. */
export const isServerError = (value: unknown): value is ServerError => value instanceof ServerError;
/** Whether the value is a {@link ConnectionError}. */
export const isConnectionError = (value: unknown): value is ConnectionError => value instanceof ConnectionError;
/** Whether the value is a {@link TimeoutError}. */
export const isTimeoutError = (value: unknown): value is TimeoutError => value instanceof TimeoutError;
/** Whether the value is an {@link AbortError}. */
export const isAbortError = (value: unknown): value is AbortError => value instanceof AbortError;
/** Whether the value is a {@link DecodeError}. */
export const isDecodeError = (value: unknown): value is DecodeError => value instanceof DecodeError;
