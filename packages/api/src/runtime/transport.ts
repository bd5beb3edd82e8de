import type { ApiCall } from './call.ts';
import type { HeadersLike } from './headers.ts';
import type { Operation } from './operation.ts';

/**
 * Executes calls. Resource classes know what to send; a transport knows how: with which token, timeout and retries.
 * `createApi` has a minimal one; `@secuconnect/client` has the one with policies.
 */
export interface Transport<Options extends CallOptions = CallOptions> {
  /** Resolves with the decoded body of a successful response (`undefined` if it has none); rejects otherwise. */
  call<Result>(operation: Operation, input: CallInput, options?: Options): ApiCall<Result>;
}

/** The input of one call, by where it is sent. */
export interface CallInput {
  /** Values of the path parameters, in the order of the path. */
  readonly path: readonly string[];
  readonly query?: object | undefined;
  /** Values of the header parameters, by name. */
  readonly headers?: object | undefined;
  /** Values of the cookies, by name. */
  readonly cookies?: object | undefined;
  readonly body?: unknown;
}

/** Options of a single call that every transport supports. */
export interface CallOptions {
  /** Cancels the call. */
  readonly signal?: AbortSignal | undefined;
  /** Additional headers. */
  readonly headers?: HeadersLike | undefined;
}
