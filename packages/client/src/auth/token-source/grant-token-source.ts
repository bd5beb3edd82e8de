import { sleep } from '../../internal/abort.ts';
import { backoffDelay } from '../../internal/backoff.ts';
import { monotonicNow } from '../../internal/clock.ts';
import type { GrantDefinition, TokenFlow } from '../grants/grant.ts';
import { DEAD, LivingTask } from '../living-task.ts';
import { RejectedTokens } from '../rejected-tokens.ts';
import { StoredTokenEntry } from '../stores/stored-token-entry.ts';
import type { TokenStore, TokenStoreFailure } from '../stores/token-store.ts';
import { refreshAt, usableUntil, type StoredToken } from '../token.ts';
import type { TokenEndpoint } from '../token-endpoint.ts';
import type { TokenReport } from './token-report.ts';
import type { TokenSource } from './token-source.ts';

/** Shortest time from the start of a background refresh that fails to the start of the next, in ms. */
const REFRESH_COOLDOWN_MS = 5_000;
/** How long to wait for the lock of the store, in ms, unless the grant needs longer. */
const LOCK_PATIENCE_MS = 15_000;
/** A token that was accepted for this long shows that new tokens are accepted, in ms. */
const PROVEN_AFTER_MS = 60_000;

/** The reason with which a request is cancelled when the last call that waited for it has left. */
const ABANDONED = new Error('No call waits for the token.');

/** What a `GrantTokenSource` is made of. */
export interface GrantTokenSourceSettings {
  readonly grant: GrantDefinition;
  readonly endpoint: TokenEndpoint;
  /** The address of the API that issues the tokens: the beginning of their key in the store. */
  readonly issuer: string;
  readonly store?: TokenStore | undefined;
  /** Called after each token request, however many calls waited for it. Must not throw. */
  readonly onToken?: ((report: TokenReport) => void) | undefined;
  /** Called when the store failed; the client continues without it. Must not throw. */
  readonly onStoreFailure?: ((failure: TokenStoreFailure) => void) | undefined;
}

/** A token request under way, shared by all calls that wait for it. */
interface PendingRefresh {
  task: LivingTask<string>;
  readonly reason: TokenReport['reason'];
  source: TokenReport['source'];
  /** How many calls wait for it. */
  waiters: number;
  /** Cancels it when the last of them has left. */
  readonly controller: AbortController;
}

/**
 * Obtains tokens with a grant, and caches them.
 * - All calls that wait for a token share one request.
 * - Tokens are refreshed in the background before they expire; a failed background refresh affects no call.
 * - A rejected token is dropped only while it is the cached one: ten late rejections of one old token cause one refresh.
 * - A rejected token is never taken from a store again.
 * - A failed request affects only the calls that waited for it; the next call requests again. A request that stopped without an end, as in Workers when
 *   the request that started it is over, counts as dead after ten seconds.
 * - When the API rejects new tokens too, the requests for further ones are spaced out.
 * - An aborted call stops waiting at once. An interactive login ends with the last call that waits for it.
 */
export class GrantTokenSource implements TokenSource {
  readonly #settings: GrantTokenSourceSettings;
  readonly #flow: TokenFlow;
  readonly #entry: StoredTokenEntry | undefined;
  readonly #rejected = new RejectedTokens();
  #cached: StoredToken | undefined;
  /** The latest access token that was found in the store. */
  #found: string | undefined;
  /** Why there is no cached token. */
  #missing: 'initial' | 'rejected' = 'initial';
  /** How many new tokens in a row were rejected although they had replaced a rejected one. */
  #rejectedReplacements = 0;
  #refreshAt = 0;
  #pending: PendingRefresh | undefined;

  constructor(settings: GrantTokenSourceSettings) {
    const { grant, issuer, store, onStoreFailure } = settings;
    const key = async (): Promise<string> => `${issuer}:${await grant.key()}`;
    this.#settings = settings;
    this.#entry = store && new StoredTokenEntry(store, key, (failure) => onStoreFailure?.(failure));
    this.#flow = grant.createFlow();
  }

  cached(): string | undefined {
    const token = this.#cached;
    const now = this.#settings.endpoint.now();
    if (!token || now >= usableUntil(token)) return undefined;
    if (now >= this.#refreshAt && !this.#pending?.task.isAlive) {
      this.#refreshAt = now + REFRESH_COOLDOWN_MS;
      // No call waits for this request yet. One that does so later receives its failure.
      this.#startRefresh('proactive');
    }
    return token.accessToken;
  }

