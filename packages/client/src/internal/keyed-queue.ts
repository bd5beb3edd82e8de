/** Runs tasks with the same key one after the other, in the order of their arrival, and tasks with different keys concurrently. */
export class KeyedQueue {
  readonly #last = new Map<string, Promise<void>>();

  /** Number of keys with a task that runs or waits. */
  get size(): number {
    return this.#last.size;
  }

  /** Settles like the task. A task that fails does not keep the next one from running. */
  run<Value>(key: string, task: () => Promise<Value>): Promise<Value> {
    const result = (this.#last.get(key) ?? Promise.resolve()).then(task);
    const forgetKey = (): void => {
      if (this.#last.get(key) === settled) this.#last.delete(key);
    };
    const settled: Promise<void> = result.then(forgetKey, forgetKey);
    this.#last.set(key, settled);
    return result;
  }
}
