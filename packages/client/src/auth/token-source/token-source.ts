/** Where the bearer token of a call comes from. */
export interface TokenSource {
  /** The token that can be used without waiting, if there is one. */
  cached(): string | undefined;
  /** Resolves to a token that is not known to be rejected. Concurrent callers share one request; the signal ends only its caller's wait. */
  token(signal?: AbortSignal): Promise<string>;
  /** Reports that the API rejected this token. A newer one that has replaced it in the meantime stays. */
  invalidate(token: string): void;
}
