export { operationTable } from '@secuconnect/api';
export type { ClientCredentials } from './auth/client-credentials.ts';
export type { TokenSource } from './auth/token-source.ts';
export { environments, type Environment } from './environments.ts';
export {
  ApiError,
  AuthenticationError,
  DuplicateError,
  MethodNotAvailableError,
  NotFoundError,
  PermissionError,
  RateLimitError,
  ServerError,
  ValidationError,
  type Violation,
} from './errors/api-errors.ts';
export { ConnectionError, TimeoutError } from './errors/connection-errors.ts';
export { isSecuconnectError, SecuconnectError, type Outcome } from './errors/secuconnect-error.ts';
export * from './generated/index.ts';
export { Paginator, type Page, type Position } from './pagination/paginator.ts';
export type { RequestOptions } from './request-options.ts';
export { Secuconnect, type Auth, type SecuconnectOptions } from './secuconnect.ts';
