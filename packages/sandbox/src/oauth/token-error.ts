import { tokenError } from '@secuconnect/platform-facts';

/** The answer of the token endpoint. */
export interface TokenAnswer {
  readonly status: number;
  readonly body: object;
}

/** Ends a token request with an error of OAuth. */
export class TokenError extends Error {
  override readonly name = 'TokenError';
  readonly answer: TokenAnswer;

  /** @param status 400, as for nearly every error of OAuth. */
  constructor(error: string, description?: string, status = 400) {
    super(description ?? error);
    this.answer = { ...tokenError(error, description), status };
  }
}

export const invalidGrant = (description: string): TokenError => new TokenError('invalid_grant', description);
