import type { Checkpoint } from './checkpoint.ts';
import type { CheckedPage, PagePosition } from './page.ts';
import type { PageRequestOptions } from './paging-options.ts';

/** Fetches one page. The response is not checked. */
export type ReadPage = (position: PagePosition, options?: PageRequestOptions) => Promise<unknown>;

/** Gets from one page of a list to the next: what to request, and when the list ends. */
export interface Pager<Item> {
  /** Number of items before the next page. */
  position: number;
  /** Whether all pages have been read. */
  done: boolean;
  /** Reads the next page, and moves on if that succeeds. A page may have no items although it is not the last. */
  read(readPage: ReadPage): Promise<CheckedPage<Item>>;
  /** The checkpoint in front of the item with this number. `isNextPage`: the next page begins there. */
  checkpoint(offset: number, isNextPage: boolean): Checkpoint;
}
