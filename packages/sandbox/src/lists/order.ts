import { TypedFastBitSet } from 'typedfastbitset';
import type { FieldIndex, Slot } from './field-index.ts';
import type { KindIndex } from './kind-index.ts';

export interface SortField {
  readonly field: string;
  readonly descending: boolean;
}

interface SortKey {
  readonly index: FieldIndex;
  readonly descending: boolean;
}

/**
 * The first slots of a set in the order of a sort: objects without a value come last, and equal ones oldest first.
 *
 * @param size How many slots the set has.
 * @param limit How many to return at most.
 */
export function firstInOrder(
  index: KindIndex,
  set: TypedFastBitSet,
  size: number,
  sort: readonly SortField[],
  limit: number,
): readonly Slot[] {
  const indexes = index.fields(sort.map(({ field }) => field));
  const keys = sort.map(({ field, descending }) => ({ index: indexes.get(field)!, descending }));
  return ordered(set, size, keys, Math.min(limit, size), index.end);
}

function ordered(
  set: TypedFastBitSet,
  size: number,
  keys: readonly SortKey[],
  limit: number,
  end: Slot,
): readonly Slot[] {
  const [key, ...others] = keys;
  if (size === 0 || limit === 0) return [];
  if (!key) return firstOf(set, limit);
  // To walk, about as many objects are looked at as it takes to meet `limit` of the set; to sort, each of the set several times.
  const toWalk = (end / size) * limit;
  return toWalk > size * Math.log2(size + 1)
    ? set.array().sort(comparing(keys)).slice(0, limit)
    : walk(set, key, others, limit, end);
}

/** Goes through the index in its order, and stops when there are enough. */
function walk(
  set: TypedFastBitSet,
  key: SortKey,
  others: readonly SortKey[],
  limit: number,
  end: Slot,
): readonly Slot[] {
  const found: Slot[] = [];
  for (const posting of key.index.ordered(key.descending)) {
    if (found.length >= limit) return found;
    append(found, key.index.standing(posting, set, key.descending), others, limit, end);
  }
  const rest = set.array().filter((slot) => !key.index.hasOrder(slot));
  append(found, rest, others, limit, end);
  return found;
}

/** Appends slots that are equal so far, in the order of the other fields. */
function append(
  found: Slot[],
  slots: readonly Slot[] | TypedFastBitSet,
  others: readonly SortKey[],
  limit: number,
  end: Slot,
): void {
  const size = slots instanceof TypedFastBitSet ? slots.size() : slots.length;
  const set = slots instanceof TypedFastBitSet || size < 2 || !others.length ? slots : new TypedFastBitSet(slots);
  const missing = limit - found.length;
  const next = set instanceof TypedFastBitSet ? ordered(set, size, others, missing, end) : set.slice(0, missing);
  for (const slot of next) found.push(slot);
}

const comparing =
  (keys: readonly SortKey[]) =>
  (a: Slot, b: Slot): number => {
    for (const { index, descending } of keys) {
      const order = index.compare(a, b, descending);
      if (order) return order;
    }
    return a - b;
  };

function firstOf(set: TypedFastBitSet, limit: number): Slot[] {
  const found: Slot[] = [];
  for (const slot of set) {
    if (found.length >= limit) break;
    found.push(slot);
  }
  return found;
}
