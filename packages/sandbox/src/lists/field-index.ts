import { TypedFastBitSet } from 'typedfastbitset';
import { matches, prefixOf } from './pattern.ts';
import type { Pattern, Range } from './query-node.ts';
import { Terms, type Posting } from './terms.ts';
import { isPresent, isScalar, keyOf, numberOf, periodOf, valuesAt, wordsOf } from './values.ts';

/** The place of an object in the index. Slots ascend by age. */
export type Slot = number;

/** What the index of a field knows about one value of an object. */
export interface Entry {
  readonly type: 'number' | 'date' | 'text';
  readonly posting: Posting;
}

/** How many texts remember their words. */
const RECENT = 500;
const RANKS = { number: 0, date: 1, text: 2 };

/**
 * The values at one path of all objects of a kind, kept so that a search finds the objects by value, and a sort their order.
 *
 * How the platform analyses texts is unknown. Here a term equals a value as a whole, or one of its words, without regard to case; several words equal
 * neighbouring words. A number equals a number. A date equals every moment that it stands for: one without a time, the whole day in UTC.
 */
export class FieldIndex {
  readonly #path: readonly string[] | undefined;
  readonly #terms = { number: new Terms<number>(), date: new Terms<number>(), text: new Terms<string>() };
  /** Words of texts that have more than one. */
  readonly #words = new Terms<string>();
  /** By slot: the value, or several from lowest to highest. */
  readonly #entries: (Entry | Entry[] | undefined)[] = [];
  readonly #recentWords = new Map<string, readonly string[]>();
  readonly #present = new TypedFastBitSet();
  /** How many objects have several values. */
  #multiple = 0;

  /** @param field A path such as `basket_info.sum`; without it, the values at every path count. */
  constructor(field: string | undefined) {
    this.#path = field?.split('.');
  }

