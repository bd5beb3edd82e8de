/** Where the bearer token of a call comes from. */
export interface TokenSource {
  /** A token that can be used right now without waiting, if there is one. */
  current(): string | undefined;
  /** A token that is not known to be bad. Concurrent callers share one request for it; the signal ends only the caller's own waiting. */
  token(signal?: AbortSignal): Promise<string>;
  /** Says that the server refused this token. A newer one that has replaced it in the meantime stays. */
  discard(token: string): void;
}