  async token(signal?: AbortSignal): Promise<string> {
    signal?.throwIfAborted();
    const cached = this.cached();
    if (cached !== undefined) return cached;
    const current = this.#pending;
    const pending = current?.task.isAlive ? current : this.#startRefresh(this.#cached ? 'expired' : this.#missing);
    pending.waiters++;
    try {
      const token = await pending.task.wait(signal);
      if (token !== DEAD) return token;
      if (this.#pending === pending) this.#pending = undefined;
    } catch (failure) {
      // It was cancelled before this call joined it, because all others had left.
      if (failure !== ABANDONED) throw failure;
    } finally {
      pending.waiters--;
      this.#cancelIfAbandoned(pending);
    }
    return this.token(signal);
  }

  invalidate(token: string, isReplacement = false): void {
    this.#rejected.add(token);
    const cached = this.#cached;
    if (cached?.accessToken !== token) return;
    this.#cached = undefined;
    this.#missing = 'rejected';
    if (isReplacement && !this.isFromStore(token)) this.#rejectedReplacements++;
    else if (this.#settings.endpoint.now() - cached.issuedAt > PROVEN_AFTER_MS) this.#rejectedReplacements = 0;
  }

  isFromStore(token: string): boolean {
    return token === this.#found;
  }

  #startRefresh(reason: TokenReport['reason']): PendingRefresh {
    const pending = { reason, source: 'store', waiters: 0, controller: new AbortController() } as PendingRefresh;
    this.#pending = pending;
    pending.task = new LivingTask(() => this.#refresh(pending));
    return pending;
  }

  #cancelIfAbandoned(pending: PendingRefresh): void {
    if (pending.waiters > 0 || pending !== this.#pending) return;
    try {
      pending.controller.abort(ABANDONED);
    } catch {
      // Workers let no request abort what another one has started. It ends by itself, or with that request.
    }
  }

  async #refresh(pending: PendingRefresh): Promise<string> {
    const { reason } = pending;
    const startedAt = monotonicNow();
    const report = (success: boolean, error?: unknown): void =>
      this.#settings.onToken?.({
        reason,
        source: pending.source,
        success,
        duration: Math.round(monotonicNow() - startedAt),
        error,
      });
    try {
      const token = await this.#obtain(pending);
      this.#flow.onTokenSeen?.(token);
      // One that counted as dead may come late, and its token be older than the cached one.
      if (this.#pending === pending || this.#isNewer(token)) {
        this.#cached = token;
        this.#refreshAt = refreshAt(token);
      }
      // The endpoint has issued it again, so it counts as valid.
      this.#rejected.delete(token.accessToken);
      report(true);
      return token.accessToken;
    } catch (failure) {
      report(false, failure);
      throw failure;
    } finally {
      if (this.#pending === pending) this.#pending = undefined;
    }
  }

  async #obtain(pending: PendingRefresh): Promise<StoredToken> {
    const { signal } = pending.controller;
    const entry = this.#entry;
    const stored = await this.#adoptStored();
    if (stored) return stored;
    if (pending.reason === 'rejected' && this.#rejectedReplacements > 0)
      await sleep(backoffDelay(this.#rejectedReplacements - 1)!, signal);
    if (!entry || entry.condition === 'hangs') return this.#request(pending);
    const isReadable = entry.condition === 'works';
    return entry.withLock(
      async (isLocked) => {
        // A store that can be neither read nor locked is down.
        if (!isReadable && !isLocked) return this.#request(pending);
        // Another process may have stored one while this one waited.
        const other = await this.#adoptStored();
        if (other) return other;
        const token = await this.#request(pending);
        await entry.write(token);
        return token;
      },
      this.#flow.lockPatience ?? LOCK_PATIENCE_MS,
      signal,
    );
  }

  /** The token that another process has stored, if it is newer than the cached one and not known to be bad. */
  async #adoptStored(): Promise<StoredToken | undefined> {
    const token = await this.#entry?.read();
    if (!token) return undefined;
    this.#flow.onTokenSeen?.(token);
    const isUsable = !this.#rejected.has(token.accessToken) && this.#settings.endpoint.now() < usableUntil(token);
    if (!isUsable || !this.#isNewer(token)) return undefined;
    this.#found = token.accessToken;
    return token;
  }

  #isNewer(token: StoredToken): boolean {
    return !this.#cached || token.expiresAt > this.#cached.expiresAt;
  }

  #request(pending: PendingRefresh): Promise<StoredToken> {
    pending.source = 'endpoint';
    return this.#flow.obtain({
      endpoint: this.#settings.endpoint,
      cancelSignal: pending.controller.signal,
      isBackground: () => pending.reason === 'proactive' && pending.waiters === 0,
      rereadStore: () => this.#adoptStored(),
      clearStore: async () => this.#entry?.remove(),
      stopUntilNeeded: () => void (this.#refreshAt = Infinity),
    });
  }
}
