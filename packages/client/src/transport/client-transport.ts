import { encodeBody, fillPath, queryString, type CallInput, type Operation, type Transport } from '@secuconnect/api';
import type { TokenSource } from '../auth/token-source.ts';
import { AuthenticationError, type ApiError } from '../errors/api-errors.ts';
import { ConnectionError, TimeoutError } from '../errors/connection-errors.ts';
import { errorFromResponse } from '../errors/from-response.ts';
import type { RequestOptions } from '../request-options.ts';

export interface TransportSettings {
  readonly baseUrl: string;
  readonly tokens: TokenSource;
  readonly fetch: typeof fetch;
  readonly timeout: number;
}

/**
 * Carries calls out.
 * - A refused token (status 401, or 403 with code 2003) is replaced by a new one, and the call sent once more with that: the server has
 *   refused the first one before doing anything. When no other token is to be had, the refusal stands.
 */
export class ClientTransport implements Transport<RequestOptions> {
  readonly #settings: TransportSettings;

  constructor(settings: TransportSettings) {
    this.#settings = settings;
  }

  async call<Result>(operation: Operation, input: CallInput, options: RequestOptions = {}): Promise<Result> {
    const { tokens } = this.#settings;
    const send = this.#prepare(operation, input, options);
    const token = await tokens.token(options.signal);
    const first = await send(token);
    if (!(first.failure instanceof AuthenticationError)) return resultOf<Result>(first);
    tokens.discard(token);
    const other = await tokens.token(options.signal);
    return resultOf<Result>(other === token ? first : await send(other));
  }

  /** Everything about a call but the token, worked out once for all attempts. */
  #prepare(
    operation: Operation,
    { path, query, body }: CallInput,
    options: RequestOptions,
  ): (token: string) => Promise<Attempt> {
    const search = queryString(query);
    const url = `${this.#settings.baseUrl}${fillPath(operation.path, path)}${search && `?${search}`}`;
    const encoded = encodeBody(operation, body);
    const timeout = options.timeout ?? this.#settings.timeout;
    const headers = {
      accept: operation.answers ? `${operation.answers}, application/json` : 'application/json',
      ...(encoded.contentType && { 'content-type': encoded.contentType }),
      ...options.headers,
    };
    return async (token) => {
      options.signal?.throwIfAborted();
      const { response, text, bytes } = await this.#send(operation, timeout, url, {
        method: operation.method,
        headers: { ...headers, authorization: `Bearer ${token}` },
        ...(encoded.body !== undefined && { body: encoded.body }),
        // A redirect could carry the token to another host.
        redirect: 'error',
        ...limit(options.signal, timeout),
      });
      if (response.ok) return { value: bytes ?? decode(text) };
      return { failure: errorFromResponse(operation.id, response, text) };
    };
  }

  /** One attempt, up to the last byte of the body. */
  async #send(
    operation: Operation,
    timeout: number,
    url: string,
    init: RequestInit,
  ): Promise<{ response: Response; text: string; bytes?: Blob }> {
    try {
      const response = await this.#settings.fetch(url, init);
      if (response.ok && operation.answers) return { response, text: '', bytes: await response.blob() };
      return { response, text: await response.text() };
    } catch (cause) {
      if (cause instanceof Error && cause.name === 'TimeoutError') throw new TimeoutError(operation.id, timeout);
      if (init.signal?.aborted) throw init.signal.reason;
      throw new ConnectionError(operation.id, cause);
    }
  }
}

/** What came of one attempt that was answered. */
type Attempt = { value: unknown; failure?: never } | { failure: ApiError; value?: never };

function resultOf<Result>(attempt: Attempt): Result {
  if (attempt.failure) throw attempt.failure;
  return attempt.value as Result;
}

/** The signal that ends an attempt: the caller's, the time limit, or whichever comes first. */
function limit(signal: AbortSignal | undefined, timeout: number): { signal?: AbortSignal } {
  const signals = [...(signal ? [signal] : []), ...(timeout > 0 ? [AbortSignal.timeout(timeout)] : [])];
  return signals.length ? { signal: AbortSignal.any(signals) } : {};
}

/** The body of a success: JSON where it is JSON, text where it is not, `undefined` where there is none. */
function decode(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
