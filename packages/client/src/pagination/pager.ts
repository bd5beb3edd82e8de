import type { Checkpoint } from './checkpoint.ts';
import type { Page, ReadPage } from './page.ts';

/** Gets from one page of a list to the next: what to request, and when the list ends. */
export interface Pager<Item> {
  /** Number of items before the next page. */
  position: number;
  /** Whether all pages have been read. */
  done: boolean;
  /** Reads the next page, and moves on if that succeeds. A page may have no items although it is not the last. */
  read(readPage: ReadPage<Item>): Promise<Page<Item>>;
  /** The checkpoint in front of the item with this number. `isNextPage`: the next page begins there. */
  checkpoint(offset: number, isNextPage: boolean): Checkpoint;
}
