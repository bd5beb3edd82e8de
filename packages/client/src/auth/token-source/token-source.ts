/** Where the bearer token of a call comes from. */
export interface TokenSource {
  /** The token that can be used without waiting, if there is one. */
  cached(): string | undefined;
  /** Resolves to a token that is not known to be rejected. Concurrent callers share one request; the signal ends only its caller's wait. */
  token(signal?: AbortSignal): Promise<string>;
  /**
   * Reports that the API rejected this token. A newer one that has replaced it in the meantime stays.
   *
   * @param isReplacement Whether the call used it in place of another one that was rejected: then it is not the age of a token that the API rejects, and
   *   further ones are requested less often.
   */
  invalidate(token: string, isReplacement?: boolean): void;
  /** Whether this token was found in a store, so that it may have been rejected for as long as the one that it replaced. */
  isFromStore(token: string): boolean;
}
