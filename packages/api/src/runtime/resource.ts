import { parseOperations } from './operation-notation.ts';
import type { Operation } from './operation.ts';
import type { CallInput, CallOptions, Transport } from './transport.ts';
import { parameterNames } from './url.ts';

/** What all resource classes have. */
export interface ResourceClass {
  /** The operations of the resource, by verb. */
  readonly operations: Readonly<Record<string, Operation>>;
  new (transport: Transport): object;
}

class Resource {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  static call(self: Resource, operation: Operation, input: CallInput, options: CallOptions): unknown {
    return self.#transport.call(operation, input, options);
  }
}

/**
 * Makes the class of a resource from its operations, with one method for each. A method takes the path parameters in order, then the body
 * and the query if the operation has them, then the options of the call.
 *
 * Generated code only declares these methods. Hundreds of bodies that differ only in names would outweigh the rest of the client, and
 * bundlers can drop the result of an unused call.
 */
export function resource<Class extends ResourceClass>(
  namespace: string,
  notations: Readonly<Record<string, string>>,
  base?: string,
): Class {
  const operations = parseOperations(namespace, notations, base);
  const made = class extends Resource {
    static readonly operations = operations;
  };
  for (const [verb, operation] of Object.entries(operations)) {
    const body = parameterNames(operation.path).length;
    const query = body + (operation.body ? 1 : 0);
    const options = query + (operation.query ? 1 : 0);
    // The computed name is the one that stack traces show.
    const { [verb]: value } = {
      [verb](this: Resource, ...args: unknown[]): unknown {
        const path = args.slice(0, body) as string[];
        const input = { path, body: args.slice(body, query)[0], query: args.slice(query, options)[0] as object };
        return Resource.call(this, operation, input, args[options] as CallOptions);
      },
    };
    Object.defineProperty(made.prototype, verb, { value, writable: true, configurable: true });
  }
  return made as unknown as Class;
}
