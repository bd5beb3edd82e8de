/** The parts of the OpenAPI document that tell where the reference describes a method. */
export interface ApiDocument {
  readonly tags: readonly { readonly name: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** A method of the client. */
export interface ClientMethod {
  /** The method, such as `smart.transactions.get`. */
  readonly id: string;
  /** The name of its resource, such as `Smart Transactions`. */
  readonly resource: string;
  /** Where the reference describes it, relative to a folder next to `reference`. */
  readonly link: string;
}

/** The methods of the client by method and path of the API, such as `GET /Smart/Transactions`, in the order of the document. */
export function clientMethods({ paths }: ApiDocument): ReadonlyMap<string, ClientMethod> {
  return new Map(
    Object.entries(paths).flatMap(([path, item]) =>
      Object.entries(item)
        .filter(([, value]) => isOperation(value))
        .map(([verb, value]) => [`${verb.toUpperCase()} ${path}`, methodOf(value as Operation)] as const),
    ),
  );
}

interface Operation {
  readonly operationId: string;
  readonly tags: readonly [string];
}

/** A path has its parameters beside its operations. */
const isOperation = (value: unknown): boolean => typeof value === 'object' && value !== null && 'operationId' in value;

function methodOf({ operationId: id, tags: [resource] }: Operation): ClientMethod {
  const page = resource.toLowerCase().replaceAll(' ', '-');
  return { id, resource, link: `../reference/${page}.md#${id.split('.').at(-1)!.toLowerCase()}` };
}
