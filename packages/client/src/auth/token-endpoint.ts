import { ApiError } from '../errors/api-errors.ts';
import { ConnectionError } from '../errors/connection-errors.ts';
import { DecodeError } from '../errors/decode-error.ts';
import { errorFromTokenResponse } from '../errors/from-response.ts';
import type { CallContext } from '../errors/outcome.ts';
import { sleep } from '../internal/abort.ts';
import { backoffDelay, MAX_RETRIES, RETRYABLE_STATUS } from '../internal/backoff.ts';
import { fetchInit } from '../internal/fetch-init.ts';
import { parseJsonObject } from '../internal/json.ts';
import { readTextUpTo } from '../internal/read-body.ts';
import { ScopeEnded, TimeoutScope } from '../internal/timeout.ts';
import { ClockSkew } from './clock-skew.ts';
import { SECRET_FIELDS } from './secret-fields.ts';
import { isBearerToken, type StoredToken } from './token.ts';

/** The name of the token endpoint in errors and events; the spec has no operation for it. */
export const TOKEN_OPERATION = 'oauth.token';
const CONTEXT: CallContext = { id: TOKEN_OPERATION, safe: false };

/** Longest timeout of one token request, in ms. */
const MAX_REQUEST_TIMEOUT_MS = 30_000;
/** How much of a response is read, in bytes; tokens are far smaller. */
const MAX_RESPONSE_BYTES = 1024 * 1024;

/** The form fields of a grant; the client's credentials are added. */
export type TokenRequestFields = Readonly<Record<string, string>>;

/** What the endpoint responded with success. */
interface TokenResponse {
  readonly body: Record<string, unknown>;
  readonly status: number;
  /** The time of the request by the server's clock, in ms since 1970. */
  readonly issuedAt: number;
}

/** What a client limits its token requests with. */
export interface TokenEndpointLimits {
  /** @default 2 */
  readonly maxRetries?: number | undefined;
  /**
   * Timeout of one token request, in ms, up to 30 s; `0` means these 30 s.
   *
   * @default 30_000
   */
  readonly timeout?: number | undefined;
}

/** How one token request is sent. */
export interface TokenRequestOptions {
  /** @default the value of the client */
  readonly maxRetries?: number | undefined;
  /** Aborted when the last waiting call has left: the request is then not retried. */
  readonly cancelSignal?: AbortSignal | undefined;
  /**
   * Whether `cancelSignal` also aborts a request under way. Not where the response may bring a refresh token, as there is only one.
   *
   * @default false
   */
  readonly cancellable?: boolean | undefined;
}

/**
 * `POST /oauth/token`. Every grant sends its fields and the client's credentials.
 * - A request without a response, or with 429 or a status of `RETRYABLE_STATUS`, is retried here, on behalf of all calls that wait for it.
 * - The `Date` header of every response corrects the estimate of the server's clock.
 * - No message quotes the form that was sent or the body of a success.
 */
export class TokenEndpoint {
  readonly #url: string;
  readonly #client: { readonly clientId: string; readonly clientSecret: string };
  readonly #fetch: typeof fetch;
  readonly #maxRetries: number;
  readonly #timeout: number;
  readonly #clock = new ClockSkew();

  constructor(
    url: string,
    client: { readonly clientId: string; readonly clientSecret: string },
    send: typeof fetch,
    { maxRetries = MAX_RETRIES, timeout }: TokenEndpointLimits = {},
  ) {
    this.#url = url;
    this.#client = client;
    this.#fetch = send;
    this.#maxRetries = maxRetries;
    this.#timeout = Math.min(timeout || MAX_REQUEST_TIMEOUT_MS, MAX_REQUEST_TIMEOUT_MS);
  }

  /** The server's clock, in ms since 1970. */
  now(): number {
    return this.#clock.now();
  }

