import type { SandboxClock } from './clock.ts';
import type { Ids } from './ids.ts';
import { Sleepers } from './sleepers.ts';
import type { Store, Stored } from '../store/store.ts';

/** Work that waits for its time. It is kept in the store, so that it survives a restart. */
export interface Job extends Stored {
  readonly at: number;
  readonly type: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Runs in the transaction that removes the job. */
type Work = (job: Job) => void;
/** Runs outside a transaction, until the signal ends it; what it returns then runs in the transaction that removes the job. */
type SlowWork = (job: Job, signal: AbortSignal) => Promise<() => void>;

const KIND = '_jobs';
/** How long jobs keep everybody else waiting at a time, in milliseconds of the computer's clock. */
const TURN = 50;
/** The longest delay of a timer of JavaScript. */
const LONGEST_TIMER = 2 ** 31 - 1;

/**
 * Runs jobs when the clock of the sandbox reaches their time: they start one after the other, in the order of their times. A job whose work
 * fails is reported, holds up no other, and runs again after a restart.
 */
export class Schedule {
  readonly #store: Store;
  readonly #clock: SandboxClock;
  readonly #ids: Ids;
  readonly #onFailure: (failure: unknown, job: Job) => void;
  readonly #work = new Map<string, Work>();
  readonly #slowWork = new Map<string, SlowWork>();
  /** Ordered by time, and jobs of the same time by their age. */
  readonly #queue: Job[] = [];
  /** The jobs that are running or have failed. */
  readonly #taken = new Set<string>();
  readonly #running = new Set<Promise<void>>();
  readonly #sleepers = new Sleepers();
  readonly #end = new AbortController();
  #advance: Promise<void> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isStarted = false;
  /** Called when a wait with a question begins. */
  onQuestion: () => void = () => undefined;

  /** @param onFailure Receives what the work of a job has thrown, which is a mistake of the sandbox. It is printed by default. */
  constructor(
    store: Store,
    clock: SandboxClock,
    ids: Ids,
    onFailure = (failure: unknown, { type }: Job): void => console.error(`The job ${type} failed:`, failure),
  ) {
    this.#store = store;
    this.#clock = clock;
    this.#ids = ids;
    this.#onFailure = onFailure;
    store.onCommit((changes) => {
      const own = changes.filter(({ kind }) => kind === KIND);
      for (const { id, text } of own) {
        const index = this.#queue.findIndex((job) => job.id === id);
        if (index >= 0) this.#queue.splice(index, 1);
        if (text === undefined) this.#taken.delete(id);
        else this.#insert(JSON.parse(text) as Job);
      }
      if (own.length) this.#wind();
    });
  }

