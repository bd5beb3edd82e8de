import { ConnectionError } from '../errors/connection-errors.ts';
import { errorFromTokenResponse } from '../errors/from-response.ts';
import { SecuconnectError } from '../errors/secuconnect-error.ts';

/** Name under which errors and events speak of the token endpoint; the spec has no operation for it. */
export const OPERATION = 'oauth.token';
const SUBJECT = { id: OPERATION, repeatSafe: false };

/** How long one request for a token may take, in ms. */
const TIMEOUT = 30_000;

/** A token as it is kept. Times are those of the server, so that a wrong clock here does no harm. */
export interface Token {
  readonly access_token: string;
  /** When it stops being valid, in ms since 1970 by the clock of the server. */
  readonly expires_at: number;
  /** Gets further tokens; not every grant has one. */
  readonly refresh_token?: string;
  /** How far the clock of the server is ahead of ours, in ms. */
  readonly skew: number;
}

/** `POST /oauth/token`. Every grant sends the client's credentials along with its own fields. */
export class TokenEndpoint {
  readonly #url: string;
  readonly #client: { clientId: string; clientSecret: string };
  readonly #fetch: typeof fetch;

  constructor(url: string, client: { clientId: string; clientSecret: string }, send: typeof fetch) {
    this.#url = url;
    this.#client = client;
    this.#fetch = send;
  }

  /**
   * Asks for a token.
   *
   * @throws AuthenticationError when the credentials are refused, ConnectionError when the endpoint cannot be reached.
   */
  async token(fields: Readonly<Record<string, string>>): Promise<Token> {
    const { body, at, skew } = await this.ask(fields);
    const { access_token, expires_in, refresh_token } = body;
    if (typeof access_token !== 'string' || access_token === '' || !(Number(expires_in) > 0)) {
      // Does not quote the body, for there may be a token in it.
      throw new SecuconnectError(`${OPERATION} answered without a usable token.`, {
        outcome: 'not-sent',
        operation: OPERATION,
      });
    }
    return {
      access_token,
      expires_at: at + Number(expires_in) * 1000,
      ...(typeof refresh_token === 'string' && { refresh_token }),
      skew,
    };
  }

  /** Sends the fields and gives back the JSON of a success, with the time of the server. */
  async ask(
    fields: Readonly<Record<string, string>>,
  ): Promise<{ body: Record<string, unknown>; at: number; skew: number }> {
    const { clientId, clientSecret } = this.#client;
    const form = new URLSearchParams({ ...fields, client_id: clientId, client_secret: clientSecret });
    const { response, text } = await this.#send(form.toString());
    if (!response.ok) throw errorFromTokenResponse(SUBJECT, response, text, secretsOf(form));
    const now = Date.now();
    const date = Date.parse(response.headers.get('date') ?? '');
    // The header counts in seconds: a smaller difference says nothing.
    const skew = Math.abs(date - now) > 2000 ? date - now : 0;
    return { body: jsonObject(text), at: now + skew, skew };
  }

  async #send(body: string): Promise<{ response: Response; text: string }> {
    try {
      const response = await this.#fetch(this.#url, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
        body,
        // A redirect could carry the secret to another host.
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT),
      });
      return { response, text: await response.text() };
    } catch (cause) {
      // A lost request for a token has no effect, whether it arrived or not; and the call that needs the token has not been sent.
      throw new ConnectionError(SUBJECT, cause, secretsOf(new URLSearchParams(body)), 'not-sent');
    }
  }
}

/** The values of a token request that no error may show. */
const secretsOf = (form: URLSearchParams): string[] =>
  ['client_secret', 'password', 'code', 'refresh_token'].flatMap((name) => form.getAll(name));

function jsonObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // Not JSON: the same as an answer without a token.
  }
  return {};
}
