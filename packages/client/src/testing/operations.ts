import type { OperationTypes } from '../generated/operation-types.ts';

/** Ids of the operations of the API, such as `smart.transactions.create`. */
export type OperationId = keyof OperationTypes;

/** What a token endpoint answers. */
export interface TokenResponse {
  readonly access_token: string;
  /** In seconds. */
  readonly expires_in: number;
  readonly token_type?: string | undefined;
  readonly refresh_token?: string | undefined;
}

/** What a fake can answer: the operations of the API, and requests for a token. */
export interface FakeOperations extends OperationTypes {
  'oauth.token': {
    path: Readonly<Record<string, never>>;
    query: undefined;
    /** The fields of the form; secrets are `[redacted]`. */
    body: Readonly<Record<string, string>>;
    result: TokenResponse;
    item: never;
  };
}

export type FakeOperationId = keyof FakeOperations;

/** The types of one operation, or of none in particular. */
export interface AnyOperation {
  path: Readonly<Record<string, string>>;
  query: Readonly<Record<string, unknown>> | undefined;
  body: unknown;
  result: unknown;
  item: unknown;
}

/** The types of an endpoint that the spec does not list. */
export interface UnlistedOperation extends AnyOperation {
  result: object | string | number | boolean | null | undefined;
}

/** A request as the fake got it, decoded. */
export interface FakeRequest<Types extends AnyOperation = AnyOperation> {
  /** Such as `smart.transactions.create`. */
  readonly operation: string;
  readonly method: string;
  /** Values of the path parameters, decoded. */
  readonly path: Types['path'];
  /** The query, with numbers as numbers; `undefined` for operations that take none. */
  readonly query: Types['query'];
  /** JSON decoded; a form as an object of its fields. */
  readonly body: Types['body'];
  /** In lower case, without `authorization`. */
  readonly headers: Readonly<Record<string, string>>;
}
