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
} from './api-errors.ts';
import { AbortError, ConnectionError, TimeoutError } from './connection-errors.ts';
import { DecodeError } from './decode-error.ts';
import { SecuconnectError } from './secuconnect-error.ts';

// For code that does not have the classes at hand, such as a filter of a framework. Like `instanceof`, they hold across copies of this package.
export const isSecuconnectError = (value: unknown): value is SecuconnectError => value instanceof SecuconnectError;
export const isApiError = (value: unknown): value is ApiError => value instanceof ApiError;
export const isAuthenticationError = (value: unknown): value is AuthenticationError =>
  value instanceof AuthenticationError;
export const isPermissionError = (value: unknown): value is PermissionError => value instanceof PermissionError;
export const isNotFoundError = (value: unknown): value is NotFoundError => value instanceof NotFoundError;
export const isMethodNotAvailableError = (value: unknown): value is MethodNotAvailableError =>
  value instanceof MethodNotAvailableError;
export const isValidationError = (value: unknown): value is ValidationError => value instanceof ValidationError;
export const isDuplicateError = (value: unknown): value is DuplicateError => value instanceof DuplicateError;
export const isRateLimitError = (value: unknown): value is RateLimitError => value instanceof RateLimitError;
export const isServerError = (value: unknown): value is ServerError => value instanceof ServerError;
export const isConnectionError = (value: unknown): value is ConnectionError => value instanceof ConnectionError;
export const isTimeoutError = (value: unknown): value is TimeoutError => value instanceof TimeoutError;
export const isAbortError = (value: unknown): value is AbortError => value instanceof AbortError;
export const isDecodeError = (value: unknown): value is DecodeError => value instanceof DecodeError;
