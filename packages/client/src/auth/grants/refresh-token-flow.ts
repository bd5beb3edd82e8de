import { AuthenticationError } from '../../errors/api-errors.ts';
import { SecuconnectError } from '../../errors/secuconnect-error.ts';
import type { Attempt, Renewal } from './grant.ts';
import { RefusedTokens } from '../rejected-tokens.ts';
import type { Token } from '../token.ts';
import { OPERATION, type TokenEndpoint } from '../token-endpoint.ts';

export interface RefreshingSettings {
  /** The refresh token to begin with. */
  readonly refreshToken?: string | undefined;
  /** Gets a token without an earlier one. Missing when the refresh token is all there is. */
  readonly login?: ((endpoint: TokenEndpoint, abandoned: AbortSignal) => Promise<Token>) | undefined;
  /** Whether a person has to do something for a login. */
  readonly needsPerson?: boolean;
}

/**
 * Gets tokens with a refresh token, and with a login where there is none.
 * - The latest refresh token is used first, then the one to begin with; one that stays when the answer has no other is kept.
 * - One that is refused is sent no more, its entry in the store is deleted, and the login starts anew. Without a login, its refusal stands.
 * - A refusal of the client, or by a gateway before the endpoint, says nothing about the refresh token.
 * - No person is asked for anything as long as no call waits for a token.
 */
export class Refreshing implements Renewal {
  readonly #settings: RefreshingSettings;
  readonly #refused = new RefusedTokens();
  #latest: string | undefined;
  /** When the token ends that the latest refresh token came with. */
  #ends = 0;

  constructor(settings: RefreshingSettings) {
    this.#settings = settings;
  }

  /** An older entry may have stayed in a store because the last one could not be written: its refresh token may have been exchanged. */
  learn({ refresh_token, expires_at }: Token): void {
    if (refresh_token === undefined || expires_at < this.#ends || this.#refused.has(refresh_token)) return;
    this.#latest = refresh_token;
    this.#ends = expires_at;
  }

  async obtain(attempt: Attempt): Promise<Token> {
    const { login, needsPerson, refreshToken } = this.#settings;
    // Where it is the only way to a token, it is tried again each time.
    if (!login && refreshToken !== undefined) this.#refused.forget(refreshToken);
    let refusal: unknown;
    for (let candidate = this.#candidate(); candidate !== undefined; candidate = this.#candidate()) {
      try {
        const fields = { grant_type: 'refresh_token', refresh_token: candidate };
        const token = await attempt.endpoint.token(fields, { abandoned: attempt.abandoned });
        // The platform usually answers without another refresh token: the old one stays.
        return { refresh_token: candidate, ...token };
      } catch (failure) {
        if (!refusesToken(failure)) throw failure;
        refusal = failure;
        this.#refused.add(candidate);
        this.#ends = 0;
      }
      // A store without a lock: another process may have exchanged the refresh token in the meantime.
      const other = await attempt.find();
      if (other) return other;
      if (this.#latest === candidate) this.#latest = undefined;
      if (this.#latest === undefined) await attempt.forget();
    }
    if (!login) throw refusal;
    if (needsPerson && attempt.isUnattended()) {
      attempt.giveUp();
      throw new SecuconnectError(
        'Somebody has to connect the device again: the next call without a token shows a code.',
        { outcome: 'not-sent', operation: OPERATION, cause: refusal },
      );
    }
    return login(attempt.endpoint, attempt.abandoned);
  }

  /** The refresh token to try next. */
  #candidate(): string | undefined {
    return [this.#latest, this.#settings.refreshToken].find((one) => one !== undefined && !this.#refused.has(one));
  }
}

function refusesToken(failure: unknown): boolean {
  if (!(failure instanceof AuthenticationError)) return false;
  return failure.error !== undefined && failure.error !== 'invalid_client' && failure.error !== 'unauthorized_client';
}
