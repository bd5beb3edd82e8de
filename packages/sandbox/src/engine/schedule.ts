import type { SandboxClock } from './clock.ts';
import type { Ids } from './ids.ts';
import type { Store, Stored } from '../store/store.ts';

/** Work that waits for its time. It is kept in the store, so that it survives a restart. */
export interface Job extends Stored {
  readonly at: number;
  readonly type: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Runs in the transaction that removes the job. */
type Work = (job: Job) => void;
/** Runs outside a transaction; what it returns then runs in the transaction that removes the job. */
type SlowWork = (job: Job) => Promise<() => void>;

const KIND = '_jobs';
/** The longest delay of a timer of JavaScript. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** Runs jobs when the clock of the sandbox reaches their time, one after the other in the order of their times. */
export class Schedule {
  readonly #store: Store;
  readonly #clock: SandboxClock;
  readonly #ids: Ids;
  readonly #work = new Map<string, Work>();
  readonly #slowWork = new Map<string, SlowWork>();
  /** Ordered by time. */
  readonly #queue: Job[] = [];
  readonly #running = new Set<Promise<void>>();
  readonly #sleepers = new Set<{ readonly at: number; readonly wake: () => void }>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  constructor(store: Store, clock: SandboxClock, ids: Ids) {
    this.#store = store;
    this.#clock = clock;
    this.#ids = ids;
    store.onCommit((changes) => {
      const own = changes.filter(({ kind }) => kind === KIND);
      for (const { id, text } of own) {
        const index = this.#queue.findIndex((job) => job.id === id);
        if (index >= 0) this.#queue.splice(index, 1);
        if (text !== undefined) this.#insert(JSON.parse(text) as Job);
      }
      if (own.length) this.#wind();
    });
  }

  /** Starts to run what the store has kept, once every type of work is known. */
  start(): void {
    for (const job of this.#store.all<Job>(KIND)) this.#insert(job);
    this.#wind();
  }

  on(type: string, work: Work): void {
    this.#work.set(type, work);
  }

  onSlow(type: string, work: SlowWork): void {
    this.#slowWork.set(type, work);
  }

  /** Adds a job, as a part of the transaction that runs. */
  in(delay: number, type: string, payload: Job['payload']): void {
    this.#store.put(KIND, { id: this.#ids.letters(16), at: this.#clock.now() + delay, type, payload } as Job);
  }

  jobs(): readonly Job[] {
    return this.#queue;
  }

  /** Waits until the clock has gone on, without keeping anything. */
  sleep(delay: number, signal?: AbortSignal): Promise<void> {
    if (delay <= 0 || signal?.aborted || this.#closed) return Promise.resolve();
    return new Promise((resolve) => {
      const sleeper = { at: this.#clock.now() + delay, wake: () => (this.#sleepers.delete(sleeper), resolve()) };
      this.#sleepers.add(sleeper);
      signal?.addEventListener('abort', sleeper.wake, { once: true });
      this.#wind();
    });
  }

  /** Moves the clock, and runs on the way what becomes due, each job at its own time, slow work included. */
  async advance(duration: number): Promise<void> {
    const end = this.#clock.now() + duration;
    for (;;) {
      const next = this.#nextTime();
      if (next === undefined || next > end) break;
      this.#clock.moveTo(next);
      this.#runDue();
      await this.idle();
    }
    this.#clock.moveTo(end);
    this.#wind();
  }

  /** Waits for the slow work that is running. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  /** Runs nothing more, and wakes who sleeps. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    for (const { wake } of this.#sleepers) wake();
    await this.idle();
  }

  /** Forgets every job. */
  clear(): void {
    for (const { id } of [...this.#queue]) this.#store.delete(KIND, id);
  }

  #insert(job: Job): void {
    let index = this.#queue.length;
    while (index > 0 && this.#queue[index - 1]!.at > job.at) index -= 1;
    this.#queue.splice(index, 0, job);
  }

  readonly #started = new Set<string>();

  #nextTime(): number | undefined {
    const job = this.#queue.find(({ id }) => !this.#started.has(id));
    const times = [...this.#sleepers].map(({ at }) => at);
    if (job) times.push(job.at);
    return times.length ? Math.min(...times) : undefined;
  }

  #runDue(): void {
    const now = this.#clock.now();
    for (const sleeper of this.#sleepers) if (sleeper.at <= now) sleeper.wake();
    for (const job of [...this.#queue]) if (job.at <= now && !this.#started.has(job.id)) this.#run(job);
  }

  #run(job: Job): void {
    const remove = () => this.#store.delete(KIND, job.id);
    const slow = this.#slowWork.get(job.type);
    if (!slow) {
      this.#store.transaction(() => {
        remove();
        this.#work.get(job.type)?.(job);
      });
      return;
    }
    this.#started.add(job.id);
    const running = slow(job).then((finish) => {
      // After a close, the job stays and runs again at the next start.
      if (!this.#closed)
        this.#store.transaction(() => {
          remove();
          finish();
        });
      this.#started.delete(job.id);
      this.#running.delete(running);
    });
    this.#running.add(running);
  }

  /** Sets the timer for the next job. A clock that stands still needs none, except for what is due at once. */
  #wind(): void {
    clearTimeout(this.#timer);
    const next = this.#nextTime();
    if (next === undefined || this.#closed) return;
    const delay = next - this.#clock.now();
    if (this.#clock.stopped && delay > 0) return;
    this.#timer = setTimeout(
      () => {
        this.#runDue();
        this.#wind();
      },
      Math.min(Math.max(0, delay), LONGEST_TIMER),
    );
    // A sandbox inside a program must not keep it alive. Workers have no such method, and need none.
    (this.#timer as { unref?: () => void }).unref?.();
  }
}
