/** Where the bearer token of a call comes from. */
export interface TokenSource {
  /** A token that is not known to be bad. Concurrent callers share one request for it. */
  token(signal?: AbortSignal): Promise<string>;
  /** Says that the server refused this token. A newer one that has replaced it in the meantime stays. */
  discard(token: string): void;
}

/** A token that somebody else takes care of. */
export class StaticToken implements TokenSource {
  readonly #token: string;

  constructor(token: string) {
    this.#token = token;
  }

  token(): Promise<string> {
    return Promise.resolve(this.#token);
  }

  discard(): void {
    // There is no other one to be had: the next call fails the same way, and says so.
  }
}
