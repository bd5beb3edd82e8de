import { TOKEN_LIFETIME_SECONDS, tokenResponse } from '@secuconnect/platform-facts';
import type { Engine } from '../engine/engine.ts';
import { ApiException } from '../engine/exception.ts';
import { invalidGrant } from './token-error.ts';

/** Who calls. */
export interface Session {
  readonly id: string;
  /** Id of the OAuth client. */
  readonly client: string;
  /** The grant that began the session. */
  readonly grant: string;
  /** The `uuid` of a device, or the installation of an app. */
  readonly device?: string;
  /** Name of the installation, for people. */
  readonly deviceName?: string;
  /** With which name the person has signed in. */
  readonly user?: string;
  /** The access token, until a newer one replaces it. */
  readonly token: string;
  readonly refreshToken?: string;
}

/** Points from a token to its session. */
interface Token {
  readonly id: string;
  readonly session: string;
}

interface AccessToken extends Token {
  /** In milliseconds since 1970. */
  readonly expires: number;
}

const SESSIONS = '_sessions';
const ACCESS_TOKENS = '_access_tokens';
const REFRESH_TOKENS = '_refresh_tokens';

const LIFETIME = TOKEN_LIFETIME_SECONDS * 1000;
/** How long an access token is remembered after it has expired, so that its error still says so. */
const MEMORY = 24 * 60 * 60 * 1000;
const TOKEN_LENGTH = 26;
/** The scope that the API gives a client. A user and a device have none. */
const CLIENT_SCOPE = 'https://scope.secucard.com/e/api';

/** The sessions and their tokens. A device has one session, and a session has one valid access token. */
export class Sessions {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** Begins the session of a client, which has any number of them and no refresh token. */
  ofClient(client: string): object {
    const { ids } = this.#engine;
    const token = this.#issue({ id: ids.hash(), client, grant: 'client_credentials' });
    return { ...tokenResponse(token), scope: CLIENT_SCOPE };
  }

  /** Begins the session of a device, which ends an older one of the device. */
  ofDevice(client: string, grant: string, device: string, user: Pick<Session, 'user' | 'deviceName'> = {}): object {
    const { ids, store } = this.#engine;
    const id = JSON.stringify([client, device]);
    const older = store.get<Session>(SESSIONS, id)?.refreshToken;
    if (older !== undefined) store.delete(REFRESH_TOKENS, older);
    const refreshToken = ids.hash(TOKEN_LENGTH);
    store.put<Token>(REFRESH_TOKENS, { id: refreshToken, session: id });
    const token = this.#issue({ id, client, grant, device, ...user, refreshToken });
    return { ...tokenResponse(token, { refreshToken }), scope: null };
  }

  /**
   * Replaces the access token of a session. The refresh token stays.
   *
   * @throws TokenError `invalid_grant` when the refresh token does not belong to a session of the client.
   */
  refresh(client: string, refreshToken: string): object {
    const { store } = this.#engine;
    const session = this.#sessionOf(store.get<Token>(REFRESH_TOKENS, refreshToken));
    if (session?.client !== client) throw invalidGrant('The refresh token is invalid');
    return { ...tokenResponse(this.#issue(session)), scope: null };
  }

  /** @throws ApiException when the token is unknown, has expired, or was replaced. */
  withToken(id: string): Session {
    const { store, clock } = this.#engine;
    const token = store.get<AccessToken>(ACCESS_TOKENS, id);
    const session = this.#sessionOf(token);
    if (!token || !session) throw new ApiException('ProductUnauthorizedException', 'Invalid token');
    if (token.expires <= clock.now() || session.token !== id)
      throw new ApiException('ProductNotAllowedException', 'Valid auth token required', { code: 2003 });
    return session;
  }

  /** Lets every access token expire at once. */
  expireTokens(): void {
    const { store, clock } = this.#engine;
    const now = clock.now();
    store.transaction(() => {
      for (const token of store.all<AccessToken>(ACCESS_TOKENS))
        if (token.expires > now) store.put<AccessToken>(ACCESS_TOKENS, { ...token, expires: now });
    });
  }

  #sessionOf(token: Token | undefined): Session | undefined {
    return token && this.#engine.store.get<Session>(SESSIONS, token.session);
  }

  #issue(session: Omit<Session, 'token'>): string {
    const { ids, store, clock } = this.#engine;
    this.#forget();
    const token = ids.hash(TOKEN_LENGTH);
    store.put<AccessToken>(ACCESS_TOKENS, { id: token, session: session.id, expires: clock.now() + LIFETIME });
    store.put<Session>(SESSIONS, { ...session, token });
    return token;
  }

  /** Deletes what expired long ago. As all tokens live equally long, the oldest come first. */
  #forget(): void {
    const { store, clock } = this.#engine;
    for (const token of store.all<AccessToken>(ACCESS_TOKENS)) {
      if (token.expires + MEMORY > clock.now()) return;
      store.delete(ACCESS_TOKENS, token.id);
      const session = this.#sessionOf(token);
      if (session && session.refreshToken === undefined) store.delete(SESSIONS, session.id);
    }
  }
}
