import type { Engine } from '../engine/engine.ts';
import { ApiException, notFound } from '../engine/exception.ts';
import { isoTime, LAST_TIME } from '../engine/clock.ts';
import type { Settings } from '../engine/settings.ts';
import type { Faults } from '../http/faults.ts';
import type { RequestLog } from '../http/request-log.ts';
import type { OAuth } from '../oauth/oauth.ts';
import type { Pushes } from '../pushes/pushes.ts';
import type { Change } from '../store/store.ts';
import { changeSettings } from './change-settings.ts';
import { duration } from './duration.ts';
import { Payers } from './payers.ts';
import { Reviewers } from './reviewers.ts';
import { keepClock } from '../engine/kept-clock.ts';
import { plant, type Seed } from './seed.ts';
import { Staff } from './staff.ts';

/** Each keeps the JSON of every object that has changed since. */
const MAX_SNAPSHOTS = 50;

export interface ControlParts {
  readonly engine: Engine;
  readonly pushes: Pushes;
  readonly oauth: OAuth;
  readonly faults: Faults;
  readonly requests: RequestLog;
  readonly violations: { readonly operation: string; readonly violation: string }[];
  /** What the settings were at the start. */
  readonly initial: Settings;
  /** Fills an empty store. */
  readonly fill: () => void;
  /** Called when everything was forgotten. */
  readonly onReset: () => void;
}

/** What the platform does by itself, or keeps from a merchant. */
export class Control {
  readonly #parts: ControlParts;
  readonly #snapshots = new Map<string, readonly Change[]>();
  /** What payers, banks and the platform do with a payment. */
  readonly payers: Payers;
  /** What the staff of the platform and the providers of identifications decide. */
  readonly reviewers: Reviewers;
  /** What people do who work for the merchant. */
  readonly staff: Staff;
  /** Rules by which calls fail. */
  readonly faults: Faults;
  /** The latest requests of the API. */
  readonly requests: RequestLog;
  readonly pushes: Pick<Pushes, 'log' | 'feed' | 'replay' | 'clear'>;
  /** Devices that wait for a person, and tokens. */
  readonly oauth: Pick<OAuth, 'waiting' | 'approve' | 'deny' | 'expireTokens'>;
  /** Answers of the sandbox that broke the spec: faults of the sandbox. */
  readonly violations: readonly { readonly operation: string; readonly violation: string }[];

  constructor(parts: ControlParts) {
    this.#parts = parts;
    this.payers = new Payers(parts.engine);
    this.reviewers = new Reviewers(parts.engine);
    this.staff = new Staff(parts.engine);
    this.faults = parts.faults;
    this.requests = parts.requests;
    this.pushes = parts.pushes;
    this.oauth = parts.oauth;
    this.violations = parts.violations;
  }

  /** The time of the sandbox, ISO 8601. */
  get now(): string {
    return isoTime(this.#parts.engine.clock.now());
  }

  /** The settings; what is changed applies from then on. */
  get settings(): Settings {
    return this.#parts.engine.settings;
  }

  /**
   * Changes settings by name, those of pushes too.
   *
   * @throws ApiException for a name that does not exist, or a value that cannot be. Nothing is changed then.
   */
  changeSettings(changes: Readonly<Record<string, unknown>>): void {
    changeSettings(this.settings, changes);
  }

  /**
   * Moves the clock, and does on the way what becomes due: pushes and their redeliveries, transfers, checks. Resolves when all of it is done.
   *
   * @param by Milliseconds, or a text such as `30s`, `20m`, `24h` or `3d`.
   * @throws ApiException for anything else, and for a time after the year 9999.
   */
  async advance(by: number | string): Promise<void> {
    const { clock, schedule, store } = this.#parts.engine;
    const time = typeof by === 'number' ? by : duration(by);
    if (!(time >= 0)) throw new ApiException(400, 'The clock only moves forward');
    if (clock.now() + time > LAST_TIME) throw new ApiException(400, 'The clock ends with the year 9999');
    await schedule.advance(time);
    keepClock(store, clock);
  }

  /** Does what is due now, and waits for pushes that are under way. */
  async idle(): Promise<void> {
    await this.#parts.engine.schedule.advance(0);
  }

  /** Forgets everything but snapshots, and starts again with what a new sandbox has. A clock that stands still returns to its start. */
  reset(): void {
    const { engine, faults, requests, violations, initial, fill, onReset } = this.#parts;
    engine.store.replace();
    faults.clear();
    requests.clear();
    violations.length = 0;
    Object.assign(engine.settings, structuredClone(initial));
    engine.clock.restart();
    fill();
    onReset();
  }

  /**
   * Adds objects, or replaces those with the same id; all of them, or none.
   *
   * @throws ApiException for anything but objects with ids in lists by kind.
   */
  seed(objects: Seed): void {
    plant(this.#parts.engine.store, objects);
  }

  /** The ids of all objects of a kind, oldest first. */
  ids(kind: string): string[] {
    return this.#parts.engine.store.ids(kind);
  }

  /** The number of objects of each kind. */
  counts(): Readonly<Record<string, number>> {
    const { store } = this.#parts.engine;
    return Object.fromEntries(
      store
        .kinds()
        .filter((kind) => !kind.startsWith('_'))
        .map((kind) => [kind, store.size(kind)]),
    );
  }

  /**
   * Keeps everything under a name, to return to.
   *
   * @throws ApiException when there are too many.
   */
  save(name: string): void {
    if (this.#snapshots.size >= MAX_SNAPSHOTS && !this.#snapshots.has(name))
      throw new ApiException(400, `There are ${MAX_SNAPSHOTS} snapshots; delete one`);
    this.#snapshots.set(name, this.#parts.engine.store.dump());
  }

  /**
   * Returns to what was kept. The clock goes on.
   *
   * @throws ApiException 404
   */
  restore(name: string): void {
    const snapshot = this.#snapshots.get(name);
    if (!snapshot) throw notFound('Snapshot', name);
    this.#parts.engine.store.replace(snapshot);
  }

  snapshots(): string[] {
    return [...this.#snapshots.keys()];
  }

  deleteSnapshot(name: string): boolean {
    return this.#snapshots.delete(name);
  }
}
