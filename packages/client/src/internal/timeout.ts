import { sharedTimer, type SharedTimer, type TimerEntry } from './shared-timer.ts';

/**
 * What `TimeoutScope.race` rejects with when the scope has ended. An object of its own, so that the end of a scope cannot be confused with a failure of
 * what was raced: the reason of a signal may be any value, also an error of this client.
 */
export class ScopeEnded {
  /** Whether the time has passed; otherwise the outer signal was aborted. */
  readonly timedOut: boolean;
  /** The reason of the outer signal. */
  readonly reason: unknown;

  constructor(timedOut: boolean, reason: unknown) {
    this.timedOut = timedOut;
    this.reason = reason;
  }
}

/** Longest delay of a timer, in ms. */
const MAX_TIMER_MS = 2_147_483_647;

/**
 * A timeout and the caller's signal in one. `race` rejects as soon as the first of them ends the scope, even if the promise does not listen to
 * `signal`. Each scope has its own controller: a caller's long-lived signal gets one listener, and loses it at `release`.
 */
export class TimeoutScope {
  readonly #outer: AbortSignal | undefined;
  /** The listener on the outer signal. */
  readonly #abort: (() => void) | undefined;
  readonly #timer: TimerEntry | ReturnType<typeof setTimeout> | undefined;
  readonly #shared: SharedTimer | undefined;
  /** Made for the first that asks for `signal`. */
  #controller: AbortController | undefined;
  #listener: ((ended: ScopeEnded) => void) | undefined;
  #ended: ScopeEnded | undefined;

  /** @param ms May be infinite. */
  constructor(ms: number, outer?: AbortSignal) {
    if (outer) {
      this.#outer = outer;
      this.#abort = () => this.#end(new ScopeEnded(false, outer.reason));
      if (outer.aborted) this.#abort();
      else outer.addEventListener('abort', this.#abort);
    }
    if (!this.#ended && ms <= MAX_TIMER_MS) {
      const expire = (): void => this.#end(new ScopeEnded(true, undefined));
      this.#shared = sharedTimer(ms);
      this.#timer = this.#shared ? this.#shared.add(expire) : setTimeout(expire, Math.max(0, ms));
    }
  }

  /** Aborted when the scope ends. Pass it to everything that can be cancelled. */
  get signal(): AbortSignal {
    if (!this.#controller) {
      this.#controller = new AbortController();
      if (this.#ended) this.#controller.abort(reasonOf(this.#ended));
    }
    return this.#controller.signal;
  }

  /** Settles like the promise, or rejects with a `ScopeEnded`. One promise at a time. */
  race<Value>(promise: Promise<Value>): Promise<Value> {
    return new Promise((resolve, reject) => {
      this.onEnd(reject);
      promise.then(resolve, reject);
    });
  }

  /** Calls the function when the scope ends, in place of the one before; at once if it has ended. */
  onEnd(listener: (ended: ScopeEnded) => void): void {
    if (this.#ended) listener(this.#ended);
    this.#listener = listener;
  }

  /** Clears the timer and the listener. Without this, the timer keeps the process alive. */
  release(): void {
    if (this.#shared) this.#shared.remove(this.#timer as TimerEntry);
    else clearTimeout(this.#timer as ReturnType<typeof setTimeout>);
    if (this.#abort) this.#outer!.removeEventListener('abort', this.#abort);
  }

  #end(ended: ScopeEnded): void {
    this.release();
    this.#ended ??= ended;
    // Before the abort, which makes what was raced fail too, with another error.
    this.#listener?.(ended);
    this.#controller?.abort(reasonOf(ended));
  }
}

/** What those who listen to the signal see. */
const reasonOf = ({ timedOut, reason }: ScopeEnded): unknown =>
  timedOut ? new DOMException('The time has passed.', 'TimeoutError') : reason;

/** Settles like the promise, or resolves with `undefined` after `ms`. Leaves no timer. */
export async function withTimeout<Value>(ms: number, promise: Promise<Value>): Promise<Value | undefined> {
  const scope = new TimeoutScope(ms);
  try {
    return await scope.race(promise);
  } catch (reason) {
    if (reason instanceof ScopeEnded) return undefined;
    throw reason;
  } finally {
    scope.release();
  }
}
