import { TypedFastBitSet } from 'typedfastbitset';
import { FieldIndex, type Slot } from './field-index.ts';

/** How many fields of a kind stay indexed; the one that was not used for longest goes first. */
const MAX_FIELDS = 32;
/** So many slots of deleted objects cost next to nothing. */
const FEW_GAPS = 1000;

/**
 * The objects of a kind as lists see them, and an index of each field that a query has used. It holds the same strings as the store, so that an object
 * whose change is not visible yet costs nothing but its older JSON.
 */
export class KindIndex {
  readonly #slots = new Map<string, Slot>();
  /** The JSON of each object, by slot. Slots are not used twice, so that their order stays that of the age. */
  #texts: (string | undefined)[] = [];
  #live = new TypedFastBitSet();
  readonly #fields = new Map<string | undefined, FieldIndex>();

  /** Adds, replaces or, without a text, removes an object. */
  change(id: string, text: string | undefined): void {
    const slot = this.#slots.get(id);
    if (slot !== undefined) for (const field of this.#fields.values()) field.remove(slot);
    if (text === undefined) {
      if (slot !== undefined) this.#remove(id, slot);
      return;
    }
    const place = slot ?? this.#texts.length;
    this.#slots.set(id, place);
    this.#texts[place] = text;
    this.#live.add(place);
    if (this.#fields.size === 0) return;
    const object = JSON.parse(text) as object;
    for (const field of this.#fields.values()) field.add(place, object);
  }

  /** Slots with an object. Not to be changed. */
  get live(): TypedFastBitSet {
    return this.#live;
  }

  /** How many objects there are. */
  get size(): number {
    return this.#slots.size;
  }

  /** All slots are below this one. */
  get end(): Slot {
    return this.#texts.length;
  }

  text(slot: Slot): string {
    return this.#texts[slot]!;
  }

  /** The indexes of fields; those that do not exist yet are made in one pass over the objects. `undefined` is the index of all values. */
  fields(names: Iterable<string | undefined>): ReadonlyMap<string | undefined, FieldIndex> {
    const used = new Map<string | undefined, FieldIndex>();
    const added: FieldIndex[] = [];
    for (const name of names) {
      const known = this.#fields.get(name) ?? used.get(name);
      const field = known ?? new FieldIndex(name);
      if (!known) added.push(field);
      used.set(name, field);
    }
    if (added.length)
      for (const slot of this.#slots.values()) {
        const object = JSON.parse(this.text(slot)) as object;
        for (const field of added) field.add(slot, object);
      }
    for (const [name, field] of used) {
      this.#fields.delete(name);
      this.#fields.set(name, field);
    }
    for (const name of this.#fields.keys())
      if (this.#fields.size > MAX_FIELDS && !used.has(name)) this.#fields.delete(name);
    return used;
  }

  #remove(id: string, slot: Slot): void {
    this.#slots.delete(id);
    this.#texts[slot] = undefined;
    this.#live.remove(slot);
    if (this.#texts.length - this.#slots.size > Math.max(FEW_GAPS, this.#slots.size)) this.#closeGaps();
  }

  /** Gives out the slots again, without gaps; the next queries index their fields again. */
  #closeGaps(): void {
    const texts = [...this.#slots.values()].map((slot) => this.#texts[slot]);
    [...this.#slots.keys()].forEach((id, slot) => this.#slots.set(id, slot));
    this.#texts = texts;
    this.#live = new TypedFastBitSet();
    if (texts.length) this.#live.addRange(0, texts.length);
    this.#fields.clear();
  }
}
