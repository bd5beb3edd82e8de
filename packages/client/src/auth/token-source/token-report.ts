/** How a token request went. */
export interface TokenReport {
  /** Why a token was needed: there was none yet, it expired, the API rejected it, or it was refreshed before its expiry. */
  readonly reason: 'initial' | 'expired' | 'rejected' | 'proactive';
  /** `endpoint` when the token endpoint was called, `store` when another client had stored a token. */
  readonly source: 'endpoint' | 'store';
  readonly success: boolean;
  /** In ms. */
  readonly duration: number;
  /** The error of a request that failed. */
  readonly error?: unknown;
}
