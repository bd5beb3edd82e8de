export { createApi, createPathClient, type ApiOptions } from './create-api.ts';
export type { PathClient, ThrowingPathClient } from './path-client.ts';
export * from './generated/index.ts';
export { Resources } from './generated/resources.ts';
export { ResponseError } from './response-error.ts';
export {
  assertQuery,
  cookieHeader,
  encodeBody,
  fillPath,
  headerEntries,
  headerParameters,
  mediaKind,
  parameterNames,
  pathFiller,
  PendingCall,
  queryString,
  type ApiCall,
  type CallInput,
  type CallOptions,
  type EncodedBody,
  type HeadersLike,
  type MediaKind,
  type Operation,
  type QueryStyle,
  type ResourceClass,
  type Transport,
  type WithResponse,
} from './runtime/index.ts';
