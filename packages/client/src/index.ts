export { operations, type ApiCall, type WithResponse } from '@secuconnect/api';
export { applicationUser, type ApplicationUser } from './auth/application-user.ts';
export type { UserCode } from './auth/device-login.ts';
export { device, type Device } from './auth/device.ts';
export type { TokenProvider } from './auth/given-token.ts';
export type { ClientCredentials, Grant } from './auth/grants.ts';
export { memoryStore } from './auth/memory-store.ts';
export { refreshToken, type RefreshToken } from './auth/refresh-token.ts';
export type { Token } from './auth/token.ts';
export type { TokenStore } from './auth/token-store.ts';
export { optionsFromEnv } from './environment-variables.ts';
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
export type { Attempt } from './errors/attempt.ts';
export { AbortError, ConnectionError, TimeoutError } from './errors/connection-errors.ts';
export { DecodeError } from './errors/decode-error.ts';
export * from './errors/guards.ts';
export type { Outcome } from './errors/outcome.ts';
export { SecuconnectError } from './errors/secuconnect-error.ts';
export { Download, downloadFile, type DownloadOptions, type Downloads } from './files/download-file.ts';
export type { FileSource, UploadSource } from './files/file-source.ts';
export { FileTooLargeError, isFileTooLargeError } from './files/file-too-large-error.ts';
export type { Progress } from './files/progress.ts';
export { uploadFile, type UploadOptions, type Uploads } from './files/upload-file.ts';
export * from './generated/index.ts';
export { formatMoney } from './money/format-money.ts';
export { fromMinorUnits, toMinorUnits } from './money/minor-units.ts';
export type * from './observability/events.ts';
export type { Logger, LogLevel } from './observability/log.ts';
export { checkpointOf, type Checkpoint } from './pagination/checkpoint.ts';
export type { ListOptions } from './pagination/list-options.ts';
export type { FetchPage, Page, Position } from './pagination/page.ts';
export { Paginator } from './pagination/paginator.ts';
export { isPagingError, isScrollExpiredError, PagingError, ScrollExpiredError } from './pagination/paging-errors.ts';
export type { Walk } from './pagination/walk.ts';
export type { ApiByPath } from './path-client.ts';
export type * from './query/list-query.ts';
export { q, type QueryTag } from './query/q.ts';
export type { Query } from './query/query.ts';
export type { Value } from './query/value.ts';
export type { CommonOptions, Limits, RequestOptions } from './request-options.ts';
export type { FindOptions } from './resources/smart-transactions.ts';
export { createTransport, Secuconnect, type Auth, type SecuconnectOptions } from './secuconnect.ts';
