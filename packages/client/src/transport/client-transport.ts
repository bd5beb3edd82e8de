import { encodeBody, fillPath, queryString, type CallInput, type Operation, type Transport } from '@secuconnect/api';
import { sleep } from '../abort.ts';
import type { TokenSource } from '../auth/token-source.ts';
import { AuthenticationError } from '../errors/api-errors.ts';
import { ConnectionError, TimeoutError } from '../errors/connection-errors.ts';
import { errorFromResponse } from '../errors/from-response.ts';
import { SecuconnectError } from '../errors/secuconnect-error.ts';
import type { Limits, RequestOptions } from '../request-options.ts';
import { limited, TIME_IS_UP } from './limited.ts';
import { isBlocking, pauseBeforeRepeat } from './repeat.ts';

export interface TransportSettings extends Limits {
  readonly baseUrl: string;
  readonly tokens: TokenSource;
  readonly fetch: typeof fetch;
}

const TIMEOUT = 60_000;
/** A terminal may take five minutes; a little longer, so that its own answer comes first. */
const BLOCKING_TIMEOUT = 330_000;
const MAX_RETRIES = 2;

/**
 * Carries calls out.
 * - A refused token (status 401, or 403 with code 2003) is replaced by a new one, and the call sent once more with that: the server has
 *   refused the first one before doing anything. When no other token is to be had, the refusal stands. This does not use up a repeat.
 * - What failed is repeated only when that does no harm: see `repeat.ts`.
 * - Time limits hold for each attempt until the last byte, and for the whole call; the caller's signal ends everything, pauses included.
 * - A success is never turned into a failure.
 */
export class ClientTransport implements Transport<RequestOptions> {
  readonly #settings: TransportSettings;

  constructor(settings: TransportSettings) {
    this.#settings = settings;
  }

  async call<Result>(operation: Operation, input: CallInput, options: RequestOptions = {}): Promise<Result> {
    const blocking = isBlocking(operation, input.path);
    const maxRetries = options.maxRetries ?? this.#settings.maxRetries ?? MAX_RETRIES;
    const deadline = options.deadline ?? this.#settings.deadline ?? Number.POSITIVE_INFINITY;
    const until = Date.now() + deadline;
    const send = this.#prepare(operation, input, options, blocking, deadline, until);
    for (let attempt = 0; ; attempt++) {
      try {
        return (await this.#withToken(send, options.signal)) as Result;
      } catch (failure) {
        const pause = attempt < maxRetries ? pauseBeforeRepeat(operation, blocking, failure, attempt) : undefined;
        if (pause === undefined || Date.now() + pause >= until) throw failure;
        await sleep(pause, options.signal);
      }
    }
  }

  async #withToken(send: (token: string) => Promise<unknown>, signal: AbortSignal | undefined): Promise<unknown> {
    const { tokens } = this.#settings;
    const token = await tokens.token(signal);
    try {
      return await send(token);
    } catch (failure) {
      if (!(failure instanceof AuthenticationError)) throw failure;
      tokens.discard(token);
      const other = await tokens.token(signal);
      if (other === token) throw failure;
      return send(other);
    }
  }

  /** Everything about a call but the token, worked out once for all attempts. */
  #prepare(
    operation: Operation,
    { path, query, body }: CallInput,
    options: RequestOptions,
    blocking: boolean,
    deadline: number,
    until: number,
  ): (token: string) => Promise<unknown> {
    const search = queryString(query);
    const url = `${this.#settings.baseUrl}${fillPath(operation.path, path)}${search && `?${search}`}`;
    const encoded = encodeBody(operation, body);
    const timeout = options.timeout ?? (blocking ? BLOCKING_TIMEOUT : (this.#settings.timeout ?? TIMEOUT));
    const headers = {
      accept: operation.answers ? `${operation.answers}, application/json` : 'application/json',
      ...(encoded.contentType && { 'content-type': encoded.contentType }),
      ...options.headers,
    };
    return async (token) => {
      const left = until - Date.now();
      const patience = timeout > 0 ? Math.min(timeout, left) : left;
      try {
        return await limited(patience, options.signal, (signal) =>
          this.#attempt(operation, url, {
            method: operation.method,
            headers: { ...headers, authorization: `Bearer ${token}` },
            ...(encoded.body !== undefined && { body: encoded.body }),
            // A redirect could carry the token to another host.
            redirect: 'error',
            signal,
          }),
        );
      } catch (failure) {
        if (failure === TIME_IS_UP)
          throw new TimeoutError(operation.id, patience < timeout || timeout === 0 ? deadline : timeout);
        if (options.signal?.aborted || failure instanceof SecuconnectError) throw failure;
        throw new ConnectionError(operation.id, failure);
      }
    };
  }

  async #attempt(operation: Operation, url: string, init: RequestInit): Promise<unknown> {
    const response = await this.#settings.fetch(url, init);
    if (response.ok) return operation.answers ? response.blob() : decode(await response.text());
    throw errorFromResponse(operation, response, await response.text());
  }
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
