import type { Checkpoint } from './checkpoint.ts';

/** How a loop over a list gets its pages. None of this concerns `await list`, which is one request for one page. */
export interface PagingOptions {
  /**
   * How to get from one page to the next.
   * - `offset` counts.
   * - `scroll` reads a snapshot that the API keeps, which is better above a few thousand matches: items that come and go shift nothing, and search
   *   engines tend to reject offsets above 10,000. It ignores the `offset` of the query, and keeps the snapshot between two pages for the query's
   *   `scroll_expire`, or one minute. A `scroll_expire` in the query implies `scroll`.
   *
   * @default 'offset'
   */
  readonly mode?: 'offset' | 'scroll' | undefined;
  /**
   * Whether to request the next page while the current one is consumed; never more than one page ahead.
   *
   * @default false
   */
  readonly prefetch?: boolean | undefined;
  /** Where to resume: a `checkpoint()` of the same query, or of an error (`getCheckpoint`). It also decides the mode. */
  readonly resumeFrom?: Checkpoint | undefined;
}

/** The options of a request that paging sets. */
export interface PageRequestOptions {
  /** Cancels a page that is prefetched. */
  readonly signal?: AbortSignal | undefined;
}
