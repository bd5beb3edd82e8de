import type { Call } from './call.ts';
import type { Operation } from './operation.ts';

/**
 * Carries calls out. The resource classes know what to send; a transport knows how: with which token, how often, for how long.
 * `createApi` has a bare one; `@secuconnect/client` has one with policies.
 */
export interface Transport<Options extends CallOptions = CallOptions> {
  /** Resolves with the decoded body of a success (`undefined` when it has none) and rejects otherwise. */
  call<Result>(operation: Operation, input: CallInput, options?: Options): Call<Result>;
}

/** The values of one call, by the place they travel in. */
export interface CallInput {
  /** Values of the path parameters, in the order of the path. */
  readonly path: readonly string[];
  readonly query?: object | undefined;
  readonly body?: unknown;
}

/** What every transport understands, for a single call. */
export interface CallOptions {
  /** Ends the call at once when it is aborted. */
  readonly signal?: AbortSignal | undefined;
  /** Headers to add to this call. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}
