/** How getting a token went: from the endpoint, or from a store where another client had left one. */
export interface TokenReport {
  /** Why one was needed: the first, the held one had expired or had been refused, or it was replaced ahead of that. */
  readonly reason: 'first' | 'expired' | 'refused' | 'ahead';
  readonly ok: boolean;
  /** In ms. */
  readonly duration: number;
  /** Why it failed. */
  readonly error?: unknown;
}
