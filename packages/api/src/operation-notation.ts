import type { Operation } from './operation.ts';

/**
 * The operations of a resource in short notation, so that hundreds of them weigh little in a bundle:
 * `METHOD [/path below the base] [flag …]`. The base is the namespace as a path (`/Smart/Transactions`) unless it is given. Flags are
 * `safe` and `unsafe` (to repeat; a GET is safe unless it says otherwise), `body` and `empty` (POST, PUT and PATCH take a body unless they
 * say otherwise), `query`, `list` (which has a query), `multipart`, `answers=<media type>`, `blocking`, and
 * `blocking=<path parameter>:<value>,<value>` with percent-encoded values.
 */
export function operationsOf<const Verb extends string>(
  namespace: string,
  notations: Readonly<Record<Verb, string>>,
  base = namespace.replace(/^|\./g, '/').replace(/\/./g, (start) => start.toUpperCase()),
): Readonly<Record<Verb, Operation>> {
  const table = {} as Record<Verb, Operation>;
  for (const verb of Object.keys(notations) as Verb[])
    table[verb] = read(`${namespace}.${verb}`, base, notations[verb]);
  return table;
}

function read(id: string, base: string, notation: string): Operation {
  const [method, ...rest] = notation.split(' ') as [Operation['method'], ...string[]];
  const below = rest[0]?.startsWith('/') ? rest.shift() : '';
  const flags = Object.fromEntries(rest.map((flag) => flag.split('=') as [string, string | undefined]));
  const { answers, blocking } = flags;
  return {
    id,
    method,
    path: base + below,
    repeatSafe: 'safe' in flags || (method === 'GET' && !('unsafe' in flags)),
    ...(('body' in flags || (method.startsWith('P') && !('empty' in flags))) && { body: true as const }),
    ...(('query' in flags || 'list' in flags) && { query: true as const }),
    ...('list' in flags && { paging: 'list' as const }),
    ...('multipart' in flags && { multipart: true as const }),
    ...(answers && { answers }),
    ...('blocking' in flags && { blocking: blocking ? blockingFor(blocking) : (true as const) }),
  };
}

function blockingFor(flag: string): { parameter: string; values: string[] } {
  const [parameter, values] = flag.split(':') as [string, string];
  return { parameter, values: values.split(',').map(decodeURIComponent) };
}

/** The operations of several resources in one table, by id. It is given the classes, as a bundler could not drop what is read from them. */
export const byId = (
  resources: readonly { readonly operations: Readonly<Record<string, Operation>> }[],
): Readonly<Record<string, Operation>> =>
  Object.fromEntries(
    resources.flatMap(({ operations }) => Object.values(operations).map((operation) => [operation.id, operation])),
  );
