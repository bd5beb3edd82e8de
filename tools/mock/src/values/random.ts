/** A seeded pseudo-random generator (mulberry32): the same seed reproduces a run. */
export interface Random {
  /** An integer from 0 (inclusive) to `limit` (exclusive). */
  below(limit: number): number;
  pick<T>(items: readonly T[]): T;
  chance(probability: number): boolean;
  /** A number from 0 (inclusive) to 1 (exclusive). */
  next(): number;
}

export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return { below, pick: (items) => items[below(items.length)]!, chance: (probability) => next() < probability, next };
}

/** Derives a seed from a string, so that the values of an operation do not depend on which other operations run. */
export function seedFor(seed: number, text: string): number {
  let hash = seed >>> 0;
  for (const char of text) hash = Math.imul(hash ^ char.codePointAt(0)!, 0x01000193) >>> 0;
  return hash;
}
