/**
 * How far the server's clock is ahead of ours, as its `Date` headers prove. The header counts in seconds and travels for a while, so each one
 * only gives bounds, and the estimate changes no more than they demand.
 */
export class ClockSkew {
  #ms = 0;

  /** The server's clock, in ms since 1970. */
  now(at = Date.now()): number {
    return at + this.#ms;
  }

  /** The header was right at some moment between sending and receiving, less up to a second. */
  update(date: string | null, sentAt: number, receivedAt: number): void {
    const serverTime = Date.parse(date ?? '');
    if (Number.isNaN(serverTime)) return;
    this.#ms = Math.min(Math.max(this.#ms, serverTime - receivedAt), serverTime + 1000 - sentAt);
  }
}
