import { ConnectionError } from '../errors/connection-errors.ts';
import { errorFromTokenResponse } from '../errors/from-response.ts';
import { SecuconnectError } from '../errors/secuconnect-error.ts';
import type { TokenSource } from './token-source.ts';

export interface ClientCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** A token is no longer used this long before it expires, in ms: the call that carries it needs time to arrive. */
const MARGIN = 10_000;
/** How long a token request may take, in ms. */
const TIMEOUT = 30_000;

/**
 * The client-credentials grant.
 * - One request for a token, however many calls wait for it.
 * - A failed request harms only the calls that waited for it; the next one asks again.
 * - A refused token is dropped only if it is still the one in use.
 */
export class ClientCredentialsGrant implements TokenSource {
  readonly #url: string;
  readonly #credentials: ClientCredentials;
  readonly #fetch: typeof fetch;
  #current: { token: string; usableUntil: number } | undefined;
  #pending: Promise<string> | undefined;

  constructor(url: string, credentials: ClientCredentials, send: typeof fetch) {
    this.#url = url;
    this.#credentials = credentials;
    this.#fetch = send;
  }

  token(): Promise<string> {
    if (this.#current && Date.now() < this.#current.usableUntil) return Promise.resolve(this.#current.token);
    this.#pending ??= this.#request().finally(() => (this.#pending = undefined));
    return this.#pending;
  }

  discard(token: string): void {
    if (this.#current?.token === token) this.#current = undefined;
  }

  async #request(): Promise<string> {
    const { clientId, clientSecret } = this.#credentials;
    const { response, text } = await this.#send({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
    });
    if (!response.ok) throw errorFromTokenResponse(response, text);
    const { access_token, expires_in } = tokenAnswer(text);
    this.#current = { token: access_token, usableUntil: Date.now() + expires_in * 1000 - MARGIN };
    return access_token;
  }

  async #send(form: Record<string, string>): Promise<{ response: Response; text: string }> {
    try {
      const response = await this.#fetch(this.#url, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
        body: new URLSearchParams(form).toString(),
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT),
      });
      return { response, text: await response.text() };
    } catch (cause) {
      throw new ConnectionError('oauth.token', cause);
    }
  }
}

/** What a token endpoint must answer; anything else is no token, and must not be used as one. */
function tokenAnswer(text: string): { access_token: string; expires_in: number } {
  try {
    const { access_token, expires_in } = JSON.parse(text) as Record<string, unknown>;
    if (typeof access_token === 'string' && access_token !== '' && Number(expires_in) > 0) {
      return { access_token, expires_in: Number(expires_in) };
    }
  } catch {
    // Not JSON: falls through to the error below, which must not quote the body, for it may hold a token.
  }
  throw new SecuconnectError('oauth.token answered without a usable token.', {
    outcome: 'not-sent',
    operation: 'oauth.token',
  });
}
