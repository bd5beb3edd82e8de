import { operationsOf } from './operation-notation.ts';
import { parameterNames, type Operation } from './operation.ts';
import type { CallInput, CallOptions, Transport } from './transport.ts';

/** What the classes of all resources have. */
export interface ResourceClass {
  /** What the spec says about each operation of the resource, by verb. */
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
 * Makes the class of a resource from the table of its operations, with a method for each of them. The arguments of a method are the path
 * parameters in order, the body if the operation takes one, the query if it takes one, and the options of the call. The generated code only declares the
 * methods: hundreds of bodies that differ in nothing but names would weigh more than the rest of the client. And what a call has made, a
 * bundler can drop when nothing uses it.
 */
export function resource<Class extends ResourceClass>(
  namespace: string,
  notations: Readonly<Record<string, string>>,
  base?: string,
): Class {
  const operations = operationsOf(namespace, notations, base);
  const made = class extends Resource {
    static readonly operations = operations;
  };
  for (const [verb, operation] of Object.entries(operations)) {
    const body = parameterNames(operation.path).length;
    const query = body + (operation.body ? 1 : 0);
    const options = query + (operation.query ? 1 : 0);
    // The computed name is the one that shows in a stack.
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
