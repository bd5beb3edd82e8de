import type { TokenEndpoint } from '../token-endpoint.ts';
import type { StoredToken } from '../token.ts';

/** The same symbol in every copy of this package, so that a grant made by one works with the client of another. */
const DEFINITION = Symbol.for('@secuconnect/client.grant');

/**
 * A way to obtain tokens, for the option `auth` of a client: what `deviceGrant`, `appUserGrant` and `refreshTokenGrant` return.
 * It is opaque, shows no secret when it is printed, and may serve several clients.
 */
export interface Grant {
  readonly [DEFINITION]: () => GrantDefinition;
}

/** The credentials of an OAuth client. As the option `auth` of a client, they select the client credentials grant (RFC 6749, section 4.4). */
export interface ClientCredentials {
  /** The id of the OAuth client, from Secuconnect. */
  readonly clientId: string;
  /** Its secret. It belongs on a server, never in a browser. */
  readonly clientSecret: string;
}

/** What a grant consists of. */
export interface GrantDefinition extends ClientCredentials {
  /** Names what the token belongs to, without a secret: part of its key in a store. */
  key(): Promise<string>;
  /** Starts to obtain tokens for one client. */
  createFlow(): TokenFlow;
}

/** Obtains one token after the other for one client. */
export interface TokenFlow {
  obtain(context: TokenFlowContext): Promise<StoredToken>;
  /** How long another process may need to obtain a token while this one waits for the lock of the store, in ms, if that may take long. */
  readonly lockPatience?: number;
  /** Receives each token that the client obtains or finds in its store: it may bring a refresh token. */
  onTokenSeen?(token: StoredToken): void;
}

/** One request for a token, on behalf of all calls that wait for it. */
export interface TokenFlowContext {
  readonly endpoint: TokenEndpoint;
  /** Aborted when the last call that waited has left. */
  readonly cancelSignal: AbortSignal;
  /** Whether this is a refresh before expiry, and no call waits for it yet. */
  isBackground(): boolean;
  /** Reads the store again: another process may have been faster. */
  rereadStore(): Promise<StoredToken | undefined>;
  /** Deletes the entry in the store. */
  clearStore(): Promise<void>;
  /** Stops background refreshes until a call needs a token. */
  stopUntilNeeded(): void;
}

/** Makes a grant from its definition. It is behind a function, so that no way of printing the grant shows its secrets. */
export const defineGrant = (definition: GrantDefinition): Grant =>
  Object.defineProperty({}, DEFINITION, { value: () => definition }) as Grant;

/** The definition of a grant; `undefined` for any other object. */
export const grantDefinition = (value: object): GrantDefinition | undefined =>
  (value as Partial<Grant>)[DEFINITION]?.();
