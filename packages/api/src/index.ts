export { encodeBody } from './body.ts';
export { createApi, createPathClient, type ApiOptions, type PathClient } from './create-api.ts';
export * from './generated/index.ts';
export { Resources } from './generated/resources.ts';
export { parameterNames, type Operation } from './operation.ts';
export { Resource } from './resource.ts';
export { ResponseError } from './response-error.ts';
export type { CallInput, CallOptions, Transport } from './transport.ts';
export { fillPath, queryString } from './url.ts';
