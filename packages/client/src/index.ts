export { operationTable } from '@secuconnect/api';
export type { UserCode } from './auth/device-login.ts';
export type { TokenProvider } from './auth/given-token.ts';
export type { ApplicationUser, ClientCredentials, Device, GrantOptions, RefreshToken } from './auth/grants.ts';
export type { Token } from './auth/token-endpoint.ts';
export type { TokenStore } from './auth/token-store.ts';
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
export { formatMoney } from './money/format-money.ts';
export { fromMinorUnits, toMinorUnits } from './money/minor-units.ts';
export { Paginator, type Page, type Position } from './pagination/paginator.ts';
export type { Limits, RequestOptions } from './request-options.ts';
export { Secuconnect, type Auth, type SecuconnectOptions } from './secuconnect.ts';
