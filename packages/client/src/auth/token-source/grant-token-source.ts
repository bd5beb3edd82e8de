import { orAborted } from '../../internal/abort.ts';
import type { Grant, Renewal } from '../grants/grant.ts';
import { RefusedTokens } from '../rejected-tokens.ts';
import { SharedToken } from '../stores/stored-token-entry.ts';
import { refreshAt, usableUntil, type Token } from '../token.ts';
import type { TokenEndpoint } from '../token-endpoint.ts';
import type { TokenReport } from './token-report.ts';
import type { TokenSource } from './token-source.ts';
import type { StoreFailure, TokenStore } from '../stores/token-store.ts';

/** How long to leave the endpoint alone after a background refresh has failed, in ms. */
const PAUSE = 5_000;
export interface GrantedTokenSettings {
  readonly grant: Grant;
  readonly endpoint: TokenEndpoint;
  /** Where tokens are valid: the beginning of the key that they are kept under. */
  readonly origin: string;
  readonly store?: TokenStore | undefined;
  /** Told after each attempt to get a token, however many calls waited for it. Must not throw. */
  readonly onToken?: ((report: TokenReport) => void) | undefined;
  /** Told when the store could not be used; the client has gone on without it. Must not throw. */
  readonly onStoreFailure?: ((failure: StoreFailure) => void) | undefined;
}

/** Getting one token, for everybody who waits for it. */
interface Flight {
  token: Promise<string>;
  readonly reason: TokenReport['reason'];
  from: TokenReport['from'];
  /** How many calls wait for it. */
  waiting: number;
  /** Aborted when the last of them has gone. */
  readonly abandon: AbortController;
}

/**
 * A token that is got with a grant.
 * - One request for a token, however many calls wait for it.
 * - It is refreshed ahead of expiry in the background; a failed background refresh harms nobody.
 * - A refused token is dropped only if it is still the one in use: ten late refusals of one old token cause one refresh, not ten.
 * - A refused token never comes back from a store.
 * - A failed request harms only the calls that waited for it; the next one asks again.
 * - An aborted call stops waiting at once. A login that needs a person ends with the last call that waits for it.
 */
export class GrantedToken implements TokenSource {
  readonly #settings: GrantedTokenSettings;
  readonly #renewal: Renewal;
  readonly #shared: SharedToken | undefined;
  readonly #refused = new RefusedTokens();
  #held: Token | undefined;
  /** Why there is none, when there is none. */
  #missing: 'first' | 'refused' = 'first';
  #refreshAt = 0;
  #flight: Flight | undefined;

  constructor(settings: GrantedTokenSettings) {
    const { grant, origin, store, onStoreFailure } = settings;
    const key = async (): Promise<string> => `${origin}:${await grant.key()}`;
    this.#settings = settings;
    this.#shared = store && new SharedToken(store, key, (failure) => onStoreFailure?.(failure));
    this.#renewal = grant.begin();
  }

  current(): string | undefined {
    const held = this.#held;
    const now = this.#settings.endpoint.now();
    if (!held || now >= usableUntil(held)) return undefined;
    if (now >= this.#refreshAt && !this.#flight) {
      this.#refreshAt = now + PAUSE;
      // Whoever needs the token later waits for this one, and gets its failure; nobody waits for it now.
      this.#depart('ahead').token.catch(() => undefined);
    }
    return held.access_token;
  }

  async token(signal?: AbortSignal): Promise<string> {
    signal?.throwIfAborted();
    const current = this.current();
    if (current !== undefined) return current;
    const flight = this.#flight ?? this.#depart(this.#held ? 'expired' : this.#missing);
    flight.waiting++;
    try {
      return await orAborted(flight.token, signal);
    } catch (failure) {
      // Everybody had left that login before this call came.
      const { aborted, reason } = flight.abandon.signal;
      if (aborted && failure === reason) return await this.token(signal);
      throw failure;
    } finally {
      if (--flight.waiting === 0) flight.abandon.abort();
    }
  }

  discard(token: string): void {
    this.#refused.add(token);
    if (this.#held?.access_token !== token) return;
    this.#held = undefined;
    this.#missing = 'refused';
  }

  #depart(reason: TokenReport['reason']): Flight {
    const flight = { reason, from: 'store', waiting: 0, abandon: new AbortController() } as Flight;
    this.#flight = flight;
    flight.token = this.#fly(flight);
    return flight;
  }

  async #fly(flight: Flight): Promise<string> {
    const { reason } = flight;
    const started = Date.now();
    const report = (ok: boolean, error?: unknown): void =>
      this.#settings.onToken?.({ reason, from: flight.from, ok, duration: Date.now() - started, error });
    try {
      const token = (this.#held = await this.#obtain(flight));
      this.#refreshAt = refreshAt(token);
      this.#renewal.learn?.(token);
      // The endpoint vouches for it again.
      this.#refused.forget(token.access_token);
      report(true);
      return token.access_token;
    } catch (failure) {
      report(false, failure);
      throw failure;
    } finally {
      this.#flight = undefined;
    }
  }

  async #obtain(flight: Flight): Promise<Token> {
    const shared = this.#shared;
    const found = await this.#adopt();
    if (found || !shared?.isReadable) return found ?? this.#request(flight);
    return shared.alone(async () => {
      // Another process may have got one while this one waited.
      const other = await this.#adopt();
      if (other) return other;
      const token = await this.#request(flight);
      await shared.write(token);
      return token;
    });
  }

  /** What another process has left, if it is newer than what this one has and not known to be bad. */
  async #adopt(): Promise<Token | undefined> {
    const token = await this.#shared?.read();
    if (!token) return undefined;
    this.#renewal.learn?.(token);
    const isNews = !this.#held || token.expires_at > this.#held.expires_at;
    const isGood = !this.#refused.has(token.access_token) && this.#settings.endpoint.now() < usableUntil(token);
    return isNews && isGood ? token : undefined;
  }

  #request(flight: Flight): Promise<Token> {
    flight.from = 'endpoint';
    return this.#renewal.obtain({
      endpoint: this.#settings.endpoint,
      abandoned: flight.abandon.signal,
      isUnattended: () => flight.reason === 'ahead' && flight.waiting === 0,
      find: () => this.#adopt(),
      forget: async () => this.#shared?.remove(),
      giveUp: () => void (this.#refreshAt = Infinity),
    });
  }
}
