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
  #first: Kept = NOTHING;
  #previous: Kept = NOTHING;
  #pages = 0;
  #unverifiedPages = 0;

  /** Whether this is the previous page again. Items without ids may be equal by chance, unless there was only one page so far. */
  isPreviousPage(items: readonly Item[]): boolean {
    const areComparable = this.#pages === 1 || items.every(hasId);
    return areComparable && isSame(items, this.#previous);
  }

  /**
   * Call it with each page, in order.
   *
   * @param isAnnounced Whether the total of the list includes these items.
   * @throws PagingError for items that were returned before, and if nothing shows for too long that they were not.
   */
  check(items: readonly Item[], isAnnounced: boolean): void {
    if (!items.length) return;
    const page = keep(items);
    if (!isAnnounced || page.ids) this.#compare(items, page, isAnnounced);
    if (!this.#pages++) this.#first = page;
    this.#previous = page;
  }

  #compare(items: readonly Item[], { ids }: Kept, isAnnounced: boolean): void {
    if (isSame(items, this.#previous) || (!isAnnounced && this.#wereReturned(items, ids)))
      throw new PagingError('The API returned the same items twice.');
    if (isAnnounced || ids || ++this.#unverifiedPages <= MAX_UNVERIFIED_PAGES) return;
    this.#unverifiedPages = 0;
    throw new PagingError('The list may not end: its pages have no ids, and no total that announces them.');
  }

  #wereReturned(items: readonly Item[], ids: Kept['ids']): boolean {
    if (!ids) return isSame(items, this.#first);
    const returned = new Set([...keysOf(this.#first), ...keysOf(this.#previous)]);
    return ids.some((id) => returned.has(id));
  }
}

/** What is left of a page: the ids of its items, or these themselves if one has none. Items that are kept would outlive the loop's use of them, which costs time. */
interface Kept {
  readonly ids?: readonly unknown[];
  readonly items?: readonly unknown[];
}

const NOTHING: Kept = { items: [] };

const keep = (items: readonly unknown[]): Kept => (items.every(hasId) ? { ids: items.map(keyOf) } : { items });

const keysOf = ({ ids, items }: Kept): readonly unknown[] => ids ?? items!.map(keyOf);

const idOf = (item: unknown): unknown => (item as { id?: unknown } | null | undefined)?.id;

const hasId = (item: unknown): boolean => idOf(item) !== undefined;

const keyOf = (item: unknown): unknown => idOf(item) ?? JSON.stringify(item);

/** Ends at the first difference: most pages differ in their first item. */
function isSame(page: readonly unknown[], { ids, items }: Kept): boolean {
  const others = ids ?? items!;
  return (
    page.length === others.length &&
    page.every((item, index) => keyOf(item) === (ids ? ids[index] : keyOf(others[index])))
  );
}
