/** A timer of Node. Those of other runtimes are numbers, or belong to what started them, as in Workers. */
interface NodeTimer {
  ref(): unknown;
  unref(): unknown;
}

/** Something that is due at some time, unless it is removed before. */
export interface TimerEntry {
  readonly dueAt: number;
  readonly expire: () => void;
  previous: TimerEntry | undefined;
  next: TimerEntry | undefined;
  isPending: boolean;
}

/** The functions of the runtime as they are when this module is loaded. Where a test replaces them later, it wants to see each timer. */
const originals = { setTimeout: globalThis.setTimeout, now: performance.now.bind(performance) };

/**
 * One timer of Node for everything that is due after the same time. To start and to stop a timer for each call costs about as much as the rest of a call,
 * because there is then no other one of its duration: with this, it is started once, and finds out what is due when it fires.
 *
 * It keeps the process alive while something waits for it, like a timer of its own would.
 */
export class SharedTimer {
  readonly #ms: number;
  readonly #clock: typeof originals;
  #handle: NodeTimer | undefined;
  #first: TimerEntry | undefined;
  #last: TimerEntry | undefined;

  /** @param ms Until an entry is due. */
  constructor(ms: number, clock: typeof originals = originals) {
    this.#ms = ms;
    this.#clock = clock;
  }

  add(expire: () => void): TimerEntry {
    const dueAt = this.#clock.now() + this.#ms;
    const entry = { dueAt, expire, previous: this.#last, next: undefined, isPending: true };
    if (this.#last) this.#last.next = entry;
    else this.#first = entry;
    this.#last = entry;
    if (!this.#handle) this.#start(this.#ms);
    else if (this.#first === entry) this.#handle.ref();
    return entry;
  }

  /** A second time, it has no effect. */
  remove(entry: TimerEntry): void {
    if (!entry.isPending) return;
    entry.isPending = false;
    const { previous, next } = entry;
    if (previous) previous.next = next;
    else this.#first = next;
    if (next) next.previous = previous;
    else this.#last = previous;
    if (!this.#first) this.#handle?.unref();
  }

  #start(ms: number): void {
    this.#handle = this.#clock.setTimeout(() => this.#fire(), ms) as unknown as NodeTimer;
  }

  #fire(): void {
    this.#handle = undefined;
    const now = this.#clock.now();
    const due: TimerEntry[] = [];
    let entry = this.#first;
    for (; entry && entry.dueAt <= now; entry = entry.next) due.push(entry);
    // First, so that an error in what follows does not stop the timer. Without further entries there is none.
    if (entry) this.#start(Math.max(1, entry.dueAt - now));
    for (const one of due) {
      // What was due before it may have removed it.
      if (!one.isPending) continue;
      this.remove(one);
      one.expire();
    }
  }
}

/** Shorter timers have to be exact, and are rare. In ms. */
const MIN_SHARED_MS = 10_000;
/** A program has a few timeouts. One whose timeouts are all different gets timers of their own. */
const MAX_TIMERS = 8;
const timers = new Map<number, SharedTimer>();
let isNode: boolean | undefined;

/** The timer for a duration, or `undefined` where each wait needs a timer of its own. */
export function sharedTimer(ms: number): SharedTimer | undefined {
  if (ms < MIN_SHARED_MS || globalThis.setTimeout !== originals.setTimeout) return undefined;
  let timer = timers.get(ms);
  if (!timer && timers.size < MAX_TIMERS && (isNode ??= hasNodeTimers())) {
    timer = new SharedTimer(ms);
    timers.set(ms, timer);
  }
  return timer;
}

/** Whether timers are those of Node. Those of Bun are similar, but were not measured. */
function hasNodeTimers(): boolean {
  if ('Bun' in globalThis || 'Deno' in globalThis) return false;
  const timer: unknown = setTimeout(() => undefined);
  clearTimeout(timer as number);
  return typeof timer === 'object' && timer !== null && 'hasRef' in timer;
}
