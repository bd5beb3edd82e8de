import type { Operation, QueryStyle } from './operation.ts';

/**
 * Parses the operations of a resource from short notation, which keeps hundreds of them small in a bundle:
 * `METHOD [/path below the base] [flag …]`. The base defaults to the namespace as a path (`/Smart/Transactions`).
 * - `safe`, `unsafe`: overrides the default, by which only GET is safe.
 * - `body`, `empty`: overrides the default, by which POST, PUT and PATCH take a body.
 * - `query`: takes a query. `list`: is a list, and takes a query.
 * - `style=<query parameter>:comma|pipe,…`: how arrays in the query are written. `headers`, `cookies`: takes values for them.
 * - `sends=<media type>,…`: what a body may be, if it is not JSON. `multipart`: JSON or a form.
 * - `type=<media type>`: the response is not `application/json`. `void`: a success has no body.
 * - `terminal`, `terminal=<path parameter>:<value>,<value>`: waits for a terminal, always or for these percent-encoded values.
 */
export function parseOperations<const Verb extends string>(
  namespace: string,
  notations: Readonly<Record<Verb, string>>,
  base = namespace.replace(/^|\./g, '/').replace(/\/./g, (start) => start.toUpperCase()),
): Readonly<Record<Verb, Operation>> {
  const table = {} as Record<Verb, Operation>;
  for (const verb of Object.keys(notations) as Verb[])
    table[verb] = parse(`${namespace}.${verb}`, base, notations[verb]);
  return table;
}

function parse(id: string, base: string, notation: string): Operation {
  const [method, ...rest] = notation.split(' ') as [Operation['method'], ...string[]];
  const below = rest[0]?.startsWith('/') ? rest.shift() : '';
  const flags = Object.fromEntries(rest.map((flag) => flag.split('=') as [string, string | undefined]));
  const { type, terminal, style, sends } = flags;
  const [parameter, values] = terminal?.split(':') ?? [];
  return {
    id,
    method,
    path: base + below,
    safe: 'safe' in flags || (method === 'GET' && !('unsafe' in flags)),
    ...(('body' in flags || (method.startsWith('P') && !('empty' in flags))) && { body: true as const }),
    ...(('query' in flags || 'list' in flags) && { query: true as const }),
    ...('list' in flags && { paging: 'list' as const }),
    ...('multipart' in flags && { bodyTypes: ['application/json', 'multipart/form-data'] }),
    ...(sends && { bodyTypes: sends.split(',') }),
    ...(style && { queryStyles: Object.fromEntries(style.split(',').map(parseStyle)) }),
    ...('headers' in flags && { headers: true as const }),
    ...('cookies' in flags && { cookies: true as const }),
    ...(type && { responseType: type }),
    ...('void' in flags && { noContent: true as const }),
    ...('terminal' in flags && {
      waitsForTerminal: values
        ? { parameter: parameter!, values: values.split(',').map(decodeURIComponent) }
        : (true as const),
    }),
  };
}

function parseStyle(text: string): [string, QueryStyle] {
  const [name, style] = text.split(':') as [string, QueryStyle];
  return [decodeURIComponent(name), style];
}

/**
 * The operations of several resources in one table, by id. Each is parsed when it is read: a program uses a few of hundreds, and should not wait for the
 * others to start. Takes the classes: bundlers keep code that reads a property of a class.
 */
export function byId(
  resources: readonly {
    readonly namespace: string;
    readonly verbs: readonly string[];
    readonly operations: Readonly<Record<string, Operation>>;
  }[],
): Readonly<Record<string, Operation>> {
  const table = {};
  for (const resource of resources)
    for (const verb of resource.verbs)
      Object.defineProperty(table, `${resource.namespace}.${verb}`, {
        get: () => resource.operations[verb],
        enumerable: true,
      });
  return table;
}
