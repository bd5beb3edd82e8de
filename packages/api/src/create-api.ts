import createFetchClient, { type Client, type ClientOptions } from 'openapi-fetch';
import { Resources } from './generated/resources.ts';
import type { paths } from './generated/schema.ts';
import { ResponseError } from './response-error.ts';
import {
  encodeBody,
  fillPath,
  headerEntries,
  parameterNames,
  PendingCall,
  queryString,
  type ApiCall,
  type CallInput,
  type CallOptions,
  type HeadersLike,
  type Operation,
  type Transport,
  type WithResponse,
} from './runtime/index.ts';

/** An openapi-fetch client, typed by the paths of this API. */
export type PathClient = Client<paths>;

/** Creates an openapi-fetch client for this API: `client.GET('/Smart/Transactions', …)`. */
export function createPathClient(options: ClientOptions): PathClient {
  return createFetchClient<paths>({
    pathSerializer: (path, values) =>
      fillPath(
        path,
        parameterNames(path).map((name) => values[name]),
      ),
    querySerializer: queryString,
    ...options,
  });
}

export interface ApiOptions {
  /** URL of the API, including `/api/v2`. */
  baseUrl: string;
  /** Sends the requests. @default globalThis.fetch */
  fetch?: ClientOptions['fetch'];
  /** Headers of every request, such as `Authorization`. */
  headers?: HeadersLike;
}

/**
 * The resources over plain openapi-fetch: typed methods and nothing else. For token handling, retries and timeouts, use
 * `@secuconnect/client`. Methods reject with a {@link ResponseError} if the response is not successful.
 */
export function createApi({ baseUrl, fetch, headers }: ApiOptions): Resources {
  const client = createPathClient({
    baseUrl,
    ...(fetch && { fetch }),
    headers: Object.fromEntries(headerEntries(headers)),
  });
  return new Resources(new MinimalTransport(client));
}

class MinimalTransport implements Transport {
  readonly #client: PathClient;

  constructor(client: PathClient) {
    this.#client = client;
  }

  call<Result>(operation: Operation, input: CallInput, options?: CallOptions): ApiCall<Result> {
    return new PendingCall((raw) => this.#execute<Result>(operation, input, options, raw));
  }

  async #execute<Result>(
    operation: Operation,
    { path, query, body }: CallInput,
    options: CallOptions | undefined,
    raw: () => boolean,
  ): Promise<WithResponse<Result>> {
    // openapi-fetch must know before sending whether to read the body; by the next microtask the caller has used `asResponse()` or not.
    await undefined;
    // Method and path of the table are plain strings, which the path-generic types of openapi-fetch do not accept.
    const request = this.#client.request as (
      method: string,
      path: string,
      init: object,
    ) => Promise<FetchResult<Result>>;
    const encoded = encodeBody(operation, body);
    const { data, error, response } = await request(operation.method.toLowerCase(), operation.path, {
      params: { path: Object.fromEntries(parameterNames(operation.path).map((name, at) => [name, path[at]])), query },
      ...(body !== undefined && { body, bodySerializer: () => encoded.body }),
      ...(raw() ? { parseAs: 'stream' } : operation.responseType && { parseAs: 'blob' }),
      ...(options?.signal && { signal: options.signal }),
      headers: {
        ...(encoded.contentType && { 'content-type': encoded.contentType }),
        ...Object.fromEntries(headerEntries(options?.headers)),
      },
    });
    if (!response.ok) throw new ResponseError(operation, response, error);
    return { data: data as Result, response };
  }
}

interface FetchResult<Result> {
  data?: Result;
  error?: unknown;
  response: Response;
}