  add(slot: Slot, object: object): void {
    const values = valuesAt(object, this.#path);
    if (values.some(isPresent)) this.#present.add(slot);
    const found = new Map<Posting, Entry>();
    const words = new Set<string>();
    for (const value of values) {
      if (!isScalar(value)) continue;
      const { type, key } = keyOf(value);
      const posting = (this.#terms[type] as Terms<string | number>).add(key, slot);
      if (found.has(posting)) continue;
      found.set(posting, { type, posting });
      if (type === 'text') for (const word of this.#wordsOf(key as string)) words.add(word);
    }
    const entries = [...found.values()];
    for (const word of words) this.#words.add(word, slot);
    while (this.#entries.length < slot) this.#entries.push(undefined);
    this.#entries[slot] = entries.length > 1 ? entries.sort(byValue) : entries[0];
    if (entries.length > 1) this.#multiple += 1;
  }

  remove(slot: Slot): void {
    const entries = this.entries(slot);
    const words = new Set<string>();
    for (const { type, posting } of entries) {
      (this.#terms[type] as Terms<string | number>).remove(posting.key, slot);
      if (type === 'text') for (const word of this.#wordsOf(posting.key as string)) words.add(word);
    }
    for (const word of words) this.#words.remove(word, slot);
    if (entries.length > 1) this.#multiple -= 1;
    this.#entries[slot] = undefined;
    this.#present.remove(slot);
  }

  /** Slots with a value. Not to be changed. */
  get present(): TypedFastBitSet {
    return this.#present;
  }

  equal(text: string): TypedFastBitSet {
    const found = new TypedFastBitSet();
    const lower = text.toLowerCase();
    const number = numberOf(text);
    const period = periodOf(text);
    if (number !== undefined) this.#terms.number.get(number)?.addTo(found);
    if (period)
      this.#terms.date.addBetween(
        found,
        (key) => key < period.start,
        (key) => key > period.end,
      );
    this.#terms.text.get(lower)?.addTo(found);
    const words = wordsOf(lower);
    if (words.length === 1) this.#words.get(words[0]!)?.addTo(found);
    if (words.length > 1) found.union(this.#phrase(words));
    return found;
  }

  like(pattern: Pattern): TypedFastBitSet {
    const found = new TypedFastBitSet();
    const prefix = prefixOf(pattern);
    for (const terms of [this.#terms.text, this.#words])
      for (const posting of terms.between(
        (key) => key < prefix,
        (key) => key > prefix && !key.startsWith(prefix),
      ))
        if (matches(pattern, posting.key)) posting.addTo(found);
    for (const posting of this.#terms.number.ordered()) if (matches(pattern, String(posting.key))) posting.addTo(found);
    for (const posting of this.#terms.date.ordered())
      if (matches(pattern, new Date(posting.key).toISOString().toLowerCase())) posting.addTo(found);
    return found;
  }

  /** A bound is compared with values of its own type. A date as a bound stands for all its moments. */
  within({ low, high }: Range): TypedFastBitSet {
    const found = new TypedFastBitSet();
    const bounds = [low, high].filter((bound) => bound !== undefined);
    if (!bounds.length) return this.#present.clone();
    const numbers = bounds.every(({ text }) => numberOf(text) !== undefined);
    const dates = bounds.every(({ text }) => periodOf(text));
    if (numbers)
      this.#addRange(
        found,
        this.#terms.number,
        low && { ...low, key: numberOf(low.text)! },
        high && { ...high, key: numberOf(high.text)! },
      );
    if (dates) {
      const from = low && periodOf(low.text)!;
      const to = high && periodOf(high.text)!;
      this.#addRange(
        found,
        this.#terms.date,
        low && from && { included: low.included, key: low.included ? from.start : from.end },
        high && to && { included: high.included, key: high.included ? to.end : to.start },
      );
    }
    if (!numbers && !dates)
      this.#addRange(
        found,
        this.#terms.text,
        low && { ...low, key: low.text.toLowerCase() },
        high && { ...high, key: high.text.toLowerCase() },
      );
    return found;
  }

  /** The postings in the order of a sort. An object with several values appears with each. */
  *ordered(descending: boolean): Generator<Posting> {
    const lists = [this.#terms.number.ordered(), this.#terms.date.ordered(), this.#terms.text.ordered()];
    if (descending) lists.reverse();
    for (const list of lists)
      if (descending) for (let index = list.length - 1; index >= 0; index -= 1) yield list[index]!;
      else yield* list;
  }

  /** Slots of a set that stand at a posting in a sort: with several values, at the lowest, and in a descending order at the highest. */
  standing(posting: Posting, set: TypedFastBitSet, descending: boolean): readonly Slot[] | TypedFastBitSet {
    const slots = posting.within(set);
    if (this.#multiple === 0) return slots;
    return (Array.isArray(slots) ? slots : slots.array()).filter(
      (slot) => this.#decisive(slot, descending)?.posting === posting,
    );
  }

  /** Orders two objects; those without a value come last in both directions. */
  compare(a: Slot, b: Slot, descending: boolean): number {
    const [first, second] = [this.#decisive(a, descending), this.#decisive(b, descending)];
    if (!first || !second) return Number(!first) - Number(!second);
    return descending ? byValue(second, first) : byValue(first, second);
  }

  /** The values of an object, from lowest to highest. */
  entries(slot: Slot): readonly Entry[] {
    const entry = this.#entries[slot];
    return entry === undefined ? [] : Array.isArray(entry) ? entry : [entry];
  }

  hasOrder(slot: Slot): boolean {
    return this.#entries[slot] !== undefined;
  }

  #decisive(slot: Slot, descending: boolean): Entry | undefined {
    const entry = this.#entries[slot];
    return Array.isArray(entry) ? entry.at(descending ? -1 : 0) : entry;
  }

  /** Slots of texts in which these words follow each other. */
  #phrase(words: readonly string[]): TypedFastBitSet {
    const found = new TypedFastBitSet();
    if (words.some((word) => !this.#words.get(word))) return found;
    const phrase = ` ${words.join(' ')} `;
    for (const posting of this.#terms.text.all())
      if (posting.key.includes(words[0]!) && ` ${wordsOf(posting.key).join(' ')} `.includes(phrase))
        posting.addTo(found);
    return found;
  }

  /** Words of a text that is not itself one word. Many objects share their texts. */
  #wordsOf(text: string): readonly string[] {
    let words = this.#recentWords.get(text);
    if (words) return words;
    words = wordsOf(text);
    if (words.length === 1 && words[0] === text) words = [];
    if (this.#recentWords.size >= RECENT) this.#recentWords.clear();
    this.#recentWords.set(text, words);
    return words;
  }

  #addRange<Key extends string | number>(
    found: TypedFastBitSet,
    terms: Terms<Key>,
    low: { key: Key; included: boolean } | undefined,
    high: { key: Key; included: boolean } | undefined,
  ): void {
    terms.addBetween(
      found,
      (key) => low !== undefined && (low.included ? key < low.key : key <= low.key),
      (key) => high !== undefined && (high.included ? key > high.key : key >= high.key),
    );
  }
}

function byValue(a: Entry, b: Entry): number {
  if (a.type !== b.type) return RANKS[a.type] - RANKS[b.type];
  return a.posting.key < b.posting.key ? -1 : a.posting.key > b.posting.key ? 1 : 0;
}
