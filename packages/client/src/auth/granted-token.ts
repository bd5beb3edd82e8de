import { orAborted } from '../abort.ts';
import { AuthenticationError } from '../errors/api-errors.ts';
import { refresh, type Grant } from './grants.ts';
import type { Token, TokenEndpoint } from './token-endpoint.ts';
import type { TokenSource } from './token-source.ts';
import type { TokenStore } from './token-store.ts';

/** A token is not handed out any more this long before it expires, in ms: the call that carries it needs time to arrive. */
const MARGIN = 10_000;
/** A token is replaced in the background this long before it expires, in ms; earlier by up to `JITTER`, so that a fleet does not do it at once. */
const AHEAD = 90_000;
const JITTER = 60_000;
/** How long to leave the endpoint alone after a background refresh has failed, in ms. */
const PAUSE = 5_000;

/**
 * A token that is got with a grant.
 * - One request for a token, however many calls wait for it.
 * - It is refreshed ahead of expiry in the background; a failed background refresh harms nobody.
 * - A refused token is dropped only if it is still the one in use: ten late refusals of one old token cause one refresh, not ten.
 * - A failed request harms only the calls that waited for it; the next one asks again.
 * - A refresh token that is refused is forgotten, and the grant starts anew.
 */
export class GrantedToken implements TokenSource {
  readonly #grant: Grant;
  readonly #endpoint: TokenEndpoint;
  readonly #key: string;
  readonly #store: TokenStore | undefined;
  #held: Token | undefined;
  #refreshToken: string | undefined;
  #refreshAt = 0;
  #pending: Promise<string> | undefined;
  /** The last token that the server refused: a store may still have it. */
  #refused: string | undefined;

  constructor(grant: Grant, endpoint: TokenEndpoint, origin: string, store?: TokenStore) {
    this.#grant = grant;
    this.#endpoint = endpoint;
    this.#key = `${origin}:${grant.key}`;
    this.#store = store;
    this.#refreshToken = grant.refreshToken;
  }

  current(): string | undefined {
    const held = this.#held;
    return held && usable(held) && Date.now() < this.#refreshAt ? held.access_token : undefined;
  }

  token(signal?: AbortSignal): Promise<string> {
    const held = this.#held;
    if (!held || !usable(held)) return orAborted(this.#fresh(), signal);
    if (Date.now() >= this.#refreshAt && !this.#pending) {
      this.#refreshAt = Date.now() + PAUSE;
      // Whoever needs the token later waits for this one, and gets its failure; nobody waits for it now.
      this.#fresh().catch(() => undefined);
    }
    return orAborted(Promise.resolve(held.access_token), signal);
  }

  discard(token: string): void {
    this.#refused = token;
    if (this.#held?.access_token === token) this.#held = undefined;
  }

  #fresh(): Promise<string> {
    this.#pending ??= this.#obtain()
      .then((token) => this.#hold(token))
      .finally(() => (this.#pending = undefined));
    return this.#pending;
  }

  #hold(token: Token): string {
    this.#held = token;
    this.#refreshToken = token.refresh_token ?? this.#refreshToken;
    this.#refreshAt = token.expires_at - token.skew - AHEAD - Math.random() * JITTER;
    return token.access_token;
  }

  async #obtain(): Promise<Token> {
    const store = this.#store;
    if (!store) return this.#request();
    const shared = await this.#stored();
    if (shared) return shared;
    // Another process may have got one while this one waited for the lock.
    const request = async (): Promise<Token> => (await this.#stored()) ?? this.#request();
    const token = store.lock ? await store.lock(this.#key, request) : await request();
    await store.set(this.#key, token).catch(() => undefined);
    return token;
  }

  /** What another process has left, if it is newer than what this one has and not known to be bad. */
  async #stored(): Promise<Token | undefined> {
    const token = await this.#store?.get(this.#key).catch(() => undefined);
    if (!token) return undefined;
    this.#refreshToken = token.refresh_token ?? this.#refreshToken;
    const known = token.access_token === this.#held?.access_token || token.access_token === this.#refused;
    return !known && usable(token) ? token : undefined;
  }

  async #request(): Promise<Token> {
    if (this.#refreshToken === undefined) return this.#grant.obtain(this.#endpoint);
    try {
      return await refresh(this.#endpoint, this.#refreshToken);
    } catch (failure) {
      if (!(failure instanceof AuthenticationError)) throw failure;
      this.#refreshToken = undefined;
      return this.#grant.obtain(this.#endpoint);
    }
  }
}

const usable = (token: Token): boolean => Date.now() + token.skew < token.expires_at - MARGIN;