  /**
   * Requests a token.
   *
   * @throws AuthenticationError when the credentials are rejected.
   * @throws ConnectionError when the endpoint cannot be reached.
   * @throws DecodeError when the response has no token.
   */
  async token(fields: TokenRequestFields, options?: TokenRequestOptions): Promise<StoredToken> {
    const { body, status, issuedAt } = await this.request(fields, options);
    const { access_token: accessToken, refresh_token: refreshToken } = body;
    const expiresIn = Number(body['expires_in']);
    if (!isBearerToken(accessToken) || !(expiresIn > 0 && expiresIn < Number.POSITIVE_INFINITY)) {
      // Without the body, which may contain a token.
      throw new DecodeError(CONTEXT, { status, what: 'no usable token', body: '' }, 'not-sent');
    }
    return {
      accessToken,
      issuedAt,
      expiresAt: issuedAt + expiresIn * 1000,
      ...(typeof refreshToken === 'string' && refreshToken !== '' && { refreshToken }),
    };
  }

  /** Sends the fields and returns the JSON of a success. */
  async request(
    fields: TokenRequestFields,
    { maxRetries = this.#maxRetries, cancelSignal, cancellable }: TokenRequestOptions = {},
  ): Promise<TokenResponse> {
    const { clientId, clientSecret } = this.#client;
    const form = new URLSearchParams({ ...fields, client_id: clientId, client_secret: clientSecret });
    for (let attempt = 0; ; attempt++) {
      try {
        return await this.#attempt(form, cancellable ? cancelSignal : undefined);
      } catch (failure) {
        const headers = failure instanceof ApiError ? failure.headers : undefined;
        const delay =
          attempt < maxRetries && isRetryableTokenError(failure) ? backoffDelay(attempt, headers) : undefined;
        if (delay === undefined) throw failure;
        await sleep(delay, cancelSignal);
      }
    }
  }

  async #attempt(form: URLSearchParams, signal: AbortSignal | undefined): Promise<TokenResponse> {
    const sentAt = Date.now();
    const { response, text } = await this.#send(form, signal);
    this.#clock.update(response.headers.get('date'), sentAt, Date.now());
    if (!response.ok) throw errorFromTokenResponse(CONTEXT, response, text, secretsOf(form));
    return { body: parseJsonObject(text), status: response.status, issuedAt: this.#clock.now(sentAt) };
  }

  async #send(form: URLSearchParams, signal: AbortSignal | undefined): Promise<{ response: Response; text: string }> {
    const scope = new TimeoutScope(this.#timeout, signal);
    try {
      return await scope.race(this.#exchange(form.toString(), scope.signal));
    } catch (failure) {
      signal?.throwIfAborted();
      const cause = failure instanceof ScopeEnded ? new Error(`no response within ${this.#timeout} ms`) : failure;
      // `not-sent`, because the call that needs the token was not.
      throw new ConnectionError(CONTEXT, cause, secretsOf(form), 'not-sent');
    } finally {
      scope.release();
    }
  }

  async #exchange(body: string, signal: AbortSignal): Promise<{ response: Response; text: string }> {
    const init = {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body,
      // A redirect could carry the secret to another host.
      redirect: 'manual' as const,
      signal,
    };
    const response = await this.#fetch(this.#url, await fetchInit(init, { send: this.#fetch, timeout: this.#timeout }));
    const { text } = await readTextUpTo(response, MAX_RESPONSE_BYTES).catch((failure: unknown) => {
      // The status of an error says enough: rejected credentials stay rejected, with or without a body.
      if (response.ok) throw failure;
      return { text: '' };
    });
    return { response, text };
  }
}

/** Whether a token request failed for a temporary reason, so that a retry may succeed. */
export const isRetryableTokenError = (failure: unknown): boolean =>
  failure instanceof ConnectionError ||
  (failure instanceof ApiError && (failure.status === 429 || RETRYABLE_STATUS.has(failure.status)));

const secretsOf = (form: URLSearchParams): string[] => SECRET_FIELDS.flatMap((name) => form.getAll(name));
