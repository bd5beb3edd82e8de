import {
  operations,
  parameterNames,
  PendingCall,
  type WithResponse,
  type ApiCall,
  type CallInput,
  type Operation,
  type ThrowingPathClient,
  type Transport,
} from '@secuconnect/api';
import type { RequestOptions } from './request-options.ts';

/** Calls by method and path, typed by the spec: the methods of openapi-fetch, executed by this client. */
export type ApiByPath = ThrowingPathClient;

interface PathCall extends RequestOptions {
  readonly params?: {
    readonly path?: Readonly<Record<string, unknown>>;
    readonly query?: object;
    readonly header?: object;
    readonly cookie?: object;
  };
  readonly body?: unknown;
}

/** The values of a call to an endpoint that the spec does not list. */
export interface UnlistedInput extends Partial<Omit<CallInput, 'path'>> {
  /** The values for the names in braces in the path. */
  readonly pathParams?: Readonly<Record<string, string>> | undefined;
}

/**
 * Returns the API by method and path: `GET('/Smart/Transactions/{smartTransactionId}', { params: { path: { … } } })`.
 * - Typed by openapi-fetch, and executed by the client, with the token, the retries and the timeouts of the operation.
 * - Resolves with `data` and `response`; what openapi-fetch returns as `error` is thrown, as everywhere in this client.
 * - The second argument takes the options of a call (`timeout`, `signal`, …) in addition to `params` and `body`.
 */
export function apiByPath(transport: Transport<RequestOptions>): ApiByPath {
  const verb =
    (method: Operation['method']) =>
    async (path: string, { params, body, ...options }: PathCall = {}): Promise<WithResponse<unknown>> => {
      const operation = operationAt(method, path);
      const values = parameterNames(path).map((name) => params?.path?.[name]) as string[];
      const { query, header: headers, cookie: cookies } = params ?? {};
      return transport.call(operation, { path: values, query, headers, cookies, body }, options).withResponse();
    };
  const [GET, POST, PUT, PATCH, DELETE] = (['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const).map(verb);
  return { GET, POST, PUT, PATCH, DELETE } as unknown as ApiByPath;
}

/** Looks up the operation of the spec at this method and path, which decides about retries and terminals. */
function operationAt(method: string, path: string): Operation {
  const found = Object.values(operations).find((one) => one.method === method && one.path === path);
  if (!found)
    throw new TypeError(`The API has no operation ${method} ${path}; use \`request\` for what the spec does not list.`);
  return found;
}

/** Segments that cannot lead to another endpoint: without a query, a fragment, escapes, `.` and `..`. */
const PATH = /^(?:\/(?!\.{1,2}(?:\/|$))[^/?#\\\s%]+)+$/;

/** Calls an endpoint that the spec does not list. Rejects with a TypeError, and sends nothing, if the path or its parameters are invalid. */
export function unlistedCall<Result>(
  transport: Transport<RequestOptions>,
  method: Operation['method'],
  path: string,
  { pathParams = {}, ...input }: UnlistedInput,
  options?: RequestOptions,
): ApiCall<Result> {
  const mistake = mistakeIn(path, pathParams);
  if (mistake !== undefined) return new PendingCall(() => Promise.reject(new TypeError(mistake)));
  const operation = { id: `${method} ${path}`, method, path, safe: method === 'GET', noContent: true as const };
  const values = parameterNames(path).map((name) => pathParams[name]!);
  return transport.call(operation, { ...input, path: values }, options);
}

function mistakeIn(path: string, pathParams: Readonly<Record<string, string>>): string | undefined {
  if (!PATH.test(path))
    return `${JSON.stringify(path)} is not a path below the base URL; pass values in \`pathParams\`, and the query in \`query\`.`;
  const names = parameterNames(path);
  const missing = names.find((name) => !Object.hasOwn(pathParams, name) || pathParams[name] === undefined);
  if (missing !== undefined) return `\`pathParams.${missing}\` is missing: ${path} needs it.`;
  const unknown = Object.keys(pathParams).find((name) => !names.includes(name));
  if (unknown !== undefined) return `\`pathParams.${unknown}\` is not in ${path}.`;
  return undefined;
}
