import type { Operation } from './operation.ts';
import type { CallOptions, Transport } from './transport.ts';

/** What the resource classes have in common: the way to a transport. */
export abstract class Resource<Options extends CallOptions = CallOptions> {
  readonly #transport: Transport<Options>;

  constructor(transport: Transport<Options>) {
    this.#transport = transport;
  }

  protected call<Result>(
    operation: Operation,
    path: readonly string[],
    options?: Options,
    body?: unknown,
    query?: object,
  ): Promise<Result> {
    return this.#transport.call(operation, { path, body, query }, options);
  }
}
