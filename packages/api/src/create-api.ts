import createFetchClient, { type Client, type ClientOptions } from 'openapi-fetch';
import { encodeBody } from './body.ts';
import { PendingCall, type Answered, type Call } from './call.ts';
import { Resources } from './generated/resources.ts';
import type { paths } from './generated/schema.ts';
import { parameterNames, type Operation } from './operation.ts';
import { ResponseError } from './response-error.ts';
import type { CallInput, CallOptions, Transport } from './transport.ts';
import { fillPath } from './url.ts';

/** openapi-fetch, typed by the paths of this API. */
export type PathClient = Client<paths>;

/** openapi-fetch over this API, for callers who think in paths: `client.GET('/Smart/Transactions', …)`. */
export function createPathClient(options: ClientOptions): PathClient {
  return createFetchClient<paths>({
    pathSerializer: (path, values) =>
      fillPath(
        path,
        parameterNames(path).map((name) => values[name]),
      ),
    ...options,
  });
}

export interface ApiOptions {
  /** Where the API is, with `/api/v2`. */
  baseUrl: string;
  /** Sends the requests; `globalThis.fetch` when left out. */
  fetch?: ClientOptions['fetch'];
  /** Headers of every request; the place for `Authorization`. */
  headers?: Readonly<Record<string, string>>;
}

/**
 * The resources over bare openapi-fetch: typed methods, and nothing else. No token handling, no repeats, no deadlines; those are in
 * `@secuconnect/client`.
 *
 * @throws ResponseError, from each method, when the answer is not a success.
 */
export function createApi({ baseUrl, fetch, headers }: ApiOptions): Resources {
  const client = createPathClient({ baseUrl, ...(fetch && { fetch }), ...(headers && { headers }) });
  return new Resources(new BareTransport(client));
}

class BareTransport implements Transport {
  readonly #client: PathClient;

  constructor(client: PathClient) {
    this.#client = client;
  }

  call<Result>(operation: Operation, input: CallInput, options?: CallOptions): Call<Result> {
    return new PendingCall((raw) => this.#carryOut<Result>(operation, input, options, raw));
  }

  async #carryOut<Result>(
    operation: Operation,
    { path, query, body }: CallInput,
    options: CallOptions | undefined,
    raw: () => boolean,
  ): Promise<Answered<Result>> {
    // openapi-fetch has to know beforehand whether to read the body; a moment later the caller has said so.
    await undefined;
    // The table gives method and path as plain strings, which is more than the path-generic types of openapi-fetch can follow.
    const request = this.#client.request as (method: string, path: string, init: object) => Promise<Outcome<Result>>;
    const encoded = encodeBody(operation, body);
    const { data, error, response } = await request(operation.method.toLowerCase(), operation.path, {
      params: { path: Object.fromEntries(parameterNames(operation.path).map((name, at) => [name, path[at]])), query },
      ...(body !== undefined && { body, bodySerializer: () => encoded.body }),
      ...(raw() ? { parseAs: 'stream' } : operation.answers && { parseAs: 'blob' }),
      ...(options?.signal && { signal: options.signal }),
      headers: { ...(encoded.contentType && { 'content-type': encoded.contentType }), ...options?.headers },
    });
    if (!response.ok) throw new ResponseError(operation, response, error);
    return { data: data as Result, response };
  }
}

interface Outcome<Result> {
  data?: Result;
  error?: unknown;
  response: Response;
}
