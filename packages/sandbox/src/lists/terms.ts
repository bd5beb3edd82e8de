import { TypedFastBitSet } from 'typedfastbitset';

/** From here on, a list of slots becomes a bit set as soon as that is smaller. */
const LONG_LIST = 256;

/** So many new postings are put into the order one by one; for more, it is made again. */
const FEW = 16;

/** A key and the slots of the objects that have it. Most keys of an id or a date have one. */
export class Posting<Key extends string | number = string | number> {
  readonly key: Key;
  /** One slot, or several in ascending order. */
  #slots: number | number[] | TypedFastBitSet;

  constructor(key: Key, slot: number) {
    this.key = key;
    this.#slots = slot;
  }

  add(slot: number): void {
    const slots = this.#slots;
    if (slots === slot) return;
    if (typeof slots === 'number') this.#slots = slots < slot ? [slots, slot] : [slot, slots];
    else if (slots instanceof TypedFastBitSet) slots.add(slot);
    else {
      const position = positionIn(slots, (other) => other < slot);
      if (slots[position] === slot) return;
      slots.splice(position, 0, slot);
      if (slots.length > LONG_LIST && slots.length > slots.at(-1)! / 64) this.#slots = new TypedFastBitSet(slots);
    }
  }

  /** @returns Whether slots are left. The last one stays, as then the whole posting goes. */
  remove(slot: number): boolean {
    const slots = this.#slots;
    if (typeof slots === 'number') return false;
    if (slots instanceof TypedFastBitSet) {
      slots.remove(slot);
      return !slots.isEmpty();
    }
    slots.splice(
      positionIn(slots, (other) => other < slot),
      1,
    );
    return slots.length > 0;
  }

  addTo(set: TypedFastBitSet): void {
    const slots = this.#slots;
    if (typeof slots === 'number') set.add(slots);
    else if (slots instanceof TypedFastBitSet) set.union(slots);
    else for (const slot of slots) set.add(slot);
  }

  /** The slots that are in the set too, in ascending order. */
  within(set: TypedFastBitSet): number[] | TypedFastBitSet {
    const slots = this.#slots;
    if (typeof slots === 'number') return set.has(slots) ? [slots] : [];
    return slots instanceof TypedFastBitSet ? set.new_intersection(slots) : slots.filter((slot) => set.has(slot));
  }

  /** The only slot, or -1 when there are several. */
  get single(): number {
    return typeof this.#slots === 'number' ? this.#slots : -1;
  }
}

/** The postings of a field, by key and in the order of their keys. */
export class Terms<Key extends string | number> {
  readonly #postings = new Map<Key, Posting<Key>>();
  /** Made when a search first needs the order. */
  #ordered: Posting<Key>[] | undefined;
  /** `single` of each posting in the order: a range of ids or dates then reads numbers that lie next to each other. */
  #singles: number[] = [];
  /** Postings that the order does not have yet. */
  #added: Posting<Key>[] = [];

  add(key: Key, slot: number): Posting<Key> {
    const known = this.#postings.get(key);
    if (known) {
      const wasSingle = known.single >= 0;
      known.add(slot);
      if (wasSingle && this.#orderedCheaply()) this.#singles[this.#position(key)] = -1;
      return known;
    }
    const posting = new Posting(key, slot);
    this.#postings.set(key, posting);
    if (this.#ordered) this.#added.push(posting);
    return posting;
  }

  remove(key: Key, slot: number): void {
    const posting = this.#postings.get(key);
    if (!posting || posting.remove(slot)) return;
    if (this.#orderedCheaply()) {
      const position = this.#position(key);
      this.#ordered!.splice(position, 1);
      this.#singles.splice(position, 1);
    }
    this.#postings.delete(key);
  }

  get(key: Key): Posting<Key> | undefined {
    return this.#postings.get(key);
  }

  /** The postings without an order. */
  all(): Iterable<Posting<Key>> {
    return this.#postings.values();
  }

  ordered(): readonly Posting<Key>[] {
    if (!this.#orderedCheaply()) {
      this.#ordered = [...this.#postings.values()].sort(byKey);
      this.#singles = this.#ordered.map(({ single }) => single);
    }
    return this.#ordered!;
  }

  /** The postings from the first key that is not too low, to before the first that is too high. */
  between(isTooLow: (key: Key) => boolean, isTooHigh: (key: Key) => boolean): readonly Posting<Key>[] {
    return this.ordered().slice(...this.#range(isTooLow, isTooHigh));
  }

  /** Adds the slots of the same postings to a set. */
  addBetween(set: TypedFastBitSet, isTooLow: (key: Key) => boolean, isTooHigh: (key: Key) => boolean): void {
    const ordered = this.ordered();
    const [start, end] = this.#range(isTooLow, isTooHigh);
    for (let position = start; position < end; position += 1) {
      const slot = this.#singles[position]!;
      if (slot >= 0) set.add(slot);
      else ordered[position]!.addTo(set);
    }
  }

  #range(isTooLow: (key: Key) => boolean, isTooHigh: (key: Key) => boolean): [start: number, end: number] {
    const ordered = this.ordered();
    return [positionIn(ordered, ({ key }) => isTooLow(key)), positionIn(ordered, ({ key }) => !isTooHigh(key))];
  }

  /** Whether there is an order, now with the new postings. It is given up when they are many, and made again when it is needed. */
  #orderedCheaply(): boolean {
    const ordered = this.#added.length > FEW ? undefined : this.#ordered;
    for (const posting of ordered ? this.#added : []) {
      const position = positionIn(ordered!, ({ key }) => key < posting.key);
      ordered!.splice(position, 0, posting);
      this.#singles.splice(position, 0, posting.single);
    }
    this.#ordered = ordered;
    this.#added = [];
    return ordered !== undefined;
  }

  /** Where a key stands in the order. */
  #position(key: Key): number {
    return positionIn(this.#ordered!, (posting) => posting.key < key);
  }
}

const byKey = (a: Posting, b: Posting): number => (a.key < b.key ? -1 : 1);

/** Where in an ordered list the first element stands that is not before what is looked for. */
function positionIn<Element>(list: readonly Element[], isBefore: (element: Element) => boolean): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(list[middle]!)) low = middle + 1;
    else high = middle;
  }
  return low;
}
