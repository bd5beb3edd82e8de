export { operations, type WithResponse, type ApiCall, type Transport } from '@secuconnect/api';
export { appUserGrant, type AppUserGrantOptions } from './auth/grants/app-user.ts';
export type { DeviceAuthorization } from './auth/grants/device-login.ts';
export { deviceGrant, type DeviceGrantOptions } from './auth/grants/device.ts';
export type { TokenProvider } from './auth/token-source/provided-token-source.ts';
export type { ClientCredentials, Grant } from './auth/grants/grant.ts';
export { memoryTokenStore } from './auth/stores/memory-token-store.ts';
export { refreshTokenGrant, type RefreshTokenGrantOptions } from './auth/grants/refresh-token.ts';
export type { StoredToken } from './auth/token.ts';
export type { TokenStore } from './auth/stores/token-store.ts';
export { optionsFromEnv } from './options-from-env.ts';
export { environments, type Environment } from './environments.ts';
export {
  ApiError,
  AuthenticationError,
  ConflictError,
  PaymentMethodUnavailableError,
  NotFoundError,
  PermissionError,
  RateLimitError,
  ServerError,
  ValidationError,
  type Violation,
} from './errors/api-errors.ts';
export type { RequestAttempt } from './errors/request-attempt.ts';
export { AbortError, ConnectionError, TimeoutError } from './errors/connection-errors.ts';
export { DecodeError } from './errors/decode-error.ts';
export * from './errors/guards.ts';
export type { Outcome } from './errors/outcome.ts';
export { SecuconnectError } from './errors/secuconnect-error.ts';
export { FileDownload, downloadFile, type DownloadOptions, type DownloadClient } from './files/download-file.ts';
export type { FileSource, UploadSource } from './files/file-source.ts';
export { FileTooLargeError, isFileTooLargeError } from './files/file-too-large-error.ts';
export type { TransferProgress } from './files/progress.ts';
export { uploadFile, type UploadOptions, type UploadClient } from './files/upload-file.ts';
export * from './generated/index.ts';
export { formatMoney } from './money/format-money.ts';
export { fromMinorUnits, toMinorUnits } from './money/minor-units.ts';
export type * from './events/events.ts';
export type { LogFields, Logger, LogLevel } from './events/log.ts';
export type { Checkpoint } from './pagination/checkpoint.ts';
export type * from './pagination/aggregation.ts';
export type { ListOptions } from './pagination/list-options.ts';
export type { PageRequestOptions, PagingOptions } from './pagination/paging-options.ts';
export type { ListResult } from './pagination/list-result.ts';
export type { FetchPage, Page, PagePosition } from './pagination/page.ts';
export { Paginator } from './pagination/paginator.ts';
export { paging, type Paging } from './pagination/paging.ts';
export {
  getCheckpoint,
  isPagingError,
  isScrollExpiredError,
  PagingError,
  ScrollExpiredError,
} from './pagination/paging-errors.ts';
export type { ListIterator } from './pagination/list-iterator.ts';
export type { ApiByPath, UnlistedInput } from './path-client.ts';
export type * from './query/list-query.ts';
export { q, type QueryBuilderTag } from './query/q.ts';
export type { SearchQuery } from './query/query.ts';
export type { QueryValue } from './query/value.ts';
export type { CommonOptions, RequestLimits, RequestOptions } from './request-options.ts';
export type { FindTransactionOptions } from './extensions/smart-transactions.ts';
export { Secuconnect } from './client.ts';
export type { Auth, LazyOptions, SecuconnectOptions } from './client-options.ts';
export { createTransport } from './create-transport.ts';
