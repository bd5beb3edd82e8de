import type { DeviceCodeResponse, TokenResponse } from '@secuconnect/platform-facts';
import type { OperationTypes } from '../generated/operation-types.ts';

export type { DeviceCodeResponse, TokenResponse };

/** Ids of the operations of the API, such as `smart.transactions.create`. */
export type OperationId = keyof OperationTypes;

/** What a fake API responds to: the operations of the API, and token requests. */
export interface FakeOperations extends OperationTypes {
  'oauth.token': {
    path: Readonly<Record<string, never>>;
    query: undefined;
    /** The fields of the form; secrets are `[redacted]`. */
    body: Readonly<Record<string, string>>;
    /** A token, or the code with which a device login starts. */
    result: TokenResponse | DeviceCodeResponse;
    item: never;
  };
}

/** An operation of the API, or `oauth.token`. */
export type FakeOperationId = keyof FakeOperations;

/** The types of any operation. */
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

/** A request to the fake API, decoded. */
export interface FakeRequest<Types extends AnyOperation = AnyOperation> {
  /** Such as `smart.transactions.create`. */
  readonly operation: string;
  readonly method: string;
  /** Values of the path parameters. */
  readonly path: Types['path'];
  /** The query, with numbers as numbers; `undefined` for operations that take none. */
  readonly query: Types['query'];
  /** JSON as its value; a form as an object of its fields. */
  readonly body: Types['body'];
  /** With names in lower case, without `authorization`. */
  readonly headers: Readonly<Record<string, string>>;
}
