import { ApiError, isSecuconnectError, Secuconnect } from '@secuconnect/client';
import { isIntentOpenError, memoryJournal, settle, withIntent, type Settlement } from '@secuconnect/client/flows';
import { createSandbox, type FaultKind, type Sandbox } from '../../src/index.ts';
import { ApiException } from '../../src/engine/exception.ts';
import type { Change } from '../../src/store/store.ts';
import { failureOf } from '../support/failure-of.ts';
import { arrange, type Scenario, type Write } from './scenario.ts';

/** How a call is disturbed, and how its program finds out what became of it. */
export interface Disturbance {
  readonly fault: Extract<FaultKind, 'drop-before-commit' | 'drop-after-commit' | 'cut-body' | 'late-commit'>;
  /** Whether the call is an intent of a journal, or only its error is settled. */
  readonly hasJournal: boolean;
  /** How long after the call it is executed, for `late-commit`, in ms. */
  readonly delay: number;
  /** How long the search index hides a change, in ms. */
  readonly indexLag: number;
  /** How long to wait between two reads, in ms; `undefined` for as long as the settlement says. */
  readonly pause: number | undefined;
  /** How long a terminal is busy with a call that is executed later, in ms. */
  readonly terminalDelay: number;
  /** When the object is changed by others too, in ms after the call; `undefined` for never. */
  readonly meanwhile: number | undefined;
  /** Whether the same call was made long before, if the API accepts it twice. */
  readonly wasMadeBefore: boolean;
}

/** What a run has led to. Each of the first three is a mistake. */
export interface RunResult {
  /** `done`, for a call that had not taken effect at that time. */
  readonly falseDone: boolean;
  /** `not-done`, for a call that had an effect, or got one afterwards. */
  readonly falseNotDone: boolean;
  /** The intent took effect twice, or not at all although its program went on. */
  readonly notOnce: boolean;
  /** How it was settled at last. */
  readonly settlement: Settlement['result'];
  /** Whether the first settlement, right after the call, was undecided. */
  readonly wasUndecided: boolean;
}

/** Between the same call long before, and the call, in ms. */
const LONG_BEFORE = 10 * 60 * 1000;
/** The longest time until a call is settled, if it can be, in ms. */
const PATIENCE = 20 * 60 * 1000;
const A_SECOND = 1000;
const START = '2026-03-02T09:00:00Z';
/** Each has its objects in memory, and searches become slower with them. */
const RUNS_PER_SANDBOX = 200;

/** Sandboxes in which calls are disturbed, one after the other. The clock of the client follows that of the sandbox. */
export class DisturbedRuns {
  readonly #random: () => number;
  readonly #realNow = performance.now.bind(performance);
  #sandbox!: Sandbox;
  #secuconnect!: Secuconnect;
  #runs = 0;
  #ahead = 0;
  #count = 0;
  /** How often each operation was executed with success, by the answers that the sandbox has kept for their keys. */
  #executed: string[] = [];
  /** What happens besides, and when by `#ahead`; the first comes first. */
  #planned: { readonly at: number; readonly happen: () => unknown }[] = [];
  #isByOthers = false;

  constructor(random: () => number) {
    this.#random = random;
    performance.now = () => this.#realNow() + this.#ahead;
  }

  /** Restores the clock. */
  async close(): Promise<void> {
    performance.now = this.#realNow;
    await this.#sandbox?.close();
  }

  async run(operation: string, scenario: Scenario, disturbance: Disturbance): Promise<RunResult> {
    await this.#openSandbox();
    const { faults, settings } = this.#sandbox.control;
    const { fault, delay, indexLag, hasJournal } = disturbance;
    Object.assign(settings, { indexLag: 0, terminalDelay: 0 });
    const { write: call, meanwhile } = await arrange(scenario, {
      secuconnect: this.#secuconnect,
      sandbox: this.#sandbox,
      random: this.#random,
      unique: (prefix) => `${prefix}-${(this.#count += 1)}`,
    });
    if (scenario.mayRepeat && disturbance.wasMadeBefore) {
      await call({});
      await this.#advance(LONG_BEFORE);
    }
    settings.indexLag = indexLag;
    // A token that has expired would use up the fault.
    await this.#secuconnect.general.contracts.list({ count: 1 });
    this.#executed = [];
    this.#plan(disturbance, meanwhile);
    faults.add({ kind: fault, operation, ...(fault === 'late-commit' && { delay }) });
    const effects = (): number => this.#executed.filter((one) => one === operation).length;
    const result = await (hasJournal
      ? this.#withJournal(call, disturbance, effects)
      : this.#bare(call, disturbance, effects));
    faults.clear();
    this.#planned = [];
    return result;
  }

  #plan({ fault, delay, terminalDelay, meanwhile }: Disturbance, change: () => unknown): void {
    const { settings } = this.#sandbox.control;
    const now = this.#ahead;
    if (meanwhile !== undefined) this.#planned.push({ at: now + meanwhile, happen: () => this.#byOthers(change) });
    // Only this call waits for its terminal: the clock stands still during one that is executed at once.
    if (fault === 'late-commit') {
      settings.terminalDelay = terminalDelay;
      this.#planned.push({ at: now + delay + 1, happen: () => (settings.terminalDelay = 0) });
    }
    this.#planned.sort((one, other) => one.at - other.at);
  }

