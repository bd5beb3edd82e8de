import {
  operations,
  parameterNames,
  PendingCall,
  type ApiCall,
  type CallInput,
  type Operation,
  type PathClient,
  type Transport,
  type WithResponse,
} from '@secuconnect/api';
import type { RequestOptions } from './request-options.ts';

/** Calls by method and path, typed by the spec: the methods of openapi-fetch, carried out by this client. */
export type ApiByPath = Pick<PathClient, 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'>;

interface PathCall extends RequestOptions {
  readonly params?: { readonly path?: Readonly<Record<string, unknown>>; readonly query?: object };
  readonly body?: unknown;
}

/**
 * The API by path, for callers who think in paths: `GET('/Smart/Transactions/{smartTransactionId}', { params: { path: { … } } })`.
 * - Typed by openapi-fetch, and carried out under the policy of the client, with the token, the repeats and the limits of the operation.
 * - Resolves with `data` and `response`; what openapi-fetch would hand over as `error` is thrown, as everywhere in this client.
 * - Beside `params` and `body`, the second argument takes the settings of a call (`timeout`, `signal`, …).
 */
export function apiByPath(transport: Transport<RequestOptions>): ApiByPath {
  const verb =
    (method: Operation['method']) =>
    async (path: string, { params, body, ...options }: PathCall = {}): Promise<WithResponse<unknown>> => {
      const operation = operationAt(method, path);
      const values = parameterNames(path).map((name) => params?.path?.[name]) as string[];
      return transport.call(operation, { path: values, query: params?.query, body }, options).withResponse();
    };
  const [GET, POST, PUT, PATCH, DELETE] = (['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const).map(verb);
  return { GET, POST, PUT, PATCH, DELETE } as unknown as ApiByPath;
}

/** The operation that the spec has there, and with it what is known about repeating it and waiting for it. */
function operationAt(method: string, path: string): Operation {
  const found = Object.values(operations).find((one) => one.method === method && one.path === path);
  if (!found)
    throw new TypeError(`The API has no operation ${method} ${path}; use \`request\` for what the spec does not list.`);
  return found;
}

/** Segments without a query, a fragment, escapes or dots: what would lead elsewhere. */
const PATH = /^(?:\/(?!\.{1,2}(?:\/|$))[^/?#\\\s%]+)+$/;

/** A call of an endpoint that the spec does not list. It rejects with a TypeError, and sends nothing, when the path is not one. */
export function unlistedCall<Result>(
  transport: Transport<RequestOptions>,
  method: Operation['method'],
  path: string,
  input: Partial<CallInput>,
  options?: RequestOptions,
): ApiCall<Result> {
  if (PATH.test(path)) {
    const operation = { id: `${method} ${path}`, method, path, safe: method === 'GET' };
    return transport.call(operation, { path: [], ...input }, options);
  }
  const refusal = `${JSON.stringify(path)} is not a path below the base URL; put values into \`path\`, and the query into \`query\`.`;
  return new PendingCall(() => Promise.reject(new TypeError(refusal)));
}
