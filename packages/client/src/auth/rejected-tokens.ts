/** How many tokens are remembered. */
const MAX_REMEMBERED = 16;

/** The latest 16 tokens that the server rejected: a store may still contain one, and a call may still be under way with another. */
export class RejectedTokens {
  readonly #tokens = new Set<string>();

  add(token: string): void {
    this.#tokens.add(token);
    if (this.#tokens.size <= MAX_REMEMBERED) return;
    const [oldest] = this.#tokens;
    this.#tokens.delete(oldest!);
  }

  has(token: string): boolean {
    return this.#tokens.has(token);
  }

  /** Allows the token again. */
  delete(token: string): void {
    this.#tokens.delete(token);
  }
}
