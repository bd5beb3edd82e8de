import {
  PendingCall,
  type WithResponse,
  type ApiCall,
  type CallInput,
  type Operation,
  type Transport,
} from '@secuconnect/api';
import type { ListOptions } from '../pagination/list-options.ts';
import type { PagePosition } from '../pagination/page.ts';
import type { Paging } from '../pagination/paging.ts';
import type { RequestOptions } from '../request-options.ts';
import { ApiCallExecution, type CallDependencies } from './api-call.ts';
import { interceptorOf, withInterceptor } from './intercept.ts';
import { prepareRequest, type CallDefaults, type PreparedRequest } from './prepare-request.ts';

/** What a transport is made of. */
export interface TransportParts extends CallDependencies {
  readonly defaults: CallDefaults;
}

/** Executes calls with the options of the client. With `paging`, calls of a list return a `Paginator`, which fetches page by page. */
export class ClientTransport implements Transport<RequestOptions> {
  readonly #parts: () => TransportParts;
  readonly #paging: Paging | undefined;

  /** @param parts Called by each call, so that options may be read by the first one; a call rejects with what it throws. */
  constructor(parts: () => TransportParts, paging: Paging | undefined) {
    this.#parts = parts;
    this.#paging = paging;
  }

  /** @throws TypeError for a list without `paging`. */
  call<Result>(operation: Operation, input: CallInput, options?: ListOptions): ApiCall<Result> {
    if (!operation.paging) return this.#single(operation, input, options);
    const paging = this.#paging;
    if (!paging) throw new TypeError(`${operation.id} is a list: pass \`paging\` to \`createTransport\`.`);
    const query = paging.toWire(input.query);
    return paging.list(
      (position, pageOptions?: ListOptions) =>
        this.#single(operation, { ...input, query: { ...query, ...position } }, pageOptions),
      query,
      options,
    ) as ApiCall<Result>;
  }

  #single<Result>(operation: Operation, input: CallInput, options: RequestOptions = {}): ApiCall<Result> {
    return new PendingCall((isRaw) => this.#execute(operation, input, options, isRaw) as Promise<WithResponse<Result>>);
  }

  #execute(
    operation: Operation,
    input: CallInput,
    options: RequestOptions,
    isRaw: () => boolean,
  ): Promise<WithResponse<unknown>> {
    const interceptor = interceptorOf(options);
    if (interceptor) {
      const send = (own: RequestOptions, sent = input): Promise<WithResponse<unknown>> =>
        this.#execute(operation, sent, withInterceptor(own, undefined), isRaw);
      return interceptor({ operation, input, options, transport: this, send });
    }
    try {
      if (operation.paging) this.#paging!.assertPosition(input.query);
      const parts = this.#parts();
      const request = withoutRetriesOfScroll(prepareRequest(parts.defaults, operation, input, options), input.query);
      return new ApiCallExecution(request, parts, isRaw).result();
    } catch (failure) {
      // A request that cannot be prepared rejects instead of throwing.
      return Promise.reject(failure as Error);
    }
  }
}

/** A request for the next page of a scroll is not retried, although it only reads: if just its response was lost, a retry would return the page after it. */
const withoutRetriesOfScroll = (request: PreparedRequest, query: PagePosition | null = {}): PreparedRequest =>
  query?.scroll_id ? { ...request, maxRetries: 0, context: { ...request.context, movesScroll: true } } : request;
