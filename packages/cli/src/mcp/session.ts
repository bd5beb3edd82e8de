import { createTransport, memoryTokenStore, type SecuconnectOptions, type TokenStore } from '@secuconnect/client';
import { maskPersonalData, maskSecrets } from '@secuconnect/client/personal-data';
import type { Io } from '../console/io.ts';
import type { Target } from '../settings/target.ts';

export interface SessionOptions {
  readonly allowWrites: boolean;
  readonly showPersonalData: boolean;
}

/** What lasts as long as the server: the API with its credentials, what may be done there, and what may be shown. */
export class Session {
  readonly target: Target;
  readonly options: SessionOptions;
  readonly transport: ReturnType<typeof createTransport>;
  /** What the model has not been told yet: how calls ended that the client of the protocol cancelled. */
  #notices: string[] = [];
  readonly #io: Io;
  readonly #secrets = new Set<string>();

  /** @throws CliError when there are no credentials. */
  constructor(target: Target, options: SessionOptions, io: Io) {
    this.target = target;
    this.options = options;
    this.#io = io;
    const settings = target.options();
    for (const secret of secretsOf(settings.auth)) this.#secrets.add(secret);
    this.transport = createTransport({
      ...settings,
      ...(!('token' in settings.auth) && { tokenStore: this.#watched(settings.tokenStore ?? memoryTokenStore()) }),
      appInfo: { name: 'secuconnect-mcp' },
    });
  }

  /** A text or value that leaves the process, without secrets, IBANs and card numbers. */
  masked<T>(value: T): T {
    return maskSecrets(value, [...this.#secrets]);
  }

  /** Data of the API, also without personal data, unless it may be shown. */
  maskedData<T>(data: T): T {
    return this.masked(this.options.showPersonalData ? data : maskPersonalData(data));
  }

  /** Writes a line to stderr: stdout belongs to the protocol. */
  log(sentence: string): void {
    this.#io.stderr.write(`${this.masked(sentence).replaceAll(/\s+/g, ' ')}\n`);
  }

  /** Logs something, and tells the model with its next result. */
  notice(sentence: string): void {
    this.log(sentence);
    this.#notices.push(sentence);
  }

  takeNotices(): string[] {
    const taken = this.#notices;
    this.#notices = [];
    return this.masked(taken);
  }

  /** The store, with an eye on the tokens in it: the API may return one. */
  #watched(store: TokenStore): TokenStore {
    const see = <Token extends Awaited<ReturnType<TokenStore['get']>>>(token: Token): Token => {
      for (const secret of [token?.accessToken, token?.refreshToken])
        if (secret !== undefined) this.#secrets.add(secret);
      return token;
    };
    return {
      get: async (key) => see(await store.get(key)),
      set: (key, token) => store.set(key, see(token)),
      delete: (key) => store.delete(key),
      ...(store.lock && { lock: (key, run) => store.lock!(key, run) }),
    };
  }
}

const secretsOf = (auth: SecuconnectOptions['auth']): string[] =>
  [
    'token' in auth ? auth.token : undefined,
    'clientSecret' in auth ? (auth as { clientSecret: unknown }).clientSecret : undefined,
  ].filter((secret) => typeof secret === 'string');
