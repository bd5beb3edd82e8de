/** The reason that something under a limit ends with when its time is up. */
export const TIME_IS_UP: unique symbol = Symbol('time is up');

/** Timers cannot count further, in ms. */
const LONGEST_TIMER = 2_147_483_647;

/**
 * A time limit and the caller's signal in one. What is held under it is rejected in the moment the first of them ends it, even if it does not
 * listen to `signal`. Every limit has a controller of its own: a caller's long-lived signal gets one listener, and loses it at release.
 */
export class Limit {
  readonly #controller = new AbortController();
  readonly #outer: AbortSignal | undefined;
  readonly #timer: ReturnType<typeof setTimeout> | undefined;
  #reject: ((reason: unknown) => void) | undefined;

  /** `ms` may be infinite. */
  constructor(ms: number, outer?: AbortSignal) {
    this.#outer = outer;
    if (outer?.aborted) this.#controller.abort(outer.reason);
    else outer?.addEventListener('abort', this.#abort);
    if (ms <= LONGEST_TIMER) this.#timer = setTimeout(() => this.#end(TIME_IS_UP), Math.max(0, ms));
  }

  /** Hand it to whatever can be stopped. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** The promise, or the reason for which it may not go on. One at a time. */
  hold<Value>(promise: Promise<Value>): Promise<Value> {
    return new Promise((resolve, reject) => {
      if (this.signal.aborted) reject(this.signal.reason as Error);
      this.#reject = reject;
      promise.then(resolve, reject);
    });
  }

  /** Without this, the timer keeps the process alive and the listener stays. */
  release(): void {
    clearTimeout(this.#timer);
    this.#outer?.removeEventListener('abort', this.#abort);
  }

  readonly #abort = (): void => this.#end(this.#outer?.reason);

  #end(reason: unknown): void {
    this.release();
    // First: aborting makes what is held fail too, with an error of its own.
    this.#reject?.(reason);
    this.#controller.abort(reason);
  }
}
