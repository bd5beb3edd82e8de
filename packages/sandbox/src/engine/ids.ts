/** Letters and digits of an id, without those that people mix up. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 30;

/**
 * Ids and secrets as the API makes them. The same seed gives the same ids, so that a test can compare whole objects; without a seed,
 * they cannot be guessed.
 */
export class Ids {
  readonly #bytes: (count: number) => Uint8Array;
  readonly #taken: (prefix: string) => number;

  /**
   * @param taken The next number of a counter, which must survive a restart.
   */
  constructor(taken: (prefix: string) => number, seed?: number) {
    this.#taken = taken;
    this.#bytes = seed === undefined ? randomBytes : seededBytes(seed, taken);
  }

  /** `STX_` and thirty letters or digits. */
  id(prefix: string): string {
    return prefix + this.letters(LENGTH);
  }

  /** Upper-case letters and digits. */
  letters(length: number): string {
    return Array.from(this.#bytes(length), (byte) => LETTERS[byte % LETTERS.length]).join('');
  }

  /** A hash, such as the id of a payment in the old format. */
  hash(length = 20): string {
    return this.letters(length).toLowerCase();
  }

  /** A number from 0 up to, but not including, 1. */
  fraction(): number {
    return this.#bytes(4).reduce((sum, byte) => (sum + byte) / 256, 0);
  }

  /** Hexadecimal digits, such as of a support id. */
  hex(length = 32): string {
    return Array.from(this.#bytes(length), (byte) => (byte & 15).toString(16)).join('');
  }

  /** The next number, such as of a transaction or a receipt. */
  number(name: string, start: number): number {
    return start + this.#taken(name);
  }
}

const randomBytes = (count: number): Uint8Array => crypto.getRandomValues(new Uint8Array(count));

/** A small generator (mulberry32): reproducible, not secret. Each call starts from a number of its own, so that a restart goes on. */
function seededBytes(seed: number, taken: (name: string) => number): (count: number) => Uint8Array {
  return (count) => {
    let state = (seed * 0x9e3779b1 + taken('seed') * 0x85ebca6b) | 0;
    return Uint8Array.from({ length: count }, () => {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
      return (mixed ^ (mixed >>> 14)) & 0xff;
    });
  };
}
