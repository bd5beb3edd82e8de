import { monotonicNow } from '../internal/clock.ts';
import { withTimeout } from '../internal/timeout.ts';

interface Turn {
  readonly ended: Promise<void>;
  /** When its time is over at the latest, on the monotonic clock. */
  readonly endsBy: number;
}

/**
 * Gives tasks with the same key their turns one after the other, in the order of their arrival. Tasks with different keys run concurrently.
 *
 * A waiting task has a timer of its own, and goes ahead when the time of the turn before it is over. In Workers, a task dies with the request that
 * started it, its timers included, and would never end.
 */
export class TurnQueue {
  readonly #last = new Map<string, Turn>();

  /** Number of keys with a task that runs or waits. */
  get size(): number {
    return this.#last.size;
  }

  /**
   * Settles like the task. A task that fails does not keep the next one from its turn.
   *
   * @param ms How long the turn may last. The task itself has to end by then.
   */
  async run<Value>(key: string, ms: number, task: () => Promise<Value>): Promise<Value> {
    const previous = this.#last.get(key);
    const now = monotonicNow();
    const wait = previous ? Math.max(0, previous.endsBy - now) : 0;
    let end!: () => void;
    const turn: Turn = { ended: new Promise((resolve) => (end = resolve)), endsBy: now + wait + ms };
    this.#last.set(key, turn);
    try {
      if (previous) await withTimeout(wait, previous.ended);
      return await task();
    } finally {
      end();
      if (this.#last.get(key) === turn) this.#last.delete(key);
    }
  }
}
