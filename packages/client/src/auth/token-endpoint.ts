import { sleep } from '../internal/abort.ts';
import { ApiError } from '../errors/api-errors.ts';
import { ConnectionError } from '../errors/connection-errors.ts';
import { DecodeError } from '../errors/decode-error.ts';
import { errorFromTokenResponse } from '../errors/from-response.ts';
import { Limit, TIME_IS_UP } from '../internal/timeout.ts';
import { readText } from '../internal/read-body.ts';
import { MAX_RETRIES, PASSING, pauseFor } from '../transport/retry-policy.ts';
import { isBearer, type Token } from './token.ts';

/** Name under which errors and events speak of the token endpoint; the spec has no operation for it. */
export const OPERATION = 'oauth.token';
const SUBJECT = { id: OPERATION, repeatSafe: false };

/** How long one request for a token may take, in ms. */
const TIMEOUT = 30_000;
/** How much of an answer is read, in bytes; tokens are far smaller. */
const MAX_BYTES = 1024 * 1024;

/** What is sent to the token endpoint beside the credentials of the client. */
export type Fields = Readonly<Record<string, string>>;

/** A success of the endpoint. */
interface TokenAnswer {
  readonly body: Record<string, unknown>;
  readonly status: number;
  /** When it was asked for, by the clock of the server, in ms since 1970. */
  readonly issued_at: number;
}

export interface AskOptions {
  /** That of the client when left out. */
  readonly maxRetries?: number | undefined;
  /** Aborted when nobody waits for the answer any more: then the request is not repeated. */
  readonly abandoned?: AbortSignal | undefined;
  /** Whether it is ended then, too: only where the answer cannot bring anything that is had once, such as a refresh token. */
  readonly stoppable?: boolean | undefined;
}

/**
 * `POST /oauth/token`. Every grant sends the client's credentials along with its own fields.
 * - A request that got no answer, or 429, 502, 503 or 504, is repeated here, once for all calls that wait for it: pauses with full jitter,
 *   or as long as the server asks for.
 * - Every answer tells the clock of the server. The header counts in seconds and travels for a while: only what it proves is believed.
 * - No message quotes what was sent or what a success contained.
 */
export class TokenEndpoint {
  readonly #url: string;
  readonly #client: { readonly clientId: string; readonly clientSecret: string };
  readonly #fetch: typeof fetch;
  readonly #maxRetries: number;
  /** How far the clock of the server is ahead of ours, in ms. */
  #ahead = 0;

  constructor(
    url: string,
    client: { readonly clientId: string; readonly clientSecret: string },
    send: typeof fetch,
    maxRetries: number = MAX_RETRIES,
  ) {
    this.#url = url;
    this.#client = client;
    this.#fetch = send;
    this.#maxRetries = maxRetries;
  }

  /** The clock of the server, in ms since 1970. */
  now(): number {
    return Date.now() + this.#ahead;
  }

  /**
   * Asks for a token.
   *
   * @throws AuthenticationError when the credentials are refused, ConnectionError when the endpoint cannot be reached, DecodeError when there is
   * no token in its answer.
   */
  async token(fields: Fields, options?: AskOptions): Promise<Token> {
    const { body, status, issued_at } = await this.ask(fields, options);
    const { access_token, refresh_token } = body;
    const expiresIn = Number(body['expires_in']);
    if (!isBearer(access_token) || !(expiresIn > 0 && expiresIn < Number.POSITIVE_INFINITY)) {
      // Without the body, for there may be a token in it.
      throw new DecodeError(SUBJECT, { status, what: 'no usable token', text: '' }, 'not-sent');
    }
    return {
      access_token,
      issued_at,
      expires_at: issued_at + expiresIn * 1000,
      ...(typeof refresh_token === 'string' && refresh_token !== '' && { refresh_token }),
    };
  }

  /** Sends the fields and gives back the JSON of a success, with the time of the server when they were sent. */
  async ask(
    fields: Fields,
    { maxRetries = this.#maxRetries, abandoned, stoppable }: AskOptions = {},
  ): Promise<TokenAnswer> {
    const { clientId, clientSecret } = this.#client;
    const form = new URLSearchParams({ ...fields, client_id: clientId, client_secret: clientSecret });
    for (let attempt = 0; ; attempt++) {
      try {
        return await this.#attempt(form, stoppable ? abandoned : undefined);
      } catch (failure) {
        const pause = attempt < maxRetries && isPassing(failure) ? pauseFor(failure, attempt) : undefined;
        if (pause === undefined) throw failure;
        await sleep(pause, abandoned);
      }
    }
  }

  async #attempt(form: URLSearchParams, stop: AbortSignal | undefined): Promise<TokenAnswer> {
    const sent = Date.now();
    const { response, text } = await this.#send(form, stop);
    this.#observe(Date.parse(response.headers.get('date') ?? ''), sent, Date.now());
    if (!response.ok) throw errorFromTokenResponse(SUBJECT, response, text, secretsOf(form));
    return { body: jsonObject(text), status: response.status, issued_at: sent + this.#ahead };
  }

  async #send(form: URLSearchParams, stop: AbortSignal | undefined): Promise<{ response: Response; text: string }> {
    const limit = new Limit(TIMEOUT, stop);
    try {
      return await limit.hold(this.#exchange(form.toString(), limit.signal));
    } catch (failure) {
      stop?.throwIfAborted();
      const cause = failure === TIME_IS_UP ? new Error(`nothing within ${TIMEOUT} ms`) : failure;
      // The call that needs the token has not been sent.
      throw new ConnectionError(SUBJECT, cause, secretsOf(form), 'not-sent');
    } finally {
      limit.release();
    }
  }

  async #exchange(body: string, signal: AbortSignal): Promise<{ response: Response; text: string }> {
    const response = await this.#fetch(this.#url, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body,
      // A redirect could carry the secret to another host.
      redirect: 'manual',
      signal,
    });
    return { response, ...(await readText(response, MAX_BYTES)) };
  }

  /** The header was right at some moment between sending and receiving, less up to a second. Within these bounds the estimate stays. */
  #observe(date: number, sent: number, received: number): void {
    if (Number.isNaN(date)) return;
    this.#ahead = Math.min(Math.max(this.#ahead, date - received), date + 1000 - sent);
  }
}

/** Whether the endpoint may give another answer in a moment. */
export const isPassing = (failure: unknown): boolean =>
  failure instanceof ConnectionError ||
  (failure instanceof ApiError && (failure.status === 429 || PASSING.has(failure.status)));

/** Fields of a token request whose values nothing may show. */
export const SECRET_FIELDS = ['client_secret', 'password', 'code', 'refresh_token'];

const secretsOf = (form: URLSearchParams): string[] => SECRET_FIELDS.flatMap((name) => form.getAll(name));

function jsonObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // Not JSON: the same as an answer without a token.
  }
  return {};
}
