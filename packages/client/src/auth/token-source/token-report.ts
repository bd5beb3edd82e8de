/** How a token request went. */
export interface TokenReport {
  /** Why a token was needed: none yet, expired, rejected by the API, or refreshed before it expires. */
  readonly reason: 'initial' | 'expired' | 'rejected' | 'proactive';
  /** Whether the endpoint was asked, or another client had stored one. */
  readonly source: 'endpoint' | 'store';
  readonly success: boolean;
  /** In ms. */
  readonly duration: number;
  /** Why it failed. */
  readonly error?: unknown;
}
