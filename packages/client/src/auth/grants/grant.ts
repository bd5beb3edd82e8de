import type { Token } from '../token.ts';
import type { TokenEndpoint } from '../token-endpoint.ts';

/** Server to server. */
export interface ClientCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** How to get tokens. Made by `applicationUser`, `device` and `refreshToken`; the same one may serve several clients. */
export interface Grant extends ClientCredentials {
  /** Names what the token belongs to, without a secret: tokens are kept under it. */
  readonly key: () => Promise<string>;
  /** Begins to get tokens for one client. */
  begin(): Renewal;
}

/** Gets one token after the other for one client. */
export interface Renewal {
  obtain(attempt: Attempt): Promise<Token>;
  /** Shows each token that the client holds or finds in its store: it may bring a refresh token along. */
  learn?(token: Token): void;
}

/** One attempt to get a token, on behalf of all calls that wait for it. */
export interface Attempt {
  readonly endpoint: TokenEndpoint;
  /** Aborted when the last call that waited has gone. */
  readonly abandoned: AbortSignal;
  /** Whether it takes place ahead of time, and no call waits for it yet. */
  isUnattended(): boolean;
  /** Looks into the store again: another process may have been faster. */
  find(): Promise<Token | undefined>;
  /** Deletes the entry in the store. */
  forget(): Promise<void>;
  /** Says that there is no use in trying again before a call needs a token. */
  giveUp(): void;
}

/** @throws TypeError naming the option that is missing or cannot be sent; never quotes its value. */
export function clientCredentials(options: ClientCredentials): Grant {
  const { clientId, clientSecret } = demand(options, 'clientId', 'clientSecret');
  return {
    clientId,
    clientSecret,
    key: keyOf('client_credentials', clientId),
    begin: () => ({
      obtain: ({ endpoint, abandoned }) =>
        endpoint.token({ grant_type: 'client_credentials' }, { abandoned, stoppable: true }),
    }),
  };
}

/** Encoded, so that no two lists of parts give the same key. */
export function keyOf(...parts: string[]): () => Promise<string> {
  const key = parts.map(encodeURIComponent).join(':');
  return async () => key;
}

/** The options, when those with these names can be sent. */
export function demand<Options extends object>(options: Options, ...names: (keyof Options & string)[]): Options {
  for (const name of names) {
    const value: unknown = options[name];
    if (typeof value !== 'string' || !/^\P{Cc}+$/u.test(value)) {
      throw new TypeError(
        `\`auth.${name}\` is missing, empty, or has a control character in it (a file often ends with a line break).`,
      );
    }
  }
  return options;
}
