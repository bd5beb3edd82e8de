export * from './body.ts';
export * from './call.ts';
export * from './headers.ts';
export * from './operation-notation.ts';
export type * from './operation.ts';
export * from './resource.ts';
export type * from './transport.ts';
export * from './url.ts';