  /** What others do is no effect of the call. */
  async #byOthers(change: () => unknown): Promise<void> {
    this.#isByOthers = true;
    try {
      await change();
    } catch (error) {
      // The object may not allow it any more, or not yet.
      if (!(error instanceof ApiError) && !(error instanceof ApiException)) throw error;
    } finally {
      this.#isByOthers = false;
    }
  }

  async #bare(call: Write, { pause }: Disturbance, effects: () => number): Promise<RunResult> {
    const error = await failureOf(call({ maxRetries: 0 }));
    if (!error) throw new Error('The fault did not disturb the call.');
    await this.#advance(0);
    let settlement = await settle(this.#secuconnect, error);
    const wasUndecided = settlement.result === 'undecided';
    for (let waited = 0; settlement.result === 'undecided' && settlement.readAgainAt && waited < PATIENCE;) {
      waited += await this.#pause(settlement.readAgainAt, pause);
      settlement = await settle(this.#secuconnect, error);
    }
    const falseDone = settlement.result === 'done' && effects() === 0;
    await this.#advance(PATIENCE);
    return {
      falseDone,
      falseNotDone: settlement.result === 'not-done' && effects() > 0,
      notOnce: false,
      settlement: settlement.result,
      wasUndecided,
    };
  }

  async #withJournal(call: Write, { pause, meanwhile }: Disturbance, effects: () => number): Promise<RunResult> {
    const journal = memoryJournal();
    const params = { journal, reference: 'the effect' };
    const attempt = () => withIntent(params, (options) => call({ ...options, maxRetries: 0 }));
    let isDone = await attempt().then(
      () => true,
      (error: unknown) => !isUnknown(error),
    );
    await this.#advance(0);
    const wasUndecided = !isDone;
    let settlement: Settlement['result'] = isDone ? 'done' : 'undecided';
    let falseDone = isDone && effects() === 0;
    let falseNotDone = false;
    let readAgainAt: Date | undefined;
    for (let waited = 0; !isDone && waited < PATIENCE;) {
      waited += await this.#pause(readAgainAt, pause);
      const before = effects();
      const [open] = await journal.open();
      const settled = await settle(this.#secuconnect, open);
      if (settled.result !== 'undecided') {
        settlement = settled.result;
        falseDone ||= settled.result === 'done' && before === 0;
        falseNotDone ||= settled.result === 'not-done' && before > 0;
      } else if (!settled.readAgainAt) break;
      else readAgainAt = settled.readAgainAt;
      const failure = await failureOf(attempt());
      isDone = failure === undefined;
      if (isDone || isIntentOpenError(failure) || isUnknown(failure)) continue;
      // Others have made the call impossible.
      if (meanwhile === undefined) throw failure;
      break;
    }
    await this.#advance(PATIENCE);
    return { falseDone, falseNotDone, notOnce: effects() > 1 || (isDone && effects() === 0), settlement, wasUndecided };
  }

  /** Lets time pass before the next read. Returns how much, in ms. */
  async #pause(readAgainAt: Date | undefined, pause: number | undefined): Promise<number> {
    const ms = pause ?? Math.max(A_SECOND, (readAgainAt?.getTime() ?? 0) - Date.now());
    await this.#advance(ms);
    return ms;
  }

  async #advance(ms: number): Promise<void> {
    const end = this.#ahead + ms;
    for (let next; (next = this.#planned[0]) && next.at <= end;) {
      this.#planned.shift();
      await this.#advanceTo(next.at);
      await next.happen();
    }
    await this.#advanceTo(end);
  }

  async #advanceTo(time: number): Promise<void> {
    await this.#sandbox.control.advance(time - this.#ahead);
    this.#ahead = time;
  }

  async #openSandbox(): Promise<void> {
    if (this.#sandbox && (this.#runs += 1) % RUNS_PER_SANDBOX !== 0) return;
    await this.#sandbox?.close();
    const onCommit = (changes: readonly Change[]): void => {
      for (const { kind, text } of changes)
        if (kind === '_actions' && text !== undefined) {
          const { operation, status } = JSON.parse(text) as { operation: string; status: number };
          if (status < 300 && !this.#isByOthers) this.#executed.push(operation.split(' ')[0]!);
        }
    };
    this.#sandbox = createSandbox({
      clock: START,
      seed: 1 + Math.floor(this.#random() * 1e9),
      // What charges back, is transferred and so on by itself would be other people's changes.
      settings: { transferDelay: 90 * 24 * 3_600_000, checkDuration: 90 * 24 * 3_600_000 },
      journal: { load: () => [], commit: onCommit, close: () => undefined },
    });
    this.#secuconnect = new Secuconnect(this.#sandbox.options());
  }
}

const isUnknown = (error: unknown): boolean => isSecuconnectError(error) && error.outcome === 'unknown';
