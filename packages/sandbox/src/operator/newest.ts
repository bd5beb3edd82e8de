import type { Store } from '../store/store.ts';

/** A part of the objects of a kind, newest first. */
export interface Found<Row> {
  readonly rows: readonly Row[];
  /** The id after which the search goes on; `undefined` at the end. */
  readonly next: string | undefined;
  /** How many objects were looked at. */
  readonly searched: number;
}

const PAGE_SIZE = 50;
/** However many objects there are, a page looks at so many. */
const MAX_SEARCHED = 20_000;

/**
 * The newest objects of a kind.
 *
 * @param before Goes on after this id. An id that is gone starts at the newest.
 * @param rowOf What is shown of an object; `undefined` for one that is not wanted.
 */
export function newest<Row>(
  store: Store,
  kind: string,
  before: string | undefined,
  rowOf: (text: string, id: string) => Row | undefined,
): Found<Row> {
  const ids = store.ids(kind);
  const start = before === undefined ? -1 : ids.lastIndexOf(before);
  const rows: Row[] = [];
  let index = (start < 0 ? ids.length : start) - 1;
  let searched = 0;
  for (; index >= 0 && rows.length < PAGE_SIZE && searched < MAX_SEARCHED; index -= 1, searched += 1) {
    const row = rowOf(store.text(kind, ids[index]!) ?? '', ids[index]!);
    if (row !== undefined) rows.push(row);
  }
  return { rows, next: index < 0 ? undefined : ids[index + 1], searched };
}
