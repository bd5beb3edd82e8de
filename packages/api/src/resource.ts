import { operationsOf } from './operation-notation.ts';
import { parameterNames, type Operation } from './operation.ts';
import type { CallOptions, Transport } from './transport.ts';

/**
 * What the resource classes have in common: a transport, and methods that are made from the table of their operations. The classes
 * themselves only declare their methods, which keeps hundreds of them small.
 */
export abstract class Resource<Options extends CallOptions = CallOptions> {
  /** What the spec says about each operation of the resource, by verb. */
  static readonly operations: Readonly<Record<string, Operation>> = {};

  readonly #transport: Transport<Options>;

  constructor(transport: Transport<Options>) {
    this.#transport = transport;
  }

  /**
   * Gives the class a method for each operation, and returns the table of them. The arguments of a method are the path parameters in order,
   * the body if the operation takes one, the query if it takes one, and the options of the call.
   */
  protected static methods<const Verb extends string>(
    namespace: string,
    notations: Readonly<Record<Verb, string>>,
    base?: string,
  ): Readonly<Record<Verb, Operation>> {
    const operations = operationsOf(namespace, notations, base);
    for (const verb of Object.keys(operations) as Verb[]) {
      const operation = operations[verb];
      const body = parameterNames(operation.path).length;
      const query = body + (operation.body ? 1 : 0);
      const options = query + (operation.query ? 1 : 0);
      const method = {
        [verb](this: Resource, ...args: unknown[]) {
          const input = {
            path: args.slice(0, body) as string[],
            body: args.slice(body, query)[0],
            query: args.slice(query, options)[0] as object,
          };
          return this.#transport.call(operation, input, args[options] as CallOptions);
        },
      }[verb];
      Object.defineProperty(this.prototype, verb, { value: method, writable: true, configurable: true });
    }
    return operations;
  }
}
