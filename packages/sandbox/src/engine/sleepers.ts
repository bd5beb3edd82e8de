interface Sleeper {
  readonly at: number;
  readonly question: string | undefined;
  readonly wake: (answer?: string) => void;
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

  /** What sleepers ask while they wait, in the order in which they fell asleep. */
  get questions(): string[] {
    return Array.from(this.#sleepers, ({ question }) => question).filter((question) => question !== undefined);
  }

  /**
   * Waits until the time has come, until the signal is aborted, or until the question is answered.
   *
   * @returns The answer, if there was one.
   */
  sleep(at: number, signal?: AbortSignal, question?: string): Promise<string | undefined> {
    if (signal?.aborted) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      const wake = (answer?: string): void => {
        this.#sleepers.delete(sleeper);
        signal?.removeEventListener('abort', onAbort);
        resolve(answer);
      };
      const onAbort = (): void => wake();
      const sleeper: Sleeper = { at, question, wake };
      this.#sleepers.add(sleeper);
      signal?.addEventListener('abort', onAbort);
    });
  }

  /** Wakes the one who has asked first. Returns whether one has. */
  answer(question: string, answer: string): boolean {
    for (const sleeper of this.#sleepers)
      if (sleeper.question === question) {
        sleeper.wake(answer);
        return true;
      }
    return false;
  }

  /** Wakes those whose time has come; without a time, all of them. */
  wake(now = Number.POSITIVE_INFINITY): void {
    for (const { at, wake } of this.#sleepers) if (at <= now) wake();
  }
}
