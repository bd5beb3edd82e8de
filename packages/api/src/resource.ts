import type { Call } from './call.ts';
import type { Operation } from './operation.ts';
import type { CallOptions, Transport } from './transport.ts';

/**
 * What the resource classes have in common: their operations, and the way to a transport. Methods name their operation by its verb
 * and inherit the rest, which keeps hundreds of them small: their text is nearly the same in every class.
 */
export abstract class Resource<Options extends CallOptions = CallOptions> {
  /** What the spec says about each operation of the resource, by verb. */
  static readonly operations: Readonly<Record<string, Operation>> = {};

  readonly #transport: Transport<Options>;

  constructor(transport: Transport<Options>) {
    this.#transport = transport;
  }

  protected call<Result>(
    verb: string,
    path: readonly string[],
    options?: Options,
    body?: unknown,
    query?: object,
  ): Call<Result> {
    const operation = (this.constructor as typeof Resource).operations[verb]!;
    return this.#transport.call(operation, { path, body, query }, options);
  }
}
