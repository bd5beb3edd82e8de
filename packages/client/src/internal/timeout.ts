/** The reason with which a `TimeoutScope` rejects when its time has passed. */
export const TIMED_OUT: unique symbol = Symbol('timed out');

/** Longest delay of a timer, in ms. */
const MAX_TIMER_MS = 2_147_483_647;

/**
 * A timeout and the caller's signal in one. `race` rejects as soon as the first of them ends the scope, even if the promise does not listen to
 * `signal`. Each scope has its own controller: a caller's long-lived signal gets one listener, and loses it at `release`.
 */
export class TimeoutScope {
  readonly #controller = new AbortController();
  readonly #outer: AbortSignal | undefined;
  readonly #timer: ReturnType<typeof setTimeout> | undefined;
  #reject: ((reason: unknown) => void) | undefined;

  /** @param ms May be infinite. */
  constructor(ms: number, outer?: AbortSignal) {
    this.#outer = outer;
    if (outer?.aborted) this.#controller.abort(outer.reason);
    else outer?.addEventListener('abort', this.#abort);
    if (ms <= MAX_TIMER_MS) this.#timer = setTimeout(() => this.#end(TIMED_OUT), Math.max(0, ms));
  }

  /** Aborted when the scope ends. Pass it to everything that can be cancelled. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Settles like the promise, or rejects with the reason that ended the scope. One promise at a time. */
  race<Value>(promise: Promise<Value>): Promise<Value> {
    return new Promise((resolve, reject) => {
      if (this.signal.aborted) reject(this.signal.reason as Error);
      this.#reject = reject;
      promise.then(resolve, reject);
    });
  }

  /** Clears the timer and the listener. Without this, the timer keeps the process alive. */
  release(): void {
    clearTimeout(this.#timer);
    this.#outer?.removeEventListener('abort', this.#abort);
  }

  readonly #abort = (): void => this.#end(this.#outer?.reason);

  #end(reason: unknown): void {
    this.release();
    // Before the abort, which makes the raced promise fail too, with another error.
    this.#reject?.(reason);
    this.#controller.abort(reason);
  }
}

/** Settles like the promise, or resolves with `undefined` after `ms`. Leaves no timer. */
export async function withTimeout<Value>(ms: number, promise: Promise<Value>): Promise<Value | undefined> {
  const scope = new TimeoutScope(ms);
  try {
    return await scope.race(promise);
  } catch (reason) {
    if (reason === TIMED_OUT) return undefined;
    throw reason;
  } finally {
    scope.release();
  }
}
