import type { RequestOptions } from '../request-options.ts';
import type { Checkpoint } from './checkpoint.ts';

/** Settings for a list. All but those of a single request concern loops: `await list` is one request for one page. */
export interface ListOptions extends RequestOptions {
  /**
   * How to get from one page to the next. `offset` counts, and is the default. `scroll` walks a snapshot that the platform keeps, which is
   * better for more than a few thousand matches: items that come and go shift nothing, and platforms of this kind tend to refuse offsets
   * above 10,000. It drops the `offset` of the query and keeps the snapshot for its `scroll_expire` (`1m` when left out) from one page to
   * the next. A `scroll_expire` in the query means `scroll`, too.
   */
  readonly mode?: 'offset' | 'scroll' | undefined;
  /** Whether to ask for the next page while the current one is being consumed. One page ahead at most; `false` when left out. */
  readonly prefetch?: boolean | undefined;
  /** Where to go on: a `checkpoint()` of the same query, or of an error. It also decides the mode. */
  readonly resumeFrom?: Checkpoint | undefined;
}
