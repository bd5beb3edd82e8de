import createFetchClient, { type ClientOptions } from 'openapi-fetch';
import { operations } from './generated/operations.ts';
import { Resources } from './generated/resources.ts';
import type { paths } from './generated/schema.ts';
import type { PathClient } from './path-client.ts';
import { ResponseError } from './response-error.ts';
import {
  cookieHeader,
  encodeBody,
  fillPath,
  headerEntries,
  headerParameters,
  mediaKind,
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

/** Creates an openapi-fetch client for this API: `client.GET('/Smart/Transactions', …)`. Requests are encoded as the spec says. */
export function createPathClient(options: ClientOptions): PathClient {
  const client = createFetchClient<paths>({ pathSerializer, ...options });
  const send = client.request as SendRequest;
  const verb =
    (method: Operation['method']) =>
    (path: string, init: PathInit = {}): Promise<FetchResult<unknown>> => {
      const operation = Object.values(operations).find((one) => one.method === method && one.path === path);
      return send(method.toLowerCase(), path, operation ? { ...encodedInit(operation, init), ...init } : init);
    };
  const [GET, POST, PUT, PATCH, DELETE] = (['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const).map(verb);
  return { ...client, GET, POST, PUT, PATCH, DELETE } as unknown as PathClient;
}

/** The part of the init of openapi-fetch that is read here. */
interface PathInit {
  readonly params?: { readonly header?: object; readonly cookie?: object };
  readonly body?: unknown;
  readonly headers?: HeadersLike;
}

interface FetchResult<Result> {
  data?: Result;
  error?: unknown;
  response: Response;
}

/** Method and path of the table are plain strings, which the path-generic types of openapi-fetch do not accept. */
type SendRequest = <Result>(method: string, path: string, init: object) => Promise<FetchResult<Result>>;

const pathSerializer: NonNullable<ClientOptions['pathSerializer']> = (path, values) =>
  fillPath(
    path,
    parameterNames(path).map((name) => values[name]),
  );

/** How openapi-fetch has to encode the input of an operation, and to read its response. */
function encodedInit(operation: Operation, { params = {}, body, headers }: PathInit): object {
  const encoded = encodeBody(operation, body);
  const kind = mediaKind(operation.responseType ?? 'application/json');
  return {
    querySerializer: (query: object) => queryString(query, operation.queryStyles),
    ...(body !== undefined && { bodySerializer: () => encoded.body }),
    ...(kind !== 'json' && { parseAs: kind === 'text' ? 'text' : 'blob' }),
    headers: {
      ...(operation.responseType && { accept: operation.responseType }),
      ...headerParameters(params.header),
      ...cookieHeader(params.cookie),
      ...(encoded.contentType && { 'content-type': encoded.contentType }),
      ...Object.fromEntries(headerEntries(headers)),
    },
  };
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
  const client = createFetchClient<paths>({
    baseUrl,
    pathSerializer,
    ...(fetch && { fetch }),
    headers: Object.fromEntries(headerEntries(headers)),
  });
  return new Resources(new MinimalTransport(client.request as SendRequest));
}

class MinimalTransport implements Transport {
  readonly #send: SendRequest;

  constructor(send: SendRequest) {
    this.#send = send;
  }

  call<Result>(operation: Operation, input: CallInput, options?: CallOptions): ApiCall<Result> {
    return new PendingCall((raw) => this.#execute<Result>(operation, input, options, raw));
  }

  async #execute<Result>(
    operation: Operation,
    { path, query, headers: header, cookies: cookie, body }: CallInput,
    options: CallOptions | undefined,
    raw: () => boolean,
  ): Promise<WithResponse<Result>> {
    // openapi-fetch must know before sending whether to read the body; by the next microtask the caller has used `asResponse()` or not.
    await undefined;
    const init = { params: { header, cookie }, body, headers: options?.headers };
    const { data, error, response } = await this.#send<Result>(operation.method.toLowerCase(), operation.path, {
      ...encodedInit(operation, init as PathInit),
      params: { path: Object.fromEntries(parameterNames(operation.path).map((name, at) => [name, path[at]])), query },
      ...(body !== undefined && { body }),
      ...(raw() && { parseAs: 'stream' }),
      ...(options?.signal && { signal: options.signal }),
    });
    if (!response.ok) throw new ResponseError(operation, response, error);
    return { data: data as Result, response };
  }
}
