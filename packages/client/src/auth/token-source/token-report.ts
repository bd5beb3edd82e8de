/** How getting a token went. */
export interface TokenReport {
  /** Why one was needed: the first, the held one had expired or had been refused, or it was replaced ahead of that. */
  readonly reason: 'first' | 'expired' | 'refused' | 'ahead';
  /** Whether the endpoint was asked, or another client had left one in the store. */
  readonly from: 'endpoint' | 'store';
  readonly ok: boolean;
  /** In ms. */
  readonly duration: number;
  /** Why it failed. */
  readonly error?: unknown;
}