  /** Starts to run what the store has kept, once every type of work is known. Until then, jobs only wait. */
  start(): void {
    this.#queue.length = 0;
    for (const job of this.#store.all<Job>(KIND)) this.#insert(job);
    this.#isStarted = true;
    this.#wind();
  }

  on(type: string, work: Work): void {
    this.#work.set(type, work);
  }

  onSlow(type: string, work: SlowWork): void {
    this.#slowWork.set(type, work);
  }

  /** Adds a job, as a part of the transaction that runs. Returns its time, in milliseconds since 1970. */
  in(delay: number, type: string, payload: Job['payload']): number {
    const at = this.#clock.now() + delay;
    this.#store.put<Job>(KIND, { id: this.#ids.letters(16), at, type, payload });
    return at;
  }

  jobs(): readonly Job[] {
    return this.#queue;
  }

  /**
   * Waits until the clock has gone on, without keeping anything. The end of the signal or of the schedule ends the wait too, and so does an
   * answer to the question, which is returned.
   */
  sleep(delay: number, signal?: AbortSignal, question?: string): Promise<string | undefined> {
    if (delay <= 0 || this.#isClosed) return Promise.resolve(undefined);
    const sleep = this.#sleepers.sleep(this.#clock.now() + delay, signal, question);
    if (question !== undefined) this.onQuestion();
    this.#wind();
    return sleep;
  }

  /** What is asked by those who wait, oldest first. */
  questions(): string[] {
    return this.#sleepers.questions;
  }

  /** Ends the wait of the one who has asked first. Returns whether one has. */
  answer(question: string, answer: string): boolean {
    return this.#sleepers.answer(question, answer);
  }

  /**
   * Moves the clock, and runs on the way what becomes due, each job at its own time, slow work included. A second call starts where the first
   * one ends.
   */
  advance(duration: number): Promise<void> {
    const advance = this.#advance.then(() => this.#advanceBy(duration));
    this.#advance = advance.catch(() => undefined);
    return advance;
  }

  /** Waits for the slow work that is running. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  /** Runs nothing more, ends slow work, whose jobs stay for the next start, and wakes the sleepers. */
  async close(): Promise<void> {
    this.#end.abort();
    clearTimeout(this.#timer);
    this.#sleepers.wake();
    await this.idle();
  }

  /** Forgets every job. What slow work returns is then dropped. */
  clear(): void {
    this.#store.transaction(() => {
      for (const { id } of this.#queue) this.#store.delete(KIND, id);
    });
  }

  get #isClosed(): boolean {
    return this.#end.signal.aborted;
  }

  async #advanceBy(duration: number): Promise<void> {
    const end = this.#clock.now() + duration;
    // What is running belongs to the time before.
    await this.idle();
    let turn = performance.now();
    for (let next = this.#nextTime(); next !== undefined && next <= end; next = this.#nextTime()) {
      if (this.#isClosed) return;
      this.#clock.moveTo(next);
      const hasSleepers = this.#sleepers.size > 0;
      this.#runDue();
      // A woken sleeper acts at its own time, before the clock goes on.
      if (hasSleepers || performance.now() - turn > TURN) {
        await new Promise((resolve) => void setTimeout(resolve));
        turn = performance.now();
      }
      await this.idle();
    }
    this.#clock.moveTo(end);
    this.#wind();
  }

  #insert(job: Job): void {
    let index = this.#queue.length;
    while (index > 0 && this.#queue[index - 1]!.at > job.at) index -= 1;
    this.#queue.splice(index, 0, job);
  }

  #nextJob(): Job | undefined {
    return this.#queue.find(({ id }) => !this.#taken.has(id));
  }

  #nextTime(): number | undefined {
    const times = [this.#nextJob()?.at, this.#sleepers.nextTime].filter((time) => time !== undefined);
    return times.length ? Math.min(...times) : undefined;
  }

  /** Runs what is due, for one turn. */
  #runDue(): void {
    const now = this.#clock.now();
    const end = performance.now() + TURN;
    this.#sleepers.wake(now);
    for (let job = this.#nextJob(); job && job.at <= now && performance.now() <= end; job = this.#nextJob())
      this.#run(job);
  }

  #run(job: Job): void {
    this.#taken.add(job.id);
    const slow = this.#slowWork.get(job.type);
    if (slow) {
      const running = this.#runSlow(job, slow).finally(() => this.#running.delete(running));
      this.#running.add(running);
      return;
    }
    try {
      const work = this.#work.get(job.type);
      if (!work) throw new TypeError('This type of work is unknown.');
      this.#finish(job, () => work(job));
    } catch (failure) {
      this.#onFailure(failure, job);
    }
  }

  async #runSlow(job: Job, slow: SlowWork): Promise<void> {
    try {
      const finish = await slow(job, this.#end.signal);
      // After a close, the job stays. A job that is gone was forgotten in the meantime.
      if (!this.#isClosed && this.#store.has(KIND, job.id)) this.#finish(job, finish);
    } catch (failure) {
      this.#onFailure(failure, job);
    }
  }

  /** The end of a job and what it has led to are kept together. */
  #finish(job: Job, work: () => void): void {
    this.#store.transaction(() => {
      this.#store.delete(KIND, job.id);
      work();
    });
  }

  /** Sets the timer for the next job. A clock that stands still needs none, except for what is due at once. */
  #wind(): void {
    clearTimeout(this.#timer);
    const next = this.#nextTime();
    if (next === undefined || !this.#isStarted || this.#isClosed) return;
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
