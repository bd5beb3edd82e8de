import { AuthenticationError } from '../../errors/api-errors.ts';
import { SecuconnectError } from '../../errors/secuconnect-error.ts';
import { RejectedTokens } from '../rejected-tokens.ts';
import { TOKEN_OPERATION, type TokenEndpoint } from '../token-endpoint.ts';
import type { StoredToken } from '../token.ts';
import type { TokenFlow, TokenFlowContext } from './grant.ts';

/** How long to wait for another process that may be exchanging the refresh token, in ms: some never accept the same one twice. */
const EXCHANGE_PATIENCE_MS = 60_000;
/** How long to wait for another process in which a person may be connecting the device, in ms; no code lives longer in practice. */
const LOGIN_PATIENCE_MS = 1_800_000;

/** What a `RefreshTokenFlow` has to obtain tokens with. */
export interface RefreshTokenFlowSettings {
  /** The refresh token to start with. */
  readonly refreshToken?: string | undefined;
  /** Obtains a token without a refresh token. `undefined` when the refresh token is the only way. */
  readonly login?: ((endpoint: TokenEndpoint, cancelSignal: AbortSignal) => Promise<StoredToken>) | undefined;
  /** Whether the login needs a person. */
  readonly interactive?: boolean;
}

/**
 * Obtains tokens with a refresh token, and with a login when there is none.
 * - The latest refresh token is tried first, then the initial one. A refresh token stays in use when the response brings no other.
 * - A rejected one is not sent again, nor is one that was exchanged for another. The entry of a rejected one is deleted, and the login starts over. Without a login, the rejection is final.
 * - A rejection of the client, or by a gateway in front of the endpoint, says nothing about the refresh token.
 * - No person is asked for anything while no call waits for a token.
 */
export class RefreshTokenFlow implements TokenFlow {
  readonly #settings: RefreshTokenFlowSettings;
  /** The refresh tokens that were rejected, or exchanged for others. */
  readonly #rejected = new RejectedTokens();
  #latest: string | undefined;
  /** When the latest refresh token was issued, in ms by the server's clock. */
  #latestIssuedAt = 0;

  constructor(settings: RefreshTokenFlowSettings) {
    this.#settings = settings;
  }

  get lockPatience(): number {
    return this.#settings.interactive && this.#candidate() === undefined ? LOGIN_PATIENCE_MS : EXCHANGE_PATIENCE_MS;
  }

  /** Ignores the refresh token of an older entry, which is in the store when a newer one could not be written: it may have been exchanged. */
  onTokenSeen({ refreshToken, issuedAt }: StoredToken): void {
    if (refreshToken === undefined || issuedAt < this.#latestIssuedAt || this.#rejected.has(refreshToken)) return;
    this.#latest = refreshToken;
    this.#latestIssuedAt = issuedAt;
  }

  async obtain(context: TokenFlowContext): Promise<StoredToken> {
    const { login, interactive, refreshToken } = this.#settings;
    // A refresh token that is the only way to a token is tried again each time.
    if (!login) this.#rejected.delete(refreshToken!);
    let rejection: unknown;
    for (let candidate = this.#candidate(); candidate !== undefined; candidate = this.#candidate()) {
      try {
        const fields = { grant_type: 'refresh_token', refresh_token: candidate };
        const token = await context.endpoint.token(fields, { cancelSignal: context.cancelSignal });
        // The API usually responds without another refresh token: the old one stays.
        const renewed = { refreshToken: candidate, ...token };
        // An exchanged one is spent: a store that could not be written still has it.
        if (renewed.refreshToken !== candidate) this.#rejected.add(candidate);
        // What was just issued is the latest, even if the clock was set back.
        this.#latestIssuedAt = 0;
        this.onTokenSeen(renewed);
        return renewed;
      } catch (failure) {
        if (!rejectsRefreshToken(failure)) throw failure;
        rejection = failure;
        this.#rejected.add(candidate);
        this.#latestIssuedAt = 0;
      }
      // With a store that cannot lock, another process may have exchanged the refresh token in the meantime.
      const other = await context.rereadStore();
      if (other) return other;
      if (this.#latest === candidate) this.#latest = undefined;
      if (this.#latest === undefined) await context.clearStore();
    }
    if (!login) throw rejection;
    if (interactive && context.isBackground()) {
      context.stopUntilNeeded();
      throw new SecuconnectError(
        'A person has to connect the device again: the next call without a token shows a code.',
        { outcome: 'not-sent', operation: TOKEN_OPERATION, cause: rejection },
      );
    }
    return login(context.endpoint, context.cancelSignal);
  }

  /** The refresh token to try next. */
  #candidate(): string | undefined {
    return [this.#latest, this.#settings.refreshToken].find((one) => one !== undefined && !this.#rejected.has(one));
  }
}

function rejectsRefreshToken(failure: unknown): boolean {
  if (!(failure instanceof AuthenticationError)) return false;
  return failure.error !== undefined && failure.error !== 'invalid_client' && failure.error !== 'unauthorized_client';
}
