import type { Checkpoint } from './checkpoint.ts';
import type { Page, ReadPage } from './page.ts';

/** The way through one list: what to ask for next, and when it ends. */
export interface Pager<Item> {
  /** Number of items before the next page. */
  position: number;
  /** Whether all pages have been read. */
  done: boolean;
  /** Reads the next page, and moves on if that succeeds. A page may be without items although it is not the last. */
  read(fetch: ReadPage<Item>): Promise<Page<Item>>;
  /** The checkpoint before the item with this number; `atPage` when that is where the next page begins. */
  checkpoint(offset: number, atPage: boolean): Checkpoint;
}
