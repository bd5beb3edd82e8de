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

// For code that cannot import the classes, such as a framework's error filter. Like `instanceof`, they work across copies of this package.
export const isSecuconnectError = (value: unknown): value is SecuconnectError => value instanceof SecuconnectError;
export const isApiError = (value: unknown): value is ApiError => value instanceof ApiError;
export const isAuthenticationError = (value: unknown): value is AuthenticationError =>
  value instanceof AuthenticationError;
export const isPermissionError = (value: unknown): value is PermissionError => value instanceof PermissionError;
export const isNotFoundError = (value: unknown): value is NotFoundError => value instanceof NotFoundError;
export const isPaymentMethodUnavailableError = (value: unknown): value is PaymentMethodUnavailableError =>
  value instanceof PaymentMethodUnavailableError;
export const isValidationError = (value: unknown): value is ValidationError => value instanceof ValidationError;
export const isConflictError = (value: unknown): value is ConflictError => value instanceof ConflictError;
export const isRateLimitError = (value: unknown): value is RateLimitError => value instanceof RateLimitError;
export const isServerError = (value: unknown): value is ServerError => value instanceof ServerError;
export const isConnectionError = (value: unknown): value is ConnectionError => value instanceof ConnectionError;
export const isTimeoutError = (value: unknown): value is TimeoutError => value instanceof TimeoutError;
export const isAbortError = (value: unknown): value is AbortError => value instanceof AbortError;
export const isDecodeError = (value: unknown): value is DecodeError => value instanceof DecodeError;
