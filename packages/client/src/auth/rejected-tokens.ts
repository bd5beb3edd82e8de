/** How many are remembered. */
const REMEMBERED = 16;

/** The last few tokens that the server refused: a store may still have one, and a call may still be on its way with another. */
export class RefusedTokens {
  readonly #tokens = new Set<string>();

  add(token: string): void {
    this.#tokens.add(token);
    if (this.#tokens.size <= REMEMBERED) return;
    const [oldest] = this.#tokens;
    this.#tokens.delete(oldest!);
  }

  has(token: string): boolean {
    return this.#tokens.has(token);
  }

  /** It may be used again. */
  forget(token: string): void {
    this.#tokens.delete(token);
  }
}
