/** The status of each object by its key, and when it was changed, in ms since 1970. */
export type Seen = Readonly<Record<string, readonly [status: string, time: number]>>;

/** Some 100 bytes each. */
const MAX_OBJECTS = 20_000;

/** Remembers which status of an object was seen last. */
export class SeenObjects {
  readonly #objects = new Map<string, Seen[string]>();

  statusOf(key: string): string | undefined {
    return this.#objects.get(key)?.[0];
  }

  /** @param readAgainFrom What was changed from this time on is read again, and never forgotten. */
  add(seen: Seen, readAgainFrom: number): void {
    for (const [key, one] of Object.entries(seen)) {
      // A map keeps the order of insertion: the oldest go first.
      this.#objects.delete(key);
      this.#objects.set(key, one);
    }
    for (const [key, [, time]] of this.#objects) {
      if (this.#objects.size <= MAX_OBJECTS) return;
      if (time < readAgainFrom) this.#objects.delete(key);
    }
  }

  all(): Seen {
    return Object.fromEntries(this.#objects);
  }
}
