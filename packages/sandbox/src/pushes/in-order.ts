/** Runs work with the same key one after the other, in the order in which it was asked for. */
export class InOrder {
  readonly #tails = new Map<string, Promise<void>>();

  run<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    const result = (this.#tails.get(key) ?? Promise.resolve()).then(work);
    const end = (): void => {
      if (this.#tails.get(key) === tail) this.#tails.delete(key);
    };
    const tail: Promise<void> = result.then(end, end);
    this.#tails.set(key, tail);
    return result;
  }
}
