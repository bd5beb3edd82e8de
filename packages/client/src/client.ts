import type { ApiCall, Operation } from '@secuconnect/api';
import type { LazyOptions } from './client-options.ts';
import { lazyTransportParts } from './create-transport.ts';
import { Resources } from './generated/resources.ts';
import { paging } from './pagination/paging.ts';
import { apiByPath, unlistedCall, type ApiByPath, type UnlistedInput } from './path-client.ts';
import type { RequestOptions } from './request-options.ts';
import { ClientTransport, type TransportParts } from './transport/client-transport.ts';

/**
 * A client of the Secuconnect API.
 *
 * ```ts
 * const secuconnect = new Secuconnect({ environment: 'testing', auth: { clientId, clientSecret } });
 * const stx = await secuconnect.smart.transactions.create({ intent: 'sale', basket_info: { sum: 1995, currency: 'EUR' } });
 * ```
 *
 * Its methods reject with a `SecuconnectError`, whose `outcome` says whether the call may have had an effect.
 */
export class Secuconnect extends Resources {
  readonly #transport: ClientTransport;
  readonly #parts: () => TransportParts;

  /**
   * @param options The options, or a function that the first call reads them with: `new Secuconnect(optionsFromEnv)` needs no environment variable
   *   before that. The function is called once, and again only after it has thrown.
   * @throws TypeError if options are missing or invalid. With a function, each call rejects with that error instead.
   */
  constructor(options: LazyOptions) {
    const parts = lazyTransportParts(options);
    const transport = new ClientTransport(parts, paging);
    super(transport);
    this.#transport = transport;
    this.#parts = parts;
  }

  /** Calls by method and path, typed by the spec: `secuconnect.api.GET('/Smart/Transactions', …)`. */
  get api(): ApiByPath {
    return apiByPath(this.#transport);
  }

  /**
   * Calls an endpoint that the spec does not list, with the token, the timeouts and the errors of this client. Only GET is treated as safe to retry.
   *
   * ```ts
   * await secuconnect.request('POST', '/Smart/Transactions/{id}/something', { pathParams: { id: 'STX_…' }, body: {} });
   * ```
   *
   * @param path Below the base URL, with a name in braces for each value.
   * @param input `pathParams` with the values for these names, `query` and `body`.
   * @throws TypeError if `path` is invalid, or if `pathParams` does not match it.
   */
  request<Result = unknown>(
    method: Operation['method'],
    path: string,
    input: UnlistedInput = {},
    options?: RequestOptions,
  ): ApiCall<Result> {
    return unlistedCall(this.#transport, method, path, input, options);
  }

  /**
   * Obtains a token now instead of with the first call: to check the credentials at startup, or to connect a device.
   *
   * @param options.signal Ends the wait.
   * @throws AuthenticationError if the credentials are rejected.
   */
  async authenticate({ signal }: { signal?: AbortSignal } = {}): Promise<void> {
    await this.#parts().tokens.token(signal);
  }
}
