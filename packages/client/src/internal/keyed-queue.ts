/** Runs tasks for the same key one after the other, in the order they came, and tasks for different keys at the same time. */
export class KeyedQueue {
  readonly #last = new Map<string, Promise<void>>();

  /** Keys with a task that runs or waits. */
  get size(): number {
    return this.#last.size;
  }

  run<Value>(key: string, task: () => Promise<Value>): Promise<Value> {
    const mine = (this.#last.get(key) ?? Promise.resolve()).then(task);
    const leave = (): void => {
      if (this.#last.get(key) === end) this.#last.delete(key);
    };
    // The next one waits for the end, whichever it is; the failure belongs to who asked for this one.
    const end: Promise<void> = mine.then(leave, leave);
    this.#last.set(key, end);
    return mine;
  }
}
