import { PagingError } from './paging-errors.ts';

/** How many pages a loop reads although neither a total nor ids show that it moves on. */
const MAX_UNVERIFIED_PAGES = 500;

/**
 * Notices when a list returns its items again, for example because a server or a gateway ignores the offset: the loop would return them twice, and might
 * never end.
 * - The same ids in the same order as on the previous page are an error.
 * - The total of the list announces its items. Those that it does not announce must not have been on the first or the previous page.
 * - Items without ids are compared as JSON, page by page, and only where no total announces them: if `fields` keeps little of two items, they may be equal.
 */
export class RepetitionCheck<Item> {
  #firstKeys: readonly unknown[] = [];
  #previousItems: readonly Item[] = [];
  #pages = 0;
  #unverifiedPages = 0;

  /** Whether this is the previous page again. Items without ids may be equal by chance, unless there was only one page so far. */
  isPreviousPage(items: readonly Item[]): boolean {
    const areComparable = this.#pages === 1 || items.every(hasId);
    return areComparable && isEqual(items.map(keyOf), this.#previousItems.map(keyOf));
  }

  /**
   * Call it with each page, in order.
   *
   * @param isAnnounced Whether the total of the list includes these items.
   * @throws PagingError for items that were returned before, and if nothing shows for too long that they were not.
   */
  check(items: readonly Item[], isAnnounced: boolean): void {
    if (!items.length) return;
    if (!isAnnounced || items.every(hasId)) this.#checkKeys(items, isAnnounced);
    if (!this.#pages++) this.#firstKeys = items.map(keyOf);
    this.#previousItems = items;
  }

  #checkKeys(items: readonly Item[], isAnnounced: boolean): void {
    const keys = items.map(keyOf);
    const previousKeys = this.#previousItems.map(keyOf);
    const areIdentified = items.every(hasId);
    const isRepetition = (): boolean => {
      if (!areIdentified) return isEqual(keys, this.#firstKeys);
      const returned = new Set([...this.#firstKeys, ...previousKeys]);
      return keys.some((key) => returned.has(key));
    };
    if (isEqual(keys, previousKeys) || (!isAnnounced && isRepetition()))
      throw new PagingError('The API returned the same items twice.');
    if (isAnnounced || areIdentified || ++this.#unverifiedPages <= MAX_UNVERIFIED_PAGES) return;
    this.#unverifiedPages = 0;
    throw new PagingError('The list may not end: its pages have no ids, and no total that announces them.');
  }
}

const idOf = (item: unknown): unknown => (item as { id?: unknown } | null | undefined)?.id;

const hasId = (item: unknown): boolean => idOf(item) !== undefined;

const keyOf = (item: unknown): unknown => idOf(item) ?? JSON.stringify(item);

const isEqual = (keys: readonly unknown[], others: readonly unknown[]): boolean =>
  keys.length === others.length && keys.every((key, index) => key === others[index]);
