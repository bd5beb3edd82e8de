import { rejectOnAbort } from '../../internal/abort.ts';
import type { GrantDefinition, TokenFlow } from '../grants/grant.ts';
import { RejectedTokens } from '../rejected-tokens.ts';
import { StoredTokenEntry } from '../stores/stored-token-entry.ts';
import type { TokenStore, TokenStoreFailure } from '../stores/token-store.ts';
import { refreshAt, usableUntil, type StoredToken } from '../token.ts';
import type { TokenEndpoint } from '../token-endpoint.ts';
import type { TokenReport } from './token-report.ts';
import type { TokenSource } from './token-source.ts';

/** Shortest time from the start of a background refresh that fails to the start of the next, in ms. */
const REFRESH_COOLDOWN_MS = 5_000;

/** What a `GrantTokenSource` is made of. */
export interface GrantTokenSourceSettings {
  readonly grant: GrantDefinition;
  readonly endpoint: TokenEndpoint;
  /** The origin of the token endpoint: the beginning of the tokens' key in the store. */
  readonly origin: string;
  readonly store?: TokenStore | undefined;
  /** Called after each token request, however many calls waited for it. Must not throw. */
  readonly onToken?: ((report: TokenReport) => void) | undefined;
  /** Called when the store failed; the client continues without it. Must not throw. */
  readonly onStoreFailure?: ((failure: TokenStoreFailure) => void) | undefined;
}

/** A token request under way, shared by all calls that wait for it. */
interface PendingRefresh {
  token: Promise<string>;
  readonly reason: TokenReport['reason'];
  source: TokenReport['source'];
  /** How many calls wait for it. */
  waiters: number;
  /** Aborted when the last of them has left. */
  readonly cancel: AbortController;
}

/**
 * Obtains tokens with a grant, and caches them.
 * - All calls that wait for a token share one request.
 * - Tokens are refreshed in the background before they expire; a failed background refresh affects no call.
 * - A rejected token is dropped only while it is the cached one: ten late rejections of one old token cause one refresh.
 * - A rejected token is never taken from a store again.
 * - A failed request affects only the calls that waited for it; the next call requests again.
 * - An aborted call stops waiting at once. An interactive login ends with the last call that waits for it.
 */
export class GrantTokenSource implements TokenSource {
  readonly #settings: GrantTokenSourceSettings;
  readonly #flow: TokenFlow;
  readonly #entry: StoredTokenEntry | undefined;
  readonly #rejected = new RejectedTokens();
  #cached: StoredToken | undefined;
  /** Why there is no cached token. */
  #missing: 'initial' | 'rejected' = 'initial';
  #refreshAt = 0;
  #pending: PendingRefresh | undefined;

  constructor(settings: GrantTokenSourceSettings) {
    const { grant, origin, store, onStoreFailure } = settings;
    const key = async (): Promise<string> => `${origin}:${await grant.key()}`;
    this.#settings = settings;
    this.#entry = store && new StoredTokenEntry(store, key, (failure) => onStoreFailure?.(failure));
    this.#flow = grant.createFlow();
  }

  cached(): string | undefined {
    const token = this.#cached;
    const now = this.#settings.endpoint.now();
    if (!token || now >= usableUntil(token)) return undefined;
    if (now >= this.#refreshAt && !this.#pending) {
      this.#refreshAt = now + REFRESH_COOLDOWN_MS;
      // No call waits for this request yet. One that does so later receives its failure.
      this.#startRefresh('proactive').token.catch(() => undefined);
    }
    return token.accessToken;
  }

  async token(signal?: AbortSignal): Promise<string> {
    signal?.throwIfAborted();
    const cached = this.cached();
    if (cached !== undefined) return cached;
    const pending = this.#pending ?? this.#startRefresh(this.#cached ? 'expired' : this.#missing);
    pending.waiters++;
    try {
      return await rejectOnAbort(pending.token, signal);
    } catch (failure) {
      // The request was cancelled because all other calls had left, before this call joined it.
      const { aborted, reason } = pending.cancel.signal;
      if (aborted && failure === reason) return await this.token(signal);
      throw failure;
    } finally {
      if (--pending.waiters === 0) pending.cancel.abort();
    }
  }

  invalidate(token: string): void {
    this.#rejected.add(token);
    if (this.#cached?.accessToken !== token) return;
    this.#cached = undefined;
    this.#missing = 'rejected';
  }

  #startRefresh(reason: TokenReport['reason']): PendingRefresh {
    const pending = { reason, source: 'store', waiters: 0, cancel: new AbortController() } as PendingRefresh;
    this.#pending = pending;
    pending.token = this.#refresh(pending);
    return pending;
  }

  async #refresh(pending: PendingRefresh): Promise<string> {
    const { reason } = pending;
    const startedAt = Date.now();
    const report = (success: boolean, error?: unknown): void =>
      this.#settings.onToken?.({ reason, source: pending.source, success, duration: Date.now() - startedAt, error });
    try {
      const token = (this.#cached = await this.#obtain(pending));
      this.#refreshAt = refreshAt(token);
      this.#flow.onTokenSeen?.(token);
      // The endpoint has issued it again, so it counts as valid.
      this.#rejected.delete(token.accessToken);
      report(true);
      return token.accessToken;
    } catch (failure) {
      report(false, failure);
      throw failure;
    } finally {
      this.#pending = undefined;
    }
  }

  async #obtain(pending: PendingRefresh): Promise<StoredToken> {
    const entry = this.#entry;
    const stored = await this.#adoptStored();
    if (stored || !entry?.isReadable) return stored ?? this.#request(pending);
    return entry.withLock(async () => {
      // Another process may have stored one while this one waited.
      const other = await this.#adoptStored();
      if (other) return other;
      const token = await this.#request(pending);
      await entry.write(token);
      return token;
    });
  }

  /** The token that another process has stored, if it is newer than the cached one and not known to be bad. */
  async #adoptStored(): Promise<StoredToken | undefined> {
    const token = await this.#entry?.read();
    if (!token) return undefined;
    this.#flow.onTokenSeen?.(token);
    const isNewer = !this.#cached || token.expiresAt > this.#cached.expiresAt;
    const isUsable = !this.#rejected.has(token.accessToken) && this.#settings.endpoint.now() < usableUntil(token);
    return isNewer && isUsable ? token : undefined;
  }

  #request(pending: PendingRefresh): Promise<StoredToken> {
    pending.source = 'endpoint';
    return this.#flow.obtain({
      endpoint: this.#settings.endpoint,
      cancelSignal: pending.cancel.signal,
      isBackground: () => pending.reason === 'proactive' && pending.waiters === 0,
      rereadStore: () => this.#adoptStored(),
      clearStore: async () => this.#entry?.remove(),
      stopUntilNeeded: () => void (this.#refreshAt = Infinity),
    });
  }
}
