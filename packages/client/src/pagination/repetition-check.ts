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
  #firstKeys: Keys = () => [];
  #previousKeys: Keys = () => [];
  #pages = 0;
  #unverifiedPages = 0;

  /** Whether this is the previous page again. Items without ids may be equal by chance, unless there was only one page so far. */
  isPreviousPage(items: readonly Item[]): boolean {
    const areComparable = this.#pages === 1 || items.every(hasId);
    return areComparable && isSame(items, this.#previousKeys());
  }

  /**
   * Call it with each page, in order.
   *
   * @param isAnnounced Whether the total of the list includes these items.
   * @throws PagingError for items that were returned before, and if nothing shows for too long that they were not.
   */
  check(items: readonly Item[], isAnnounced: boolean): void {
    if (!items.length) return;
    const areIdentified = items.every(hasId);
    if (!isAnnounced || areIdentified) this.#compare(items, isAnnounced, areIdentified);
    const keys = areIdentified ? always(items.map(keyOf)) : keysLater(items);
    if (!this.#pages++) this.#firstKeys = keys;
    this.#previousKeys = keys;
  }

  #compare(items: readonly Item[], isAnnounced: boolean, areIdentified: boolean): void {
    const previousKeys = this.#previousKeys();
    if (isSame(items, previousKeys) || (!isAnnounced && this.#wereReturned(items, areIdentified, previousKeys)))
      throw new PagingError('The API returned the same items twice.');
    if (isAnnounced || areIdentified || ++this.#unverifiedPages <= MAX_UNVERIFIED_PAGES) return;
    this.#unverifiedPages = 0;
    throw new PagingError('The list may not end: its pages have no ids, and no total that announces them.');
  }

  #wereReturned(items: readonly Item[], areIdentified: boolean, previousKeys: readonly unknown[]): boolean {
    const firstKeys = this.#firstKeys();
    if (!areIdentified) return isSame(items, firstKeys);
    const returned = new Set([...firstKeys, ...previousKeys]);
    return items.some((item) => returned.has(keyOf(item)));
  }
}

/** What tells the items of a page apart. The ids are kept in place of the items, which would otherwise outlive the loop's use of them: that costs time. */
type Keys = () => readonly unknown[];

const always =
  (keys: readonly unknown[]): Keys =>
  () =>
    keys;

/** For items without ids, which are rarely compared. */
const keysLater =
  (items: readonly unknown[]): Keys =>
  () =>
    items.map(keyOf);

const idOf = (item: unknown): unknown => (item as { id?: unknown } | null | undefined)?.id;

const hasId = (item: unknown): boolean => idOf(item) !== undefined;

const keyOf = (item: unknown): unknown => idOf(item) ?? JSON.stringify(item);

/** Ends at the first difference: most pages differ in their first item. */
const isSame = (items: readonly unknown[], keys: readonly unknown[]): boolean =>
  items.length === keys.length && items.every((item, index) => keyOf(item) === keys[index]);
