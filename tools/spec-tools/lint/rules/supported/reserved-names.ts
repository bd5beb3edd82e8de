/** Names that the templates declare or import next to the models. */
export const GENERATED_NAMES: readonly string[] =
  'Call Field Group Groups Options ResourceClassOf Resources Wire WireResources components operations paths resource webhooks'.split(
    ' ',
  );

/** Types of TypeScript and the platform that generated types refer to, or that readers expect. */
export const GLOBAL_TYPES: readonly string[] =
  'Array Blob Boolean Date Error File FormData Map NonNullable Number Object Omit Partial Pick Promise Readonly Record Set String Symbol'.split(
    ' ',
  );

/** What the packages export besides models and resources. An export of the same name would hide the model without an error. */
export const PUBLIC_NAMES: readonly string[] = [
  'AbortError AggregateQuery Aggregation AggregationBucket ApiByPath ApiCall ApiError ApiOptions AppUserGrantOptions Auth',
  'AuthenticationError CallEndEvent CallInput CallOptions CallStartEvent Checkpoint ClientCredentials ClientEvent CommonOptions',
  'ConflictError ConnectionError DecodeError DeprecatedEvent DeviceAuthorization DeviceGrantOptions DownloadClient DownloadOptions',
  'EncodedBody Environment EventListeners FetchPage FileDownload FileSource FileTooLargeError FindTransactionOptions Grant',
  'HeadersLike LazyOptions ListIterator ListOptions ListQuery ListResult LogFields LogLevel Logger NotFoundError Operation Outcome Page PagePosition',
  'MediaKind PageRequestOptions Paginator Paging PagingError PagingOptions PathClient PaymentMethodUnavailableError PendingCall PermissionError',
  'QueryBuilderTag QueryFor QueryStyle QueryValue RateLimitError RefreshTokenGrantOptions RequestAttempt RequestEvent RequestLimits',
  'RequestOptions ResourceClass ResponseError ResponseEvent RetryEvent ScrollExpiredError SearchQuery Secuconnect SecuconnectError',
  'SecuconnectOptions ServerError SortDirection SortList StoredToken ThrowingPathClient TimeBucket TimeoutError TokenEvent TokenProvider TokenStore',
  'TokenStoreEvent TransferProgress Transport UnlistedInput UploadClient UploadOptions UploadSource ValidationError Violation',
  'WithResponse',
].flatMap((names) => names.split(' '));

/** Members of every object. Ajv finds them in objects that do not have them, so that neither the mock nor a lint of examples can tell. */
export const MEMBERS_OF_OBJECTS: readonly string[] = Object.getOwnPropertyNames(Object.prototype);

export const everyObjectHas = (name: string): string =>
  `No field or parameter can be called ${name}, which the mock finds in every object`;
