/** Where the bearer token of a call comes from. */
export interface TokenSource {
  /** A token that can be used at once, if there is one. */
  cached(): string | undefined;
  /** A token that is not known to be bad. Concurrent callers share one request; the signal ends only the caller's own waiting. */
  token(signal?: AbortSignal): Promise<string>;
  /** Reports that the server rejected this token. A newer one that has replaced it in the meantime stays. */
  invalidate(token: string): void;
}
