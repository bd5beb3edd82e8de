import {
  PendingCall,
  type ApiCall,
  type CallInput,
  type Operation,
  type Transport,
  type WithResponse,
} from '@secuconnect/api';
import type { TokenSource } from '../auth/token-source.ts';
import type { Observer } from '../observability/observer.ts';
import type { ListOptions } from '../pagination/list-options.ts';
import type { Position } from '../pagination/page.ts';
import { Paginator } from '../pagination/paginator.ts';
import { wireQuery } from '../query/wire-query.ts';
import type { RequestOptions } from '../request-options.ts';
import { planOf, type CallDefaults } from './plan.ts';
import { Run } from './run.ts';

export interface TransportParts {
  readonly defaults: CallDefaults;
  readonly tokens: TokenSource;
  readonly observer: Observer;
}

/** Carries calls out under the policy of the client: see `run.ts`. A call of a list is carried out page by page, as it is consumed. */
export class ClientTransport implements Transport<RequestOptions> {
  readonly #parts: TransportParts;

  constructor(parts: TransportParts) {
    this.#parts = parts;
  }

  call<Result>(operation: Operation, input: CallInput, options?: ListOptions): ApiCall<Result> {
    if (!operation.paging) return this.#single(operation, input, options);
    const query = wireQuery<Position>(input.query);
    return new Paginator(
      (position, settings) => this.#single(operation, { ...input, query: { ...query, ...position } }, settings),
      query,
      options,
    ) as ApiCall<unknown> as ApiCall<Result>;
  }

  #single<Result>(operation: Operation, input: CallInput, options: RequestOptions = {}): ApiCall<Result> {
    const { defaults, tokens, observer } = this.#parts;
    return new PendingCall(
      (raw) =>
        new Run(tokens, observer).result(() => planOf(defaults, operation, input, options), raw) as Promise<
          WithResponse<Result>
        >,
    );
  }
}
