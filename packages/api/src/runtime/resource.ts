import { parseOperations } from './operation-notation.ts';
import type { Operation } from './operation.ts';
import type { CallInput, CallOptions, Transport } from './transport.ts';
import { parameterNames } from './url.ts';

/** What all resource classes have. */
export interface ResourceClass {
  /** Where the resource is in the client: `smart.transactions`. */
  readonly namespace: string;
  /** The names of its methods. */
  readonly verbs: readonly string[];
  /** The operations of the resource, by verb. */
  readonly operations: Readonly<Record<string, Operation>>;
  new (transport: Transport): object;
}

/** The parts of the input of a call after its path parameters, in the order of the arguments. */
const PARTS = ['body', 'query', 'headers', 'cookies'] as const;

type Parts = { [Part in (typeof PARTS)[number]]: object | undefined };
const NO_PARTS: Parts = { body: undefined, query: undefined, headers: undefined, cookies: undefined };

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
 * Makes the class of a resource from its operations, with one method for each. A method takes the path parameters in order, then those of body,
 * query, headers and cookies that the operation has, then the options of the call.
 *
 * Generated code only declares these methods. Hundreds of bodies that differ only in names would outweigh the rest of the client, and
 * bundlers can drop the result of an unused call.
 */
export function resource<Class extends ResourceClass>(
  namespace: string,
  notations: Readonly<Record<string, string>>,
  base?: string,
): Class {
  let parsed: Readonly<Record<string, Operation>> | undefined;
  const made = class extends Resource {
    static readonly namespace = namespace;
    static readonly verbs = Object.keys(notations);

    /** Parsed when the first one is needed, because programs use few resources. */
    static get operations(): Readonly<Record<string, Operation>> {
      return (parsed ??= parseOperations(namespace, notations, base));
    }
  };
  for (const verb of made.verbs) {
    let plan: ReturnType<typeof argumentsOf> | undefined;
    // The computed name is the one that stack traces show.
    const { [verb]: value } = {
      [verb](this: Resource, ...args: unknown[]): unknown {
        const { operation, count, parts } = (plan ??= argumentsOf(made.operations[verb]!));
        // Always the same fields: an object that grows is slower to make and to read.
        const input = { path: args.slice(0, count) as string[], ...NO_PARTS };
        for (let index = 0; index < parts.length; index++) input[parts[index]!] = args[count + index] as object;
        return Resource.call(this, operation, input, args[count + parts.length] as CallOptions);
      },
    };
    Object.defineProperty(made.prototype, verb, { value, writable: true, configurable: true });
  }
  return made as unknown as Class;
}

/** What the arguments of a method are: the number of path parameters, and the parts of the input after them. */
function argumentsOf(operation: Operation) {
  return {
    operation,
    count: parameterNames(operation.path).length,
    parts: PARTS.filter((part) => operation[part]),
  };
}
