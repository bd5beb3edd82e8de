import { secretsMatch } from '../engine/secrets-match.ts';
import { TokenError } from './token-error.ts';

/** The credentials of an OAuth client. */
export interface Client {
  readonly id: string;
  readonly secret: string;
}

/** As a client secret, a username or a password, this value is always wrong: a test needs no real credentials to see how that ends. */
export const WRONG = 'wrong';

/** The clients that may request tokens. */
export class Clients {
  readonly #secrets: ReadonlyMap<string, string> | undefined;

  /** @param clients Without them, every client is accepted with every secret but {@link WRONG}. */
  constructor(clients: readonly Client[] | undefined) {
    this.#secrets = clients && new Map(clients.map(({ id, secret }) => [id, secret]));
  }

  /** @throws TokenError `invalid_client` unless id and secret belong together. */
  check(id: string | undefined, secret: string | undefined): string {
    if (!id || !secret || !this.#isKnown(id, secret))
      throw new TokenError('invalid_client', 'The client credentials are invalid');
    return id;
  }

  #isKnown(id: string, secret: string): boolean {
    if (!this.#secrets) return secret !== WRONG;
    const expected = this.#secrets.get(id);
    // An unknown client takes as long as a wrong secret.
    return secretsMatch(secret, expected ?? secret) && expected !== undefined;
  }
}
