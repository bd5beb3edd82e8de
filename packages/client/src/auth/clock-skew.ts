/**
 * Estimates how far the server's clock is ahead of this host's. A `Date` header counts in whole seconds and takes time to arrive, so each one
 * gives only bounds, and the estimate changes no more than they demand.
 */
export class ClockSkew {
  #skewMs = 0;

  /** The server's time at a moment of this host's clock, both in ms since 1970. */
  now(at = Date.now()): number {
    return at + this.#skewMs;
  }

  /**
   * Corrects the estimate. The header gives the server's time at a moment between the two others, rounded down to a second.
   *
   * @param date The `Date` header of the response.
   * @param sentAt When the request was sent, by this host's clock.
   * @param receivedAt When the response arrived, by this host's clock.
   */
  update(date: string | null, sentAt: number, receivedAt: number): void {
    const serverTime = Date.parse(date ?? '');
    if (Number.isNaN(serverTime)) return;
    this.#skewMs = Math.min(Math.max(this.#skewMs, serverTime - receivedAt), serverTime + 1000 - sentAt);
  }
}
