import { rejectOnAbort } from '../internal/abort.ts';
import { monotonicNow } from '../internal/clock.ts';

/** How often a task shows that it is alive, in ms. */
const HEARTBEAT_MS = 1_000;
/** After how long without a heartbeat a task counts as dead, in ms. A living one must have blocked its event loop for that long. */
const DEAD_AFTER_MS = 10_000;

/** What `LivingTask.wait` resolves to when the task is dead. */
export const DEAD: unique symbol = Symbol('dead');

/**
 * A task that others wait for, although it may stop without settling: in Workers, everything that a request has started ends with that request, its
 * promises and timers included. While the task runs, it has a heartbeat, and who waits for it looks for that with a timer of its own.
 */
export class LivingTask<Value> {
  readonly #result: Promise<Value>;
  #lastHeartbeat = monotonicNow();

  constructor(run: () => Promise<Value>) {
    const heartbeat = everySecond(() => (this.#lastHeartbeat = monotonicNow()));
    this.#result = run().finally(() => clearInterval(heartbeat));
    // Those who wait receive the failure.
    this.#result.catch(() => undefined);
  }

  get isAlive(): boolean {
    return monotonicNow() - this.#lastHeartbeat < DEAD_AFTER_MS;
  }

  /** Settles like the task, resolves to `DEAD` when the task is dead, and rejects with the signal's reason as soon as it is aborted. */
  async wait(signal?: AbortSignal): Promise<Value | typeof DEAD> {
    let watch: ReturnType<typeof setInterval> | undefined;
    const death = new Promise<typeof DEAD>((resolve) => {
      let wasAlive = true;
      watch = everySecond(() => {
        // Twice in a row: after the process was suspended, the first look may come before the heartbeat.
        if (!this.isAlive && !wasAlive) resolve(DEAD);
        wasAlive = this.isAlive;
      });
    });
    try {
      return await rejectOnAbort(Promise.race([this.#result, death]), signal);
    } finally {
      clearInterval(watch);
    }
  }
}

/** An interval that does not keep a process alive. */
function everySecond(run: () => void): ReturnType<typeof setInterval> {
  const interval = setInterval(run, HEARTBEAT_MS);
  (interval as { unref?(): void }).unref?.();
  return interval;
}
