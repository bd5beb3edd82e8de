interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/** Those who wait for a time, which the schedule measures. Times are in milliseconds since 1970. */
export class Sleepers {
  readonly #sleepers = new Set<Sleeper>();

  get size(): number {
    return this.#sleepers.size;
  }

  /** When the next one wakes; `undefined` when none sleeps. */
  get nextTime(): number | undefined {
    return this.size > 0 ? Math.min(...Array.from(this.#sleepers, ({ at }) => at)) : undefined;
  }

  /** Waits until the time has come, or until the signal is aborted. */
  sleep(at: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = (): void => {
        this.#sleepers.delete(sleeper);
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      const sleeper: Sleeper = { at, wake };
      this.#sleepers.add(sleeper);
      signal?.addEventListener('abort', wake);
    });
  }

  /** Wakes those whose time has come; without a time, all of them. */
  wake(now = Number.POSITIVE_INFINITY): void {
    for (const { at, wake } of this.#sleepers) if (at <= now) wake();
  }
}
