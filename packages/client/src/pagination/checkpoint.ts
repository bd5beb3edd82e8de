/**
 * Where a loop over a list stands: behind the item, or the page, that it returned last. Plain JSON: store it, and pass it to the same query as
 * `resumeFrom`, in this process or another.
 * - By offset, the loop resumes at this offset. Items that were added or removed before it in the meantime shift the others.
 * - By scroll, it resumes the open scroll if `scroll_id` is present and has not expired. Otherwise it opens a new scroll and skips the first `offset`
 *   items.
 * - A scroll only moves forward, so `scroll_id` is present only between two pages, before the next one is requested. Pass the checkpoint on after the
 *   loop has stopped, not while it runs.
 */
export interface Checkpoint {
  readonly mode: 'offset' | 'scroll';
  /** Number of items that were returned; with `offset`, plus those that were skipped at the start. */
  readonly offset: number;
  /** Id of the open scroll. */
  readonly scroll_id?: string | undefined;
  /** Number of all matches of the open scroll. It reveals whether another process has moved the scroll. */
  readonly count?: number | undefined;
}
