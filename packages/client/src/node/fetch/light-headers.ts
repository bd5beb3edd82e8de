/** A name of a header (RFC 9110). */
const NAME = /^[!#$%&'*+\-.^_`|~\w]+$/;

/** The headers of a response, read from the list that the parser made: most of them are never looked at. They cannot be changed. */
export class LightHeaders implements Iterable<[string, string]> {
  readonly #raw: readonly string[];

  /** @param raw Names and values in turn. */
  constructor(raw: readonly string[]) {
    this.#raw = raw;
  }

  get(name: string): string | null {
    const key = keyOf(name);
    const raw = this.#raw;
    let found: string | null = null;
    for (let index = 0; index < raw.length; index += 2) {
      const candidate = raw[index]!;
      if (candidate.length === key.length && candidate.toLowerCase() === key)
        found = found === null ? raw[index + 1]! : `${found}, ${raw[index + 1]!}`;
    }
    return found;
  }

  has(name: string): boolean {
    return this.get(name) !== null;
  }

  getSetCookie(): string[] {
    return this.#raw.filter((_, index) => index % 2 === 1 && this.#raw[index - 1]!.toLowerCase() === 'set-cookie');
  }

  /** Sorted by name; cookies one by one. */
  *entries(): Generator<[string, string], undefined> {
    const names = new Set<string>();
    for (let index = 0; index < this.#raw.length; index += 2) names.add(this.#raw[index]!.toLowerCase());
    for (const name of [...names].sort()) {
      if (name === 'set-cookie') for (const value of this.getSetCookie()) yield [name, value];
      else yield [name, this.get(name)!];
    }
  }

  *keys(): Generator<string, undefined> {
    for (const [name] of this.entries()) yield name;
  }

  *values(): Generator<string, undefined> {
    for (const [, value] of this.entries()) yield value;
  }

  [Symbol.iterator](): Generator<[string, string], undefined> {
    return this.entries();
  }

  forEach(callback: (value: string, name: string, headers: Headers) => void, self?: unknown): void {
    for (const [name, value] of this.entries()) callback.call(self, value, name, this as unknown as Headers);
  }

  append(): never {
    return immutable();
  }

  set(): never {
    return immutable();
  }

  delete(): never {
    return immutable();
  }

  get [Symbol.toStringTag](): string {
    return 'Headers';
  }
}

function keyOf(name: string): string {
  if (!NAME.test(name)) throw new TypeError('This is not the name of a header.');
  return name.toLowerCase();
}

function immutable(): never {
  throw new TypeError('The headers of a response cannot be changed.');
}
