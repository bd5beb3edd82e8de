/**
 * Where a loop over a list stands: behind the item, or the page, that it returned last. Plain JSON: keep it, and pass it to the same query as
 * `resumeFrom`, also in another process.
 * - By offset, the loop resumes at this offset. Items that were added or removed before it in the meantime shift the others.
 * - By scroll, it resumes the open scroll if `scroll_id` is there and has not expired. Without it, a new scroll is opened and the first `offset` items
 *   are skipped. A scroll only moves forward, so `scroll_id` is there only between two pages, before the next one was requested: pass it on after the
 *   loop has stopped, not while it runs.
 */
export interface Checkpoint {
  readonly mode: 'offset' | 'scroll';
  /** Number of items that were returned, and with `offset` those that were skipped at the start. */
  readonly offset: number;
  /** The open scroll. */
  readonly scroll_id?: string | undefined;
  /** Number of all matches of the open scroll; it shows whether another process has moved it. */
  readonly count?: number | undefined;
}
